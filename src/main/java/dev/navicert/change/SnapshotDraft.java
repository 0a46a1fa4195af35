package dev.navicert.change;

import dev.navicert.tuf.Expires;
import dev.navicert.tuf.FileMeta;
import dev.navicert.tuf.RoleName;
import dev.navicert.tuf.Snapshot;
import java.util.LinkedHashMap;
import java.util.Map;

/** The snapshot of a collection that is being edited: what it said before stays, also of files that were left out here. */
final class SnapshotDraft {
    private long version;
    private final Map<String, FileMeta> meta;

    private SnapshotDraft(long version, Map<String, FileMeta> meta) {
        this.version = version;
        this.meta = new LinkedHashMap<>(meta);
    }

    static SnapshotDraft of(Snapshot payload) {
        return new SnapshotDraft(payload.version(), payload.meta());
    }

    static SnapshotDraft empty() {
        return new SnapshotDraft(0, Map.of());
    }

    /** The version that was signed last; 0 if none was. */
    long version() {
        return version;
    }

    /** These bytes are the current file of a role. */
    void vouch(RoleName role, byte[] file) {
        meta.put(role.value(), FileMeta.of(file));
    }

    void drop(RoleName role) {
        meta.remove(role.value());
    }

    /** What to sign next. */
    Snapshot next(Expires expires) {
        return new Snapshot(version + 1, expires, meta);
    }

    void signed(Snapshot next) {
        version = next.version();
    }
}
