package dev.navicert.change;

import dev.navicert.keys.KeyException;
import dev.navicert.keys.KeyRing;
import dev.navicert.keys.RootCertificate;
import dev.navicert.keys.SigningKey;
import dev.navicert.keys.StoredKey;
import dev.navicert.trust.RemoteException;
import dev.navicert.tuf.RoleKeys;
import dev.navicert.tuf.RoleName;
import dev.navicert.tuf.Root;
import dev.navicert.tuf.TrustException;
import dev.navicert.tuf.crypto.KeyId;
import dev.navicert.tuf.crypto.PublicKey;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Makes a new collection: keys, a root that names them, empty targets, a snapshot. Root is kept by an old key or a new one,
 * targets and snapshot have new keys here, the timestamp's key is the server's. All is signed and left in the cache, where
 * {@link Publication} finds it; the server has nothing of it yet.
 *
 * @see <a href="https://github.com/theupdateframework/notary/blob/v0.7.0/client/client.go">Notary client/client.go,
 *     initialize</a>
 */
public final class Initialization {
    private static final long THRESHOLD = 1;

    private final PublicationRequest request;
    private @Nullable PublicKey timestampKey;

    public Initialization(PublicationRequest request) {
        this.request = request;
    }

    /**
     * Asks the server for its key now, before any key is made here. Without this it is asked last, as Notary does, and the keys
     * that were made before stay if it does not answer.
     *
     * @throws TrustException if it is none that anything could be verified with
     */
    public void askServer() throws RemoteException, TrustException {
        timestampKey = ServerKey.usable(RoleName.TIMESTAMP, request.server().serverKey(RoleName.TIMESTAMP));
    }

    /**
     * Makes it around a root key, with a new certificate.
     *
     * @param rootKey the canonical identifier of a key that is here; if empty, the first root key that is here or a new one
     */
    public void make(Optional<KeyId> rootKey)
            throws PublishException, KeyException, TrustException, RemoteException, IOException {
        create(rootKey);
    }

    /** Makes it around a certificate whose private key is here. */
    public void make(PublicKey certificate)
            throws PublishException, KeyException, TrustException, RemoteException, IOException {
        create(certificate);
    }

    /**
     * Whether an earlier {@link #make} was killed: a root is here without its targets, and with the keys for what is missing.
     *
     * @throws TrustException if the root is not believed
     * @throws IOException if the cache cannot be read
     */
    public boolean wasBrokenOff() throws TrustException, IOException {
        return new BrokenOff(request).draft().isPresent();
    }

    /** Makes what is missing of it. */
    public void finish() throws PublishException, KeyException, TrustException, IOException {
        CollectionDraft draft = new BrokenOff(request).draft().orElseThrow();
        Signing signing = new Signing(request, draft, request.signatory());
        byte[] targets = signing.targets(draft.create(RoleName.TARGETS));
        byte[] snapshot = signing.signedSnapshot();
        store(targets, snapshot);
    }

    CollectionDraft create(Optional<KeyId> rootKey)
            throws PublishException, KeyException, TrustException, RemoteException, IOException {
        KeyRing keys = request.keys();
        Optional<KeyId> chosen = rootKey.isPresent()
                ? rootKey
                : keys.list().stream()
                        .filter(key -> key.role().equals(RoleName.ROOT.value()))
                        .map(StoredKey::id)
                        .sorted()
                        .findFirst();
        SigningKey root = chosen.isPresent() ? keys.open(chosen.get()) : keys.generate(RoleName.ROOT.value(), "");
        return create(RootCertificate.make(
                root, request.gun().value(), request.update().now()));
    }

    private PublicKey timestampKey() throws RemoteException, TrustException {
        if (timestampKey == null) {
            askServer();
        }
        return Objects.requireNonNull(timestampKey);
    }

    private CollectionDraft create(PublicKey certificate)
            throws PublishException, KeyException, TrustException, RemoteException, IOException {
        KeyRing keys = request.keys();
        String gun = request.gun().value();
        Map<RoleName, PublicKey> signers = new LinkedHashMap<>();
        signers.put(RoleName.ROOT, certificate);
        for (RoleName local : List.of(RoleName.TARGETS, RoleName.SNAPSHOT)) {
            signers.put(local, keys.generate(local.value(), gun).publicKey());
        }
        signers.put(RoleName.TIMESTAMP, timestampKey());
        CollectionDraft draft = CollectionDraft.of(RootDraft.unsigned(root(signers)));
        store(draft);
        return draft;
    }

    private Root root(Map<RoleName, PublicKey> signers) {
        Map<KeyId, PublicKey> keys = new LinkedHashMap<>();
        Map<String, RoleKeys> roles = new LinkedHashMap<>();
        signers.forEach((role, key) -> {
            keys.put(key.id(), key);
            roles.put(role.value(), new RoleKeys(List.of(key.id()), THRESHOLD));
        });
        return new Root(0, request.expiry(RoleName.ROOT), false, keys, roles);
    }

    /** All is signed before anything is kept, and old targets go first: no root ever stands beside another one's targets. */
    private void store(CollectionDraft draft) throws PublishException, KeyException, IOException {
        Signing signing = new Signing(request, draft, request.signatory());
        byte[] root = signing.root(List.of());
        byte[] targets = signing.targets(draft.create(RoleName.TARGETS));
        byte[] snapshot = signing.signedSnapshot();
        request.cache().remove(RoleName.TARGETS);
        request.cache().store(RoleName.ROOT, root);
        store(targets, snapshot);
    }

    /** With its targets a collection is whole. */
    private void store(byte[] targets, byte[] snapshot) throws IOException {
        request.cache().store(RoleName.SNAPSHOT, snapshot);
        request.cache().store(RoleName.TARGETS, targets);
    }
}
