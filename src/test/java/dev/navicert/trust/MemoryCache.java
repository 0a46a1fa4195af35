package dev.navicert.trust;

import dev.navicert.tuf.RoleName;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** What was seen last, for as long as a test runs. */
public final class MemoryCache implements MetadataCache {
    private final Map<RoleName, byte[]> files = new TreeMap<>();

    @Override
    public Optional<byte[]> load(RoleName role) {
        return Optional.ofNullable(files.get(role)).map(byte[]::clone);
    }

    @Override
    public void store(RoleName role, byte[] bytes) {
        files.put(role, bytes.clone());
    }

    @Override
    public void remove(RoleName role) {
        files.remove(role);
    }

    /** An independent copy. */
    public MemoryCache copy() {
        MemoryCache copy = new MemoryCache();
        files.forEach(copy::store);
        return copy;
    }
}
