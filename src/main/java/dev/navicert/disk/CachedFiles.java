package dev.navicert.disk;

import dev.navicert.trust.MetadataCache;
import dev.navicert.tuf.RoleName;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;

/** The {@code metadata} directory of one collection: a file per role, delegations nested as their names are. */
record CachedFiles(Path directory) implements MetadataCache {
    /** Notary's cap for metadata of unknown size. */
    private static final long MAX_BYTES = 100L << 20;

    @Override
    public Optional<byte[]> load(RoleName role) throws IOException {
        return CappedFile.read(file(role), MAX_BYTES);
    }

    @Override
    public void store(RoleName role, byte[] bytes) throws IOException {
        Path file = file(role);
        Path parent = file.getParent();
        if (parent != null) {
            PrivateDirectory.create(parent);
        }
        AtomicFile.write(file, bytes);
    }

    @Override
    public void remove(RoleName role) throws IOException {
        AtomicFile.delete(file(role));
    }

    private Path file(RoleName role) {
        return directory.resolve(role + ".json");
    }
}
