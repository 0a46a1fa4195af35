package dev.navicert.notary;

import dev.navicert.name.Gun;
import dev.navicert.trust.Deadline;
import dev.navicert.trust.RemoteException;

/** How a server is met: who pings, when credentials are shown, what a 401 means. */
sealed interface Conversation permits NotaryConversation, ServiceConversation {
    /** Called before a request is made up: fails if none will be sent. */
    void begin() throws RemoteException;

    /** Asks for a file of a collection, with whatever authorization it takes; the answer may have any status. */
    Answer ask(Request request, Gun gun, Deadline deadline) throws RemoteException;

    /** What is done with a body whose length was not announced and exceeds the cap. */
    Request.Overlong overlong();

    /**
     * What a token must allow. It follows from what we are about to do, never from what the server says we should ask for.
     */
    static String scope(Gun gun, Access access) {
        return "repository:" + gun + ":" + access.actions();
    }
}
