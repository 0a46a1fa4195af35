package dev.navicert.trustserver;

import dev.navicert.tuf.RoleName;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Every file of a collection as a Notary server holds it: the current ones, and all ever published under their version and
 * hash names. Immutable.
 */
public final class RepositoryFiles {
    /** Nothing published. */
    public static final RepositoryFiles NONE = new RepositoryFiles(Map.of(), Instant.EPOCH);

    private final Map<String, byte[]> files;
    private final Instant publishedAt;

    private RepositoryFiles(Map<String, byte[]> files, Instant publishedAt) {
        this.files = files;
        this.publishedAt = publishedAt;
    }

    /** The content of a file by what follows {@code _trust/tuf/}, for example {@code targets/releases.json}. */
    public Optional<byte[]> file(String path) {
        return Optional.ofNullable(files.get(path)).map(byte[]::clone);
    }

    /** The current file of a role. */
    public Optional<byte[]> file(RoleName role) {
        return file(role + ".json");
    }

    public Set<String> paths() {
        return Set.copyOf(files.keySet());
    }

    /** When the last of them was published. */
    public Instant publishedAt() {
        return publishedAt;
    }

    /** The same with one file put or replaced. */
    public RepositoryFiles with(String path, byte[] content) {
        Map<String, byte[]> changed = new LinkedHashMap<>(files);
        changed.put(path, content.clone());
        return new RepositoryFiles(changed, publishedAt);
    }

    /** The same with one file removed. */
    public RepositoryFiles without(String path) {
        Map<String, byte[]> changed = new LinkedHashMap<>(files);
        changed.remove(path);
        return new RepositoryFiles(changed, publishedAt);
    }

    RepositoryFiles at(Instant instant) {
        return new RepositoryFiles(files, instant);
    }
}
