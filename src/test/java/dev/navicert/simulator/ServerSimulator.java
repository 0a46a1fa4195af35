package dev.navicert.simulator;

import dev.navicert.trust.MetadataName;
import dev.navicert.trust.RemoteException;
import dev.navicert.trust.RemoteMetadata;
import dev.navicert.trust.RemoteRepository;
import dev.navicert.trustserver.RepositoryFiles;
import dev.navicert.trustserver.UploadedCollection;
import dev.navicert.tuf.RoleName;
import dev.navicert.tuf.SignedFile;
import dev.navicert.tuf.Strictness;
import dev.navicert.tuf.Targets;
import dev.navicert.tuf.TrustException;
import dev.navicert.tuf.crypto.PublicKey;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A Notary server for one collection, in memory, that remembers what it was sent and fails when it is told to. */
public final class ServerSimulator implements RemoteMetadata, RemoteRepository {
    private final UploadedCollection collection;
    private final List<Map<RoleName, byte[]>> uploads = new ArrayList<>();
    private Trouble trouble = () -> {};
    private Runnable meanwhile = () -> {};
    private @Nullable PublicKey offered;

    public ServerSimulator() {
        this(RepositorySimulator.NOW);
    }

    /** @param now when it signs */
    public ServerSimulator(Instant now) {
        this.collection = new UploadedCollection(now);
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
        return files().file(role).orElseThrow();
    }

    /** What the current file of targets or of a delegation says. */
    public Targets targets(RoleName role) throws TrustException {
        return Targets.read(SignedFile.read(role, file(role), Strictness.STRICT).signed(), role, Strictness.STRICT);
    }

    /** What the server has under a name, as in {@code 1.root.json}. */
    public Optional<byte[]> file(String name) {
        return files().file(name);
    }

    RepositoryFiles files() {
        return collection.files();
    }

    @Override
    public byte[] fetch(MetadataName name, long maxBytes) throws RemoteException {
        return file(name.path())
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
        collection.upload(sent);
    }

    @Override
    public PublicKey serverKey(RoleName role) {
        return offered != null ? offered : collection.serverKey(role);
    }

    @Override
    public PublicKey rotateServerKey(RoleName role) {
        PublicKey fresh = collection.rotateServerKey(role);
        return offered != null ? offered : fresh;
    }

    @Override
    public void delete() {
        collection.delete();
    }
}
