package dev.navicert.policy;

import dev.navicert.name.Gun;
import dev.navicert.name.ImageReference;
import dev.navicert.name.InvalidReferenceException;
import dev.navicert.name.MatchingName;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Finds the trust server for an image: first one rewrite at most, the most specific; then the server, the most specific. */
final class Routes {
    private final List<ServerPolicy> servers;

    Routes(List<ServerPolicy> servers) {
        this.servers = List.copyOf(servers);
    }

    /**
     * Trust servers and pins see the name as it is written, rules its usual spelling too. So that no spelling chooses another
     * server, or a weaker pin, than the name that the rule was written for, a spelling for which they differ is refused.
     */
    Route routeOf(ImageReference image) {
        MatchingName name = MatchingName.of(image);
        Route route = routeOf(image, name);
        MatchingName usual = name.alias();
        if (usual.equals(name)
                || !(routeOf(image.gun(), usual) instanceof Route.Served expected)
                || route instanceof Route.Served served && isSame(served, expected)) {
            return route;
        }
        return new Route.Unserved(
                image.gun(),
                new Reason(
                        Code.NO_SERVER,
                        name + " is an unusual spelling of " + usual + ", for which TrustServer/"
                                + expected.server().name() + " and its pins count",
                        "write it as " + usual));
    }

    private static boolean isSame(Route.Served one, Route.Served other) {
        return one.server().name().equals(other.server().name())
                && one.server()
                        .pins()
                        .forGun(one.gun())
                        .equals(other.server().pins().forGun(other.gun()));
    }

    private Route routeOf(Gun written, MatchingName usual) {
        try {
            return routeOf(ImageReference.parse(usual.toString()), usual);
        } catch (InvalidReferenceException e) {
            return new Route.Unserved(
                    written, new Reason(Code.NO_SERVER, "no trust server serves " + usual, "use its usual name"));
        }
    }

    private Route routeOf(ImageReference image, MatchingName name) {
        List<Rewrite> rewrites = best(
                servers.stream()
                        .flatMap(server -> server.rewrites().stream()
                                .filter(rewrite -> rewrite.from().matches(name))),
                Rewrite::from);
        List<String> targets = rewrites.stream()
                .flatMap(rewrite -> rewrite.apply(name).stream())
                .distinct()
                .toList();
        if (targets.isEmpty()) {
            return serve(image.gun());
        }
        if (targets.size() > 1) {
            return new Route.Unserved(
                    image.gun(),
                    new Reason(
                            Code.NO_SERVER,
                            name + " is rewritten to different names by rules of equal claim: "
                                    + String.join(", ", targets),
                            "ask the administrator to make one rewrite of the TrustServers more specific"));
        }
        String target = Objects.requireNonNull(targets.get(0));
        try {
            return serve(ImageReference.parse(target).gun());
        } catch (InvalidReferenceException e) {
            return new Route.Unserved(
                    image.gun(),
                    new Reason(
                            Code.NO_SERVER,
                            name + " is rewritten to " + target + ", which is no repository: " + e.getMessage(),
                            "ask the administrator to correct the rewrite " + rewrites.get(0)));
        }
    }

    private Route serve(Gun gun) {
        record Offer(ServerPolicy server, Pattern pattern) {}
        MatchingName name = MatchingName.of(gun);
        List<Offer> offers = best(
                servers.stream()
                        .flatMap(server -> server.serves().stream()
                                .filter(pattern -> pattern.matches(name))
                                .map(pattern -> new Offer(server, pattern))),
                Offer::pattern);
        List<String> names = offers.stream()
                .map(offer -> offer.server.server().name())
                .distinct()
                .toList();
        if (names.size() == 1) {
            Offer offer = Objects.requireNonNull(offers.get(0));
            return new Route.Served(gun, offer.server.server(), offer.pattern);
        }
        return new Route.Unserved(
                gun,
                names.isEmpty()
                        ? new Reason(
                                Code.NO_SERVER,
                                "no trust server serves " + gun,
                                "ask the administrator to add it to the serves of a TrustServer")
                        : new Reason(
                                Code.NO_SERVER,
                                "the trust servers " + String.join(" and ", names) + " serve " + gun
                                        + " with equal claim",
                                "ask the administrator to make the serves of one of them more specific",
                                List.of(offers.stream()
                                        .map(offer -> offer.server.server().name() + ": " + offer.pattern)
                                        .collect(Collectors.joining(", ")))));
    }

    /** Those with the most specific pattern. */
    private static <T> List<T> best(Stream<T> matching, Function<T, Pattern> pattern) {
        List<T> best = new ArrayList<>();
        matching.forEach(candidate -> {
            int order = best.isEmpty()
                    ? 0
                    : pattern.apply(candidate)
                            .specificity()
                            .compareTo(pattern.apply(best.get(0)).specificity());
            if (order > 0) {
                best.clear();
            }
            if (order >= 0) {
                best.add(candidate);
            }
        });
        return best;
    }
}
