package dev.navicert.trust.view;

import dev.navicert.trust.TrustServer;

/** Is told which servers are met. */
@FunctionalInterface
public interface SourceObserver {
    /** Wants to know nothing. */
    SourceObserver NONE = server -> ServerObserver.NONE;

    /**
     * A server is met for the first time, or anew because what the policy says of it has changed: whatever was told of it
     * before is over.
     *
     * @return who is told how asking it goes
     */
    ServerObserver met(TrustServer server);
}
