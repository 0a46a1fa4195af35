package dev.navicert.trust.view;

import dev.navicert.trust.Memory;
import dev.navicert.tuf.RoleName;
import java.util.Arrays;
import java.util.Map;

/**
 * What is kept of one repository from one run to the next.
 *
 * @param memory floors, and the root that trust started from
 * @param metadata the verified bytes of each role; whoever gets them does not change them
 */
public record Remembered(Memory memory, Map<RoleName, byte[]> metadata) {
    /** A repository never met. */
    public static final Remembered NOTHING = new Remembered(Memory.NONE, Map.of());

    public Remembered {
        metadata = Map.copyOf(metadata);
    }

    /** Equality, of arrays too. */
    public boolean isSameAs(Remembered other) {
        return memory.equals(other.memory)
                && metadata.keySet().equals(other.metadata.keySet())
                && metadata.entrySet().stream()
                        .allMatch(file -> Arrays.equals(file.getValue(), other.metadata.get(file.getKey())));
    }
}
