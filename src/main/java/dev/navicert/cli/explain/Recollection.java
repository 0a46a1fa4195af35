package dev.navicert.cli.explain;

import dev.navicert.tuf.RoleName;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * What a webhook remembers of the repository that an image belongs to.
 *
 * @param state its state directory
 * @param changedAt when what is kept of the repository last changed; empty if nothing is kept
 * @param floors the versions below which nothing is believed again, by role
 */
public record Recollection(Path state, Optional<Instant> changedAt, Map<RoleName, Long> floors) {
    public Recollection {
        floors = Map.copyOf(floors);
    }

    /** As {@code root 1, snapshot 12}; in the order of names. */
    String floorsInWords() {
        StringBuilder words = new StringBuilder();
        new TreeMap<>(floors)
                .forEach((role, version) -> words.append(words.isEmpty() ? "" : ", ")
                        .append(role)
                        .append(' ')
                        .append(version));
        return words.isEmpty() ? "none" : words.toString();
    }
}
