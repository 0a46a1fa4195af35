package dev.navicert.change;

import dev.navicert.tuf.FileMeta;
import dev.navicert.tuf.RoleName;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A file that the next publication would sign.
 *
 * @param version the one it would have
 * @param added names that are not signed yet, sorted
 * @param replaced names that would stand for other content, sorted
 * @param removed names that would be gone, sorted
 * @param unsignable why it could not be signed here
 */
public record FilePreview(
        RoleName role,
        long version,
        List<String> added,
        List<String> replaced,
        List<String> removed,
        Optional<PublishException> unsignable) {
    public FilePreview {
        added = List.copyOf(added);
        replaced = List.copyOf(replaced);
        removed = List.copyOf(removed);
    }

    static FilePreview of(RoleName role, long version, Optional<PublishException> unsignable) {
        return of(role, version, unsignable, Map.of(), Map.of());
    }

    static FilePreview of(
            RoleName role,
            long version,
            Optional<PublishException> unsignable,
            Map<String, FileMeta> before,
            Map<String, FileMeta> after) {
        return new FilePreview(
                role,
                version,
                after.keySet().stream()
                        .filter(name -> !before.containsKey(name))
                        .sorted()
                        .toList(),
                after.entrySet().stream()
                        .filter(entry -> before.containsKey(entry.getKey())
                                && !entry.getValue().equals(before.get(entry.getKey())))
                        .map(Map.Entry::getKey)
                        .sorted()
                        .toList(),
                before.keySet().stream()
                        .filter(name -> !after.containsKey(name))
                        .sorted()
                        .toList(),
                unsignable);
    }
}
