package dev.navicert.trust.view;

import dev.navicert.name.Gun;
import dev.navicert.trust.Deadline;
import dev.navicert.trust.RemoteException;
import dev.navicert.trust.RemoteMetadata;
import dev.navicert.trust.TrustServer;

/** Where metadata comes from; wiring knows which edge speaks to which kind of server. */
@FunctionalInterface
public interface Sources {
    /**
     * A collection on a server, to be read by one thread within the deadline.
     *
     * @throws RemoteException if it is clear before the first request that there can be none
     */
    RemoteMetadata open(TrustServer server, Gun gun, Deadline deadline) throws RemoteException;
}
