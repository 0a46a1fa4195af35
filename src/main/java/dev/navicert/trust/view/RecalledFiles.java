package dev.navicert.trust.view;

import dev.navicert.trust.MetadataCache;
import dev.navicert.tuf.RoleName;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * The files of the last check, offered to the next one so that what has not changed is not fetched. Lives for one check; what
 * is to be kept is taken from its result, whole.
 *
 * <p>The old timestamp is not among them: with it the engine could do without the server, and a check would be no check.
 */
final class RecalledFiles implements MetadataCache {
    private final Map<RoleName, byte[]> files;

    RecalledFiles(Map<RoleName, byte[]> files) {
        this.files = new HashMap<>(files);
        this.files.remove(RoleName.TIMESTAMP);
    }

    @Override
    public Optional<byte[]> load(RoleName role) {
        return Optional.ofNullable(files.get(role));
    }

    @Override
    public void store(RoleName role, byte[] bytes) {
        files.put(role, bytes);
    }

    @Override
    public void remove(RoleName role) {
        files.remove(role);
    }
}
