package dev.navicert.trust;

import dev.navicert.tuf.RoleName;
import java.time.Duration;
import java.time.Instant;

/**
 * We could not ask, or were not given an answer to judge. The other family is {@link dev.navicert.tuf.TrustException}: they
 * answered, and we do not believe it.
 *
 * <p>Messages say what was tried on what and what is wrong; they never carry credentials.
 */
public abstract sealed class RemoteException extends Exception {
    private static final long serialVersionUID = 1L;

    private final String reason;

    RemoteException(String message) {
        this(message, message);
    }

    RemoteException(String message, String reason) {
        super(message);
        this.reason = reason;
    }

    /**
     * What went wrong without where: for a conversation that failed, in the words of Go's network library, which Notary's
     * users know ({@code dial tcp 127.0.0.1:4443: connect: connection refused}). Elsewhere the message itself.
     */
    public String reason() {
        return reason;
    }

    /** The source answered that it has no such file (404). */
    public static final class NotFound extends RemoteException {
        private static final long serialVersionUID = 1L;
        private final String resource;

        public NotFound(MetadataName name, String message) {
            this(name.resource(), message);
        }

        /** @param resource what is missing, as {@link #resource} says it */
        public NotFound(String resource, String message) {
            super(message);
            this.resource = resource;
        }

        /** What is missing, as Notary calls it: {@code targets.<hex>}, {@code timestamp key}. */
        public String resource() {
            return resource;
        }

        /**
         * Whether the whole collection is missing: Notary takes that from a root that is.
         *
         * @see <a href="https://github.com/theupdateframework/notary/blob/v0.7.0/client/tufclient.go">Notary
         *     client/tufclient.go, LoadTUFRepo</a>
         */
        public boolean isCollection() {
            return resource.contains(RoleName.ROOT.value());
        }
    }

    /** The server, or the token service it names, wants credentials that it did not get (401 or 403). */
    public static final class Unauthorized extends RemoteException {
        private static final long serialVersionUID = 1L;
        private final int status;

        private final boolean byTokenService;

        public Unauthorized(int status, String message) {
            this(status, message, message, false);
        }

        private Unauthorized(int status, String message, String reason, boolean byTokenService) {
            super(message, reason);
            this.status = status;
            this.byTokenService = byTokenService;
        }

        /**
         * It is the token service that refuses.
         *
         * @param reason in its own words
         */
        public static Unauthorized byTokenService(int status, String message, String reason) {
            return new Unauthorized(status, message, reason, true);
        }

        /** Whether it is the token service that refuses, and {@link #reason} is in its words. */
        public boolean isByTokenService() {
            return byTokenService;
        }

        /** 401 or 403. */
        public int status() {
            return status;
        }
    }

    /** The server answered with a status that carries no metadata: a redirect, 429 or 5xx. */
    public static final class Unavailable extends RemoteException {
        private static final long serialVersionUID = 1L;
        private final int status;

        public Unavailable(int status, String message) {
            super(message);
            this.status = status;
        }

        public int status() {
            return status;
        }
    }

    /** The server refused the request itself (400). */
    public static final class Rejected extends RemoteException {
        private static final long serialVersionUID = 1L;

        public Rejected(String message) {
            super(message);
        }

        public Rejected(String message, String reason) {
            super(message, reason);
        }
    }

    /** The server has newer files than those that were sent: somebody else published meanwhile. Nothing was changed. */
    public static final class Outdated extends RemoteException {
        private static final long serialVersionUID = 1L;

        public Outdated(String message, String reason) {
            super(message, reason);
        }
    }

    /** No conversation came about: name not resolved, connection refused, TLS failure, broken off. */
    public static final class Unreachable extends RemoteException {
        private static final long serialVersionUID = 1L;
        private final Prospect prospect;

        /** Whether asking again in a moment may help. */
        public enum Prospect {
            /** Refused, reset or ended, as by a server that restarts. */
            PASSING,
            /** A name without address, no route, a certificate that is not believed. */
            LASTING
        }

        public Unreachable(String message) {
            this(message, message);
        }

        public Unreachable(String message, String reason) {
            this(message, reason, Prospect.LASTING);
        }

        public Unreachable(String message, String reason, Prospect prospect) {
            super(message, reason);
            this.prospect = prospect;
        }

        public Prospect prospect() {
            return prospect;
        }
    }

    /** Not asked: the server has failed again and again, and has a rest before it is tried once more. */
    public static final class Suspended extends RemoteException {
        private static final long serialVersionUID = 1L;
        private final Instant since;
        private final Duration retryIn;

        /**
         * @param since when the first of the failures was met
         * @param retryIn when the server is tried again
         * @param message says so, and what the last failure was
         */
        public Suspended(Instant since, Duration retryIn, String message) {
            super(message);
            this.since = since;
            this.retryIn = retryIn;
        }

        public Instant since() {
            return since;
        }

        public Duration retryIn() {
            return retryIn;
        }
    }

    /** Asking was given up before it began: Notary's offline mode, entered when the first ping failed. */
    public static final class Offline extends RemoteException {
        private static final long serialVersionUID = 1L;

        public Offline(String message) {
            super(message);
        }
    }

    /** The answer is, or claims to be, longer than allowed. */
    public static final class TooLarge extends RemoteException {
        private static final long serialVersionUID = 1L;
        private final long limit;

        public TooLarge(long limit, String message) {
            super(message);
            this.limit = limit;
        }

        /** The cap in bytes. */
        public long limit() {
            return limit;
        }
    }

    /** The deadline passed before the answer was complete. */
    public static final class TimedOut extends RemoteException {
        private static final long serialVersionUID = 1L;

        public TimedOut(String message) {
            super(message);
        }

        public TimedOut(String message, String reason) {
            super(message, reason);
        }
    }

    /** Asking was put off and then given up: too many never-seen repositories of this server are being fetched already. */
    public static final class Busy extends RemoteException {
        private static final long serialVersionUID = 1L;
        private final int limit;

        public Busy(int limit, String message) {
            super(message);
            this.limit = limit;
        }

        /** How many are allowed at once. */
        public int limit() {
            return limit;
        }
    }

    /**
     * The collection was verified once, but too long ago for what is asked now, and its server could not be asked since. What
     * the collection says by now is not known; that something is missing in it, neither.
     */
    public static final class NotRefreshed extends RemoteException {
        private static final long serialVersionUID = 1L;
        private final RemoteException failure;

        /** @param failure what came of asking */
        public NotRefreshed(RemoteException failure, String message) {
            super(message);
            initCause(failure);
            this.failure = failure;
        }

        public RemoteException failure() {
            return failure;
        }
    }

    /**
     * What this program itself remembers of the repository cannot be read or written, so that no answer of a server could be
     * told from an older one. Never taken for "nothing remembered".
     */
    public static final class MemoryUnusable extends RemoteException {
        private static final long serialVersionUID = 1L;

        public MemoryUnusable(String message) {
            super(message);
        }
    }

    /** The source is a mirror whose files are pinned by their manifest, and these are others. */
    public static final class Altered extends RemoteException {
        private static final long serialVersionUID = 1L;

        public Altered(String message) {
            super(message);
        }
    }
}
