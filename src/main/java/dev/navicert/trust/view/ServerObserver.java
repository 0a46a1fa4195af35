package dev.navicert.trust.view;

import dev.navicert.trust.RemoteException;
import java.time.Duration;

/** Is told how asking one server goes. Its methods return at once, do not throw, and are called by any thread. */
public interface ServerObserver {
    /** Wants to know nothing. */
    ServerObserver NONE = new ServerObserver() {
        @Override
        public void suspended(Party party, RemoteException.Suspended why) {}

        @Override
        public void probed(Party party) {}

        @Override
        public void resumed(Party party, Duration after) {}

        @Override
        public void repeated(Party party) {}

        @Override
        public void tokenAsked(TokenAnswer answer) {}
    };

    /** Who is asked. */
    enum Party {
        SERVER,
        TOKEN_SERVICE
    }

    /** How asking for a token ended. */
    enum TokenAnswer {
        GRANTED,
        REFUSED,
        /** Nobody could be asked. */
        FAILED
    }

    /** From now on requests fail at once. Told once until {@link #resumed}. */
    void suspended(Party party, RemoteException.Suspended why);

    /** It is tried whether a suspended party answers again. */
    void probed(Party party);

    /** It answers again. */
    void resumed(Party party, Duration after);

    /** A request that failed in a way that may pass is sent a second time. */
    void repeated(Party party);

    void tokenAsked(TokenAnswer answer);
}
