package dev.navicert.policy;

import dev.navicert.name.Gun;
import dev.navicert.name.MatchingName;
import dev.navicert.trust.PinnedAuthority;
import dev.navicert.trust.TrustPin;
import dev.navicert.trust.TrustPins;
import dev.navicert.tuf.crypto.KeyId;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * The pins of a trust server. The order is Notary's (certificates, then authority, then first use); the keys are patterns,
 * anchored, of which the most specific wins. Where two are as specific, both must be satisfied.
 */
public final class PolicyPins implements TrustPins {
    private final Map<Pattern, List<KeyId>> certs;
    private final Map<Pattern, PinnedAuthority> ca;
    private final TrustPin.FirstUse firstUse;

    public PolicyPins(Map<Pattern, List<KeyId>> certs, Map<Pattern, PinnedAuthority> ca, TrustPin.FirstUse firstUse) {
        this.certs = new LinkedHashMap<>(certs);
        this.ca = new LinkedHashMap<>(ca);
        this.firstUse = firstUse;
    }

    @Override
    public TrustPin forGun(Gun gun) {
        List<List<KeyId>> lists = mostSpecific(certs, gun);
        if (!lists.isEmpty()) {
            return new TrustPin.Certificates(common(lists));
        }
        List<PinnedAuthority> authorities = mostSpecific(ca, gun);
        return switch (authorities.size()) {
            case 0 -> firstUse;
            case 1 -> new TrustPin.Authority(Objects.requireNonNull(authorities.get(0)));
            // Two authorities cannot both have issued one certificate.
            default -> new TrustPin.Certificates(List.of());
        };
    }

    /** The pattern whose pin applies to a collection; empty where first use decides. */
    public Optional<Pattern> patternFor(Gun gun) {
        return best(certs.keySet(), gun).stream()
                .findFirst()
                .or(() -> best(ca.keySet(), gun).stream().findFirst());
    }

    private static <T> List<T> mostSpecific(Map<Pattern, T> pins, Gun gun) {
        List<T> result = new ArrayList<>();
        best(pins.keySet(), gun).forEach(pattern -> result.add(Objects.requireNonNull(pins.get(pattern))));
        return result;
    }

    private static List<Pattern> best(Iterable<Pattern> patterns, Gun gun) {
        MatchingName name = MatchingName.of(gun);
        List<Pattern> best = new ArrayList<>();
        for (Pattern pattern : patterns) {
            if (!pattern.matches(name)) {
                continue;
            }
            int order = best.isEmpty()
                    ? 0
                    : pattern.specificity()
                            .compareTo(Objects.requireNonNull(best.get(0)).specificity());
            if (order > 0) {
                best.clear();
            }
            if (order >= 0) {
                best.add(pattern);
            }
        }
        return best;
    }

    private static List<KeyId> common(List<List<KeyId>> lists) {
        List<KeyId> common = new ArrayList<>(Objects.requireNonNull(lists.get(0)));
        lists.forEach(common::retainAll);
        return common;
    }
}
