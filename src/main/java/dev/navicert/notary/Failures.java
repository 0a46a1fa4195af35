package dev.navicert.notary;

import dev.navicert.trust.RemoteException;
import dev.navicert.trust.RemoteException.TimedOut;
import dev.navicert.trust.RemoteException.TooLarge;
import dev.navicert.trust.RemoteException.Unreachable;
import dev.navicert.trust.RemoteException.Unreachable.Prospect;
import java.io.EOFException;
import java.io.IOException;
import java.net.NoRouteToHostException;
import java.net.PortUnreachableException;
import java.net.SocketException;
import java.security.cert.CertificateException;
import java.util.Locale;

/** The one place where what a transport meets becomes a {@link RemoteException}. */
final class Failures {
    private Failures() {}

    /** @param said what went wrong; parts of it may be the server's */
    static RemoteException unreachable(Request request, String said, Prospect prospect) {
        String words = RegistryErrors.harmless(said);
        return new Unreachable(
                "could not reach " + request.url().withoutQuery() + ": " + words + "; " + GoNetworkWords.advice(words),
                words,
                prospect);
    }

    /** What the JDK's sockets say of it; whatever is not known to pass does not. */
    static Prospect prospect(IOException failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof CertificateException
                    || cause instanceof NoRouteToHostException
                    || cause instanceof PortUnreachableException) {
                return Prospect.LASTING;
            }
            if (cause instanceof SocketException || cause instanceof EOFException) {
                String said = String.valueOf(cause.getMessage()).toLowerCase(Locale.ROOT);
                return said.contains("unreachable") || said.contains("timed out") ? Prospect.LASTING : Prospect.PASSING;
            }
        }
        return Prospect.LASTING;
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
