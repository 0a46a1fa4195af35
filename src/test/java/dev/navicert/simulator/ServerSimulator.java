package dev.navicert.simulator;

import dev.navicert.keys.SigningKey;
import dev.navicert.keys.SigningKey.Algorithm;
import dev.navicert.trust.MetadataName;
import dev.navicert.trust.RemoteException;
import dev.navicert.trust.RemoteMetadata;
import dev.navicert.trust.RemoteRepository;
import dev.navicert.trustserver.RepositoryFiles;
import dev.navicert.tuf.Expires;
import dev.navicert.tuf.FileMeta;
import dev.navicert.tuf.Lifetime;
import dev.navicert.tuf.RoleName;
import dev.navicert.tuf.SignedFile;
import dev.navicert.tuf.Snapshot;
import dev.navicert.tuf.Strictness;
import dev.navicert.tuf.Targets;
import dev.navicert.tuf.Timestamp;
import dev.navicert.tuf.TrustException;
import dev.navicert.tuf.crypto.PublicKey;
import dev.navicert.tuf.json.CanonicalJson;
import dev.navicert.tuf.json.GoStruct;
import dev.navicert.tuf.json.Json;
import dev.navicert.tuf.json.MalformedJsonException;
import dev.navicert.tuf.json.Reading;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * A Notary server for one collection, in memory: takes what is newer than what it has, makes timestamps, and snapshots too once
 * it was asked for a snapshot key. What it is sent it does not verify; clients do.
 */
public final class ServerSimulator implements RemoteMetadata, RemoteRepository {
    private final Map<RoleName, SigningKey> keys = new TreeMap<>();
    private final Map<RoleName, Long> versions = new TreeMap<>();
    private final Map<String, FileMeta> current = new LinkedHashMap<>();
    private final List<Map<RoleName, byte[]>> uploads = new ArrayList<>();
    private RepositoryFiles files = RepositoryFiles.NONE;
    private final Instant now;
    private Trouble trouble = () -> {};
    private Runnable meanwhile = () -> {};
    private @Nullable PublicKey offered;

    public ServerSimulator() {
        this(RepositorySimulator.NOW);
    }

    /** @param now when it signs */
    public ServerSimulator(Instant now) {
        this.now = now;
    }

    /** What goes wrong with the next request that would change something. */
    public interface Trouble {
        void strike() throws RemoteException;
    }

    /** The next upload ends like this, before anything is taken. */
    public void failNext(Trouble next) {
        trouble = next;
    }

    /** Something happens at the server between reading and the next upload. */
    public void beforeNextUpload(Runnable event) {
        meanwhile = event;
    }

    /** Whoever asks for a key of the server is given this one from now on. */
    public void offerKey(PublicKey key) {
        offered = key;
    }

    /** What was sent, in order; refused uploads too. */
    public List<Map<RoleName, byte[]>> uploads() {
        return List.copyOf(uploads);
    }

    /** The current file of a role. */
    public byte[] file(RoleName role) {
        return files.file(role).orElseThrow();
    }

    /** What the current file of targets or of a delegation says. */
    public Targets targets(RoleName role) throws TrustException {
        return Targets.read(SignedFile.read(role, file(role), Strictness.STRICT).signed(), role, Strictness.STRICT);
    }

    /** What the server has under a name, as in {@code 1.root.json}. */
    public Optional<byte[]> file(String name) {
        return files.file(name);
    }

    @Override
    public byte[] fetch(MetadataName name, long maxBytes) throws RemoteException {
        return files.file(name.path())
                .orElseThrow(() -> new RemoteException.NotFound(name, "the simulator has no " + name.path()));
    }

    @Override
    public void upload(Map<RoleName, byte[]> sent) throws RemoteException {
        Runnable event = meanwhile;
        meanwhile = () -> {};
        event.run();
        uploads.add(Map.copyOf(sent));
        Trouble next = trouble;
        trouble = () -> {};
        next.strike();
        Map<RoleName, Long> offered = new TreeMap<>();
        for (Map.Entry<RoleName, byte[]> file : sent.entrySet()) {
            offered.put(file.getKey(), version(file.getValue()));
        }
        for (Map.Entry<RoleName, Long> file : offered.entrySet()) {
            if (file.getValue() <= versions.getOrDefault(file.getKey(), 0L)) {
                throw new RemoteException.Outdated("the simulator has newer files", "trust server rejected operation.");
            }
        }
        versions.putAll(offered);
        sent.forEach(this::take);
        if (!sent.containsKey(RoleName.SNAPSHOT)) {
            take(RoleName.SNAPSHOT, snapshot());
        }
        FileMeta snapshot = FileMeta.of(files.file(RoleName.SNAPSHOT).orElseThrow());
        take(
                RoleName.TIMESTAMP,
                sign(
                        RoleName.TIMESTAMP,
                        Timestamp.of(next(RoleName.TIMESTAMP), expiry(RoleName.TIMESTAMP), snapshot)
                                .toJson()));
    }

    private byte[] snapshot() throws RemoteException {
        if (!keys.containsKey(RoleName.SNAPSHOT)) {
            throw new RemoteException.Rejected(
                    "no snapshot",
                    "Metadata hierarchy is incomplete: no snapshot was included in update and server does not hold"
                            + " current snapshot key for repository");
        }
        return sign(
                RoleName.SNAPSHOT, new Snapshot(next(RoleName.SNAPSHOT), expiry(RoleName.SNAPSHOT), current).toJson());
    }

    private long next(RoleName role) {
        return versions.merge(role, 1L, Long::sum);
    }

    private Expires expiry(RoleName role) {
        return Expires.at(now.plus(Lifetime.of(role)));
    }

    private byte[] sign(RoleName role, Json signed) {
        SigningKey key = Optional.ofNullable(keys.get(role)).orElseThrow();
        try {
            return SignedFile.write(signed, List.of(key.sign(key.publicKey().id(), CanonicalJson.encode(signed))));
        } catch (MalformedJsonException e) {
            throw new IllegalStateException(e);
        }
    }

    private void take(RoleName role, byte[] file) {
        FileMeta meta = FileMeta.of(file);
        files = files.with(role + ".json", file)
                .with(role + "." + meta.sha256().orElseThrow() + ".json", file)
                .with(versions.get(role) + "." + role + ".json", file);
        if (!role.equals(RoleName.SNAPSHOT) && !role.equals(RoleName.TIMESTAMP)) {
            current.put(role.value(), meta);
        }
    }

    private static long version(byte[] file) throws RemoteException {
        try {
            Json.Obj signed = (Json.Obj)
                    SignedFile.read(RoleName.TARGETS, file, Strictness.STRICT).signed();
            return GoStruct.of(signed, "data.Targets", Reading.AS_GO).integer("version", "int");
        } catch (TrustException | MalformedJsonException e) {
            throw new RemoteException.Rejected("not metadata: " + e.getMessage());
        }
    }

    @Override
    public PublicKey serverKey(RoleName role) {
        return offered != null
                ? offered
                : keys.computeIfAbsent(role, any -> SigningKey.generate(Algorithm.ED25519))
                        .publicKey();
    }

    @Override
    public PublicKey rotateServerKey(RoleName role) {
        keys.put(role, SigningKey.generate(Algorithm.ED25519));
        return serverKey(role);
    }

    @Override
    public void delete() {
        files = RepositoryFiles.NONE;
        versions.clear();
        current.clear();
    }
}
