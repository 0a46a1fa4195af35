package dev.navicert.trustserver;

import dev.navicert.keys.SigningKey;
import dev.navicert.keys.SigningKey.Algorithm;
import dev.navicert.trust.RemoteException;
import dev.navicert.trust.RemoteRepository;
import dev.navicert.tuf.Expires;
import dev.navicert.tuf.FileMeta;
import dev.navicert.tuf.Lifetime;
import dev.navicert.tuf.Payload;
import dev.navicert.tuf.RoleName;
import dev.navicert.tuf.SignedFile;
import dev.navicert.tuf.Snapshot;
import dev.navicert.tuf.Strictness;
import dev.navicert.tuf.Timestamp;
import dev.navicert.tuf.TrustException;
import dev.navicert.tuf.crypto.PublicKey;
import dev.navicert.tuf.json.CanonicalJson;
import dev.navicert.tuf.json.GoStruct;
import dev.navicert.tuf.json.MalformedJsonException;
import dev.navicert.tuf.json.Reading;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * A collection whose publisher uploads it, in memory: takes what is newer than what it has, signs timestamps, and snapshots too
 * once it was asked for that key. What it is sent it does not verify; clients do. May be used by many threads.
 *
 * @see <a href="https://github.com/theupdateframework/notary/blob/v0.7.0/server/handlers/validation.go">Notary
 *     server/handlers/validation.go</a>
 */
public final class UploadedCollection implements RemoteRepository {
    private final Instant now;
    private final Map<RoleName, SigningKey> keys = new TreeMap<>();
    private final Map<RoleName, Long> versions = new TreeMap<>();
    private final Map<String, FileMeta> current = new LinkedHashMap<>();
    private RepositoryFiles files = RepositoryFiles.NONE;

    /** @param now when it signs */
    public UploadedCollection(Instant now) {
        this.now = now;
    }

    /** All that is served from now on. */
    public synchronized RepositoryFiles files() {
        return files;
    }

    @Override
    public synchronized void upload(Map<RoleName, byte[]> sent) throws RemoteException {
        Map<RoleName, Long> offered = new TreeMap<>();
        for (Map.Entry<RoleName, byte[]> file : sent.entrySet()) {
            long version = version(file.getKey(), file.getValue());
            if (version <= versions.getOrDefault(file.getKey(), 0L)) {
                throw new RemoteException.Outdated("there are newer files", "trust server rejected operation.");
            }
            offered.put(file.getKey(), version);
        }
        if (!sent.containsKey(RoleName.SNAPSHOT) && !keys.containsKey(RoleName.SNAPSHOT)) {
            throw new RemoteException.Rejected(
                    "no snapshot",
                    "Metadata hierarchy is incomplete: no snapshot was included in update and server does not hold"
                            + " current snapshot key for repository");
        }
        versions.putAll(offered);
        sent.forEach(this::take);
        if (!sent.containsKey(RoleName.SNAPSHOT)) {
            sign(
                    RoleName.SNAPSHOT,
                    new Snapshot(next(RoleName.SNAPSHOT), expiry(RoleName.SNAPSHOT), Map.copyOf(current)));
        }
        FileMeta snapshot = FileMeta.of(files.file(RoleName.SNAPSHOT).orElseThrow());
        sign(RoleName.TIMESTAMP, Timestamp.of(next(RoleName.TIMESTAMP), expiry(RoleName.TIMESTAMP), snapshot));
    }

    private long next(RoleName role) {
        return versions.merge(role, 1L, Long::sum);
    }

    private Expires expiry(RoleName role) {
        return Expires.at(now.plus(Lifetime.of(role)));
    }

    private void sign(RoleName role, Payload payload) {
        serverKey(role);
        SigningKey key = Optional.ofNullable(keys.get(role)).orElseThrow();
        try {
            byte[] message = CanonicalJson.encode(payload.toJson());
            take(
                    role,
                    SignedFile.write(
                            payload.toJson(), List.of(key.sign(key.publicKey().id(), message))));
        } catch (MalformedJsonException e) {
            throw new IllegalStateException("versions, dates and hashes can be written", e);
        }
    }

    private void take(RoleName role, byte[] file) {
        FileMeta meta = FileMeta.of(file);
        files = files.with(role + ".json", file)
                .with(role + "." + meta.sha256().orElseThrow() + ".json", file)
                .with(versions.get(role) + "." + role + ".json", file)
                .at(now);
        if (!role.equals(RoleName.SNAPSHOT) && !role.equals(RoleName.TIMESTAMP)) {
            current.put(role.value(), meta);
        }
    }

    private static long version(RoleName role, byte[] file) throws RemoteException {
        try {
            return GoStruct.of(
                            SignedFile.read(role, file, Strictness.STRICT).signed(), "data.SignedCommon", Reading.AS_GO)
                    .integer("version", "int");
        } catch (TrustException | MalformedJsonException e) {
            throw new RemoteException.Rejected("not metadata: " + e.getMessage());
        }
    }

    @Override
    public synchronized PublicKey serverKey(RoleName role) {
        return keys.computeIfAbsent(role, any -> SigningKey.generate(Algorithm.ED25519))
                .publicKey();
    }

    @Override
    public synchronized PublicKey rotateServerKey(RoleName role) {
        keys.put(role, SigningKey.generate(Algorithm.ED25519));
        return serverKey(role);
    }

    /** Forgets all files; keys stay. */
    @Override
    public synchronized void delete() {
        files = RepositoryFiles.NONE;
        versions.clear();
        current.clear();
    }
}
