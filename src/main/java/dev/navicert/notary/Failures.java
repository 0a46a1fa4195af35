package dev.navicert.notary;

import dev.navicert.trust.RemoteException;
import dev.navicert.trust.RemoteException.TimedOut;
import dev.navicert.trust.RemoteException.TooLarge;
import dev.navicert.trust.RemoteException.Unreachable;

/** The one place where what a transport meets becomes a {@link RemoteException}. */
final class Failures {
    private Failures() {}

    /** @param said what went wrong; parts of it may be the server's */
    static RemoteException unreachable(Request request, String said) {
        String words = RegistryErrors.harmless(said);
        return new Unreachable(
                "could not reach " + request.url().withoutQuery() + ": " + words + "; " + GoNetworkWords.advice(words),
                words);
    }

    static RemoteException notConnectedInTime(Request request) {
        return new TimedOut(
                "no connection to " + request.url().withoutQuery()
                        + " in the time allowed; check the network between here and the server",
                "net/http: request canceled while waiting for connection");
    }

    static RemoteException notAnsweredInTime(Request request) {
        return new TimedOut(
                "no complete answer from " + request.url().withoutQuery()
                        + " in the time allowed; the server is slow or holds the answer back",
                "net/http: request canceled");
    }

    static RemoteException tooLarge(Request request) {
        return new TooLarge(
                request.limit(),
                request.url().withoutQuery() + " answered with more than the " + request.limit() + " bytes allowed");
    }
}
