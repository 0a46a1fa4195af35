package dev.navicert.trust;

import dev.navicert.tuf.RoleName;
import dev.navicert.tuf.TrustException;
import dev.navicert.tuf.crypto.PublicKey;
import java.util.Map;

/**
 * The writing half of a source: one collection on a Notary server. Its reading half is {@link RemoteMetadata}.
 *
 * @see <a href="https://github.com/theupdateframework/notary/blob/v0.7.0/storage/interfaces.go">Notary
 *     storage/interfaces.go, RemoteStore</a>
 */
public interface RemoteRepository {
    /**
     * Sends these files in one request: all of them are in force afterwards, or none.
     *
     * @throws RemoteException.Outdated if the server has newer files
     * @throws RemoteException.Rejected with the server's reason
     */
    void upload(Map<RoleName, byte[]> files) throws RemoteException;

    /**
     * The key with which the server signs a role. Asking makes one if there is none.
     *
     * @throws TrustException.Malformed if the answer is no key
     */
    PublicKey serverKey(RoleName role) throws RemoteException, TrustException;

    /**
     * Has the server make another key for a role; it counts from the root on that names it.
     *
     * @throws TrustException.Malformed if the answer is no key
     */
    PublicKey rotateServerKey(RoleName role) throws RemoteException, TrustException;

    /** Removes all that the server has of the collection; that it has nothing is no error. */
    void delete() throws RemoteException;
}
