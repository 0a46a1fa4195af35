package dev.navicert.change;

import dev.navicert.keys.KeyException;
import dev.navicert.keys.RootCertificate;
import dev.navicert.keys.SigningKey;
import dev.navicert.trust.FormerRoots;
import dev.navicert.trust.RemoteException;
import dev.navicert.trust.TrustedCollection;
import dev.navicert.tuf.RoleName;
import dev.navicert.tuf.TrustException;
import dev.navicert.tuf.crypto.KeyId;
import dev.navicert.tuf.crypto.PublicKey;
import java.io.IOException;
import java.util.List;

/**
 * Gives a base role other keys and publishes that at once. What is staged stays staged.
 *
 * @see <a href="https://github.com/theupdateframework/notary/blob/v0.7.0/client/client.go">Notary client/client.go,
 *     RotateKey</a>
 */
public final class KeyRotation {
    /** Who will hold the new key. */
    public enum Holder {
        CLIENT,
        SERVER
    }

    private final PublicationRequest request;

    public KeyRotation(PublicationRequest request) {
        this.request = request;
    }

    /**
     * Why a role's key cannot go to a holder, in Notary's words; empty if it can.
     *
     * @param role any text
     */
    public static String objection(String role, Holder holder) {
        return switch (role) {
            case "root", "targets" ->
                holder == Holder.SERVER ? "notary does not permit the server managing the " + role + " key" : "";
            case "timestamp" ->
                holder == Holder.CLIENT ? "notary does not permit the client managing the " + role + " key" : "";
            case "snapshot" -> "";
            default -> "notary does not currently permit rotating the " + role + " key";
        };
    }

    /**
     * Makes sure that there is a published collection to rotate keys of, before any key is made. Notary does not: it makes a
     * collection where there is none.
     *
     * @throws TrustException if it is not believed
     * @throws RemoteException if it is not there, or cannot be asked for
     */
    public void checkPublished() throws TrustException, RemoteException, IOException {
        TrustedCollection.update(request.update().forWriting());
    }

    /**
     * A key that the server makes for a role.
     *
     * @throws TrustException if it is none that anything could be verified with
     */
    public PublicKey fromServer(RoleName role) throws RemoteException, TrustException {
        return ServerKey.usable(role, request.server().rotateServerKey(role));
    }

    /** A new key, kept here; for root with a certificate around it. */
    public PublicKey generated(RoleName role) throws KeyException, IOException {
        return named(role, request.keys().generate(role.value(), request.gun().value()));
    }

    /** A key that is here; for root with a certificate around it. */
    public PublicKey kept(RoleName role, KeyId canonicalId) throws KeyException, IOException {
        return named(role, request.keys().open(canonicalId));
    }

    private PublicKey named(RoleName role, SigningKey key) {
        return role.equals(RoleName.ROOT)
                ? RootCertificate.make(
                        key, request.gun().value(), request.update().now())
                : key.publicKey();
    }

    /**
     * Gives a role these keys and no others. Keys that it had before leave the key ring once the server has accepted that, but
     * for root's.
     */
    public void publish(RoleName role, List<PublicKey> keys, FormerRoots formerRoots)
            throws PublishException, KeyException, TrustException, RemoteException, IOException {
        new Publication(request).publish(new Change.ReplaceKeys(role, keys), formerRoots);
    }
}
