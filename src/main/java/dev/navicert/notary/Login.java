package dev.navicert.notary;

import dev.navicert.trust.RemoteException;
import java.util.Optional;

/**
 * Where credentials come from: the environment, a prompt, a file. Asked each time some are needed, so that a file that
 * changed counts at once. May be called by several threads.
 */
@FunctionalInterface
public interface Login {
    /** Nobody in particular. */
    Login ANONYMOUS = () -> Optional.empty();

    /**
     * Credentials for the trust server this login was made for; empty for none.
     *
     * @throws RemoteException if there should be some and they cannot be had
     */
    Optional<Credentials> credentials() throws RemoteException;
}
