package dev.navicert.policy;

import dev.navicert.name.MatchingName;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * Where images under one name were signed under another: each wildcard of {@code to} stands for what the same one of
 * {@code from} matched.
 */
public final class Rewrite {
    private final Pattern from;
    private final Pattern to;

    private Rewrite(Pattern from, Pattern to) {
        this.from = from;
        this.to = to;
    }

    /**
     * A rewrite with unambiguous wildcards: at most one {@code **}, at most one {@code *} in a segment, the same ones in both.
     *
     * @throws InvalidPatternException if they are not
     */
    public static Rewrite of(Pattern from, Pattern to) throws InvalidPatternException {
        if (from.specificity().literalTagOrDigest() || to.specificity().literalTagOrDigest()) {
            throw new InvalidPatternException("a rewrite names repositories, without tag and digest");
        }
        List<String> wildcards = wildcards(from);
        if (!wildcards.equals(wildcards(to))) {
            throw new InvalidPatternException("from and to of a rewrite need the same wildcards in the same order: "
                    + from + " has " + wildcards + ", " + to + " has " + wildcards(to));
        }
        boolean ambiguous = wildcards.indexOf(Glob.ANY_DEPTH) != wildcards.lastIndexOf(Glob.ANY_DEPTH)
                || from.segments().stream()
                        .filter(segment -> !segment.equals(Glob.ANY_DEPTH))
                        .anyMatch(segment -> segment.indexOf('*') != segment.lastIndexOf('*'));
        if (ambiguous) {
            throw new InvalidPatternException("a rewrite may hold one ** and one * in each other segment: " + from);
        }
        return new Rewrite(from, to);
    }

    public Pattern from() {
        return from;
    }

    public Pattern to() {
        return to;
    }

    /** The name in the place of {@code name}; empty if this rewrite does not concern it. */
    public Optional<String> apply(MatchingName name) {
        if (!from.matches(name)) {
            return Optional.empty();
        }
        List<String> captured = captures(name.segments());
        StringBuilder result = new StringBuilder();
        int next = 0;
        for (String segment : to.segments()) {
            int star = segment.indexOf('*');
            String written = star < 0
                    ? segment
                    : segment.substring(0, star)
                            + Objects.requireNonNull(captured.get(next++))
                            + segment.substring(segment.lastIndexOf('*') + 1);
            if (!written.isEmpty()) {
                result.append(result.isEmpty() ? "" : "/").append(written);
            }
        }
        return Optional.of(result.toString());
    }

    /** What stands before the {@code **} is counted from the front, what stands after it from the back. */
    private List<String> captures(List<String> name) {
        List<String> pattern = from.segments();
        int deep = pattern.indexOf(Glob.ANY_DEPTH);
        int behind = deep < 0 ? 0 : pattern.size() - deep - 1;
        List<String> captured = new ArrayList<>();
        for (int i = 0; i < pattern.size(); i++) {
            String segment = Objects.requireNonNull(pattern.get(i));
            if (i == deep) {
                captured.add(String.join("/", name.subList(deep, name.size() - behind)));
            } else if (!Pattern.isLiteral(segment)) {
                int at = deep < 0 || i < deep ? i : name.size() - pattern.size() + i;
                captured.add(capture(segment, Objects.requireNonNull(name.get(at))));
            }
        }
        return captured;
    }

    private static String capture(String segment, String text) {
        int star = segment.indexOf('*');
        return text.substring(star, text.length() - (segment.length() - star - 1));
    }

    private static List<String> wildcards(Pattern pattern) {
        return pattern.segments().stream()
                .filter(segment -> !Pattern.isLiteral(segment))
                .map(segment -> segment.equals(Glob.ANY_DEPTH) ? Glob.ANY_DEPTH : "*")
                .toList();
    }

    @Override
    public String toString() {
        return from + " → " + to;
    }
}
