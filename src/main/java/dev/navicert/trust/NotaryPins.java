package dev.navicert.trust;

import dev.navicert.name.Gun;
import dev.navicert.tuf.crypto.KeyId;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The section {@code trust_pinning} of Notary's configuration, matched as Notary matches it: a key of {@code certs} is a
 * collection or, with a final {@code *}, a prefix; a key of {@code ca} is a prefix as it stands. The longest wins.
 *
 * @param certs an empty list applies, and accepts nothing
 * @param firstUse {@code REFUSED} is {@code disable_tofu}
 * @see <a href="https://github.com/theupdateframework/notary/blob/v0.7.0/trustpinning/trustpin.go">Notary
 *     trustpinning/trustpin.go, NewTrustPinChecker</a>
 */
public record NotaryPins(Map<String, List<KeyId>> certs, Map<String, PinnedAuthority> ca, TrustPin.FirstUse firstUse)
        implements TrustPins {
    public NotaryPins {
        Map<String, List<KeyId>> copy = new HashMap<>();
        certs.forEach((key, ids) -> copy.put(key, List.copyOf(ids)));
        certs = Map.copyOf(copy);
        ca = Map.copyOf(ca);
    }

    @Override
    public TrustPin forGun(Gun gun) {
        List<KeyId> exact = certs.get(gun.value());
        if (exact != null) {
            return new TrustPin.Certificates(exact);
        }
        Optional<String> wildcard =
                longest(certs, key -> key.endsWith("*") && gun.value().startsWith(key.substring(0, key.length() - 1)));
        if (wildcard.isPresent()) {
            return new TrustPin.Certificates(certs.getOrDefault(wildcard.get(), List.of()));
        }
        return longest(ca, gun.value()::startsWith)
                .<TrustPin>flatMap(key -> Optional.ofNullable(ca.get(key)).map(TrustPin.Authority::new))
                .orElse(firstUse);
    }

    private static Optional<String> longest(Map<String, ?> entries, java.util.function.Predicate<String> matches) {
        return entries.keySet().stream().filter(matches).max(Comparator.comparingInt(String::length));
    }
}
