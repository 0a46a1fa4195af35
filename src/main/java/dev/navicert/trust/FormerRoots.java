package dev.navicert.trust;

import dev.navicert.tuf.RoleName;
import dev.navicert.tuf.Root;
import dev.navicert.tuf.SignedFile;
import dev.navicert.tuf.TrustException;
import dev.navicert.tuf.crypto.KeyId;
import dev.navicert.tuf.crypto.PublicKey;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * How many roots before the current one still have clients that know nothing newer: their keys sign the next root too.
 *
 * @param count roots; less than 0 for every one since the first, as far as a client would walk
 * @see <a href="https://github.com/theupdateframework/notary/blob/v0.7.0/client/client.go">Notary client/client.go,
 *     oldKeysForLegacyClientSupport</a>
 */
public record FormerRoots(int count) {
    public static final FormerRoots NONE = new FormerRoots(0);

    /** Keys of the current root and of the roots before it; of those that the server no longer has, none. */
    public List<PublicKey> keys(UpdateRequest request, long current) throws TrustException {
        long oldest = Math.max(1, count < 0 ? current - Caps.ROTATIONS : current - Math.min(count, Caps.ROTATIONS));
        Map<KeyId, PublicKey> keys = new LinkedHashMap<>();
        if (current <= 1 || oldest == current) {
            return List.of();
        }
        for (long version = current; version >= oldest; version--) {
            collect(request, version, keys);
        }
        return List.copyOf(keys.values());
    }

    private static void collect(UpdateRequest request, long version, Map<KeyId, PublicKey> keys) throws TrustException {
        byte[] file;
        try {
            file = request.remote()
                    .fetch(new MetadataName.VersionedRoot(version), Caps.of(RoleName.ROOT, request.strictness()));
        } catch (RemoteException gone) {
            return;
        }
        Root root = Root.read(
                SignedFile.read(RoleName.ROOT, file, request.strictness()).signed(), request.strictness());
        for (KeyId id : root.role(RoleName.ROOT).keyIds()) {
            PublicKey key = root.keys().get(id);
            if (key != null) {
                keys.put(key.id(), key);
            }
        }
    }
}
