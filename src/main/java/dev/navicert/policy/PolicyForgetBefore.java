package dev.navicert.policy;

import dev.navicert.name.Gun;
import dev.navicert.name.MatchingName;
import dev.navicert.trust.ForgetBefore;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** What is to be forgotten of a trust server's repositories, by patterns. Where several match, the latest instant holds. */
public final class PolicyForgetBefore implements ForgetBefore {
    private final Map<Pattern, Instant> instants;

    public PolicyForgetBefore(Map<Pattern, Instant> instants) {
        this.instants = new LinkedHashMap<>(instants);
    }

    @Override
    public Optional<Instant> forGun(Gun gun) {
        if (instants.isEmpty()) {
            return Optional.empty();
        }
        MatchingName name = MatchingName.of(gun);
        return instants.entrySet().stream()
                .filter(entry -> entry.getKey().matches(name))
                .map(Map.Entry::getValue)
                .max(Instant::compareTo);
    }
}
