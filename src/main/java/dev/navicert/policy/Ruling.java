package dev.navicert.policy;

import dev.navicert.name.ImageReference;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Which rules govern an image in a namespace, and where its trust data is to be had. Known without asking anybody; whether the
 * image satisfies the rules is {@link ImageVerifier}'s question.
 *
 * @param mode what becomes of a refusal
 * @param modeSource who says so, in words
 * @param clusterWinnerOrNull the outcome among all cluster policies that select the namespace
 * @param namespaceWinnerOrNull the outcome among the namespace's own policies
 * @param reached every rule that matches, cluster's before namespace's, each list in its order of precedence
 */
public record Ruling(
        ImageReference image,
        Namespace namespace,
        Mode mode,
        String modeSource,
        @Nullable Winner clusterWinnerOrNull,
        @Nullable Winner namespaceWinnerOrNull,
        List<Hit> reached,
        Route route) {
    public Ruling {
        reached = List.copyOf(reached);
    }

    public Optional<Winner> clusterWinner() {
        return Optional.ofNullable(clusterWinnerOrNull);
    }

    public Optional<Winner> namespaceWinner() {
        return Optional.ofNullable(namespaceWinnerOrNull);
    }

    /**
     * The winners that must all admit the image. None: no rule matches, which is a refusal. The cluster's alone where the
     * namespace has none; the namespace's alone where the cluster's lets itself be overridden, or there is none.
     */
    public List<Winner> judges() {
        boolean overridden = clusterWinner().filter(Winner::overridable).isPresent()
                && namespaceWinner().isPresent();
        return Stream.concat(overridden ? Stream.empty() : clusterWinner().stream(), namespaceWinner().stream())
                .toList();
    }

    /** What is done to templates: as the cluster's winner says, else as the namespace's does. */
    public Templates templates() {
        return clusterWinner()
                .or(this::namespaceWinner)
                .filter(winner ->
                        winner.hits().stream().anyMatch(hit -> hit.policy().templates() == Templates.PIN))
                .map(winner -> Templates.PIN)
                .orElse(Templates.LEAVE);
    }

    /** How the verified image is to be written: of several rules, the one that shows most. */
    public Pin pin() {
        return judges().stream()
                .flatMap(winner -> winner.hits().stream())
                .flatMap(hit ->
                        hit.rule().action() instanceof Action.Verify verify ? Stream.of(verify.pin()) : Stream.empty())
                .min(Comparator.naturalOrder())
                .orElse(Pin.NONE);
    }
}
