package dev.navicert.trust.view;

import dev.navicert.trust.Memory;
import dev.navicert.tuf.RoleName;
import java.time.Instant;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What is kept of one repository from one run to the next.
 *
 * @param memory floors, and the root that trust started from
 * @param metadata the verified bytes of each role; whoever gets them does not change them
 * @param checkedAtOrNull when a check began that its server answered with this metadata: some check, rarely the last one; to the
 *     second. Null if that is not known
 */
public record Remembered(
        Memory memory,
        Map<RoleName, byte[]> metadata,
        @Nullable Instant checkedAtOrNull) {
    /** A repository never met. */
    public static final Remembered NOTHING = new Remembered(Memory.NONE, Map.of(), null);

    public Remembered {
        metadata = Map.copyOf(metadata);
    }

    public Optional<Instant> checkedAt() {
        return Optional.ofNullable(checkedAtOrNull);
    }

    /** Equality of all but the time, of arrays too. */
    public boolean isSameAs(Remembered other) {
        return memory.equals(other.memory)
                && metadata.keySet().equals(other.metadata.keySet())
                && metadata.entrySet().stream()
                        .allMatch(file -> Arrays.equals(file.getValue(), other.metadata.get(file.getKey())));
    }
}
