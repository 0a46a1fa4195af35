package dev.navicert.tuf;

import dev.navicert.tuf.crypto.KeyId;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.List;

/**
 * They answered, and we do not believe it. The other family, "we could not ask", is {@code trust.RemoteException}.
 *
 * <p>Fields carry what a message needs; a decision is taken by {@link #fold}, never by reading {@link #getMessage}. The words
 * that Notary uses for each case are known to the command line alone.
 */
public abstract sealed class TrustException extends Exception {
    private static final long serialVersionUID = 1L;
    private final transient RoleName role;

    private TrustException(RoleName role, String message) {
        super(message);
        this.role = role;
    }

    /** Whose metadata is refused. */
    public RoleName role() {
        return role;
    }

    /** One answer per case, so that a new case is a compile error for every caller. */
    public abstract <T> T fold(Cases<T> cases);

    /** What to do with each case. */
    public interface Cases<T> {
        T malformed(Malformed e);

        T noSignatures(NoSignatures e);

        T thresholdNotMet(ThresholdNotMet e);

        T keyIdMismatch(KeyIdMismatch e);

        T invalidMetadata(InvalidMetadata e);

        T checksumMismatch(ChecksumMismatch e);

        T rolledBack(RolledBack e);

        T expired(Expired e);

        T frozenTooLong(FrozenTooLong e);

        T notAnchored(NotAnchored e);

        T brokenRotation(BrokenRotation e);

        T badDelegation(BadDelegation e);
    }

    /** The bytes are not the JSON that Go's decoder would read into the role's structure. */
    public static final class Malformed extends TrustException {
        private static final long serialVersionUID = 1L;
        private final String detail;

        public Malformed(RoleName role, String detail) {
            super(role, role + " metadata cannot be read: " + detail);
            this.detail = detail;
        }

        /** The decoder's complaint, in Go's words where Notary prints them. */
        public String detail() {
            return detail;
        }

        @Override
        public <T> T fold(Cases<T> cases) {
            return cases.malformed(this);
        }
    }

    /** The list of signatures is absent or empty. */
    public static final class NoSignatures extends TrustException {
        private static final long serialVersionUID = 1L;

        public NoSignatures(RoleName role) {
            super(role, role + " metadata carries no signature");
        }

        @Override
        public <T> T fold(Cases<T> cases) {
            return cases.noSignatures(this);
        }
    }

    /** Not enough different keys of the role have signed these bytes. */
    public static final class ThresholdNotMet extends TrustException {
        private static final long serialVersionUID = 1L;
        private final long needed;
        private final int found;

        public ThresholdNotMet(RoleName role, long needed, int found) {
            super(role, role + " metadata is signed by " + found + " of the " + needed + " keys that it needs");
            this.needed = needed;
            this.found = found;
        }

        public long needed() {
            return needed;
        }

        public int found() {
            return found;
        }

        @Override
        public <T> T fold(Cases<T> cases) {
            return cases.thresholdNotMet(this);
        }
    }

    /** A key that signed is filed under an identifier that is not its own. */
    public static final class KeyIdMismatch extends TrustException {
        private static final long serialVersionUID = 1L;
        private final transient KeyId filedUnder;

        public KeyIdMismatch(RoleName role, KeyId filedUnder) {
            super(role, "a key of " + role + " is filed under the identifier " + filedUnder + ", which is not its own");
            this.filedUnder = filedUnder;
        }

        public KeyId filedUnder() {
            return filedUnder;
        }

        @Override
        public <T> T fold(Cases<T> cases) {
            return cases.keyIdMismatch(this);
        }
    }

    /** Readable and signed, but not what metadata of this role must look like. */
    public static final class InvalidMetadata extends TrustException {
        private static final long serialVersionUID = 1L;
        private final String detail;

        public InvalidMetadata(RoleName role, String detail) {
            super(role, role + " metadata is invalid: " + detail);
            this.detail = detail;
        }

        /** What is wrong, in the words that Notary prints after {@code <role> type metadata invalid: }. */
        public String detail() {
            return detail;
        }

        @Override
        public <T> T fold(Cases<T> cases) {
            return cases.invalidMetadata(this);
        }
    }

    /** The bytes are not those that the vouching role named. */
    public static final class ChecksumMismatch extends TrustException {
        private static final long serialVersionUID = 1L;
        private final String algorithm;
        private final String expectedHex;

        /** @param algorithm {@code sha256} or {@code sha512}; empty with an empty hash if none that we know was named */
        public ChecksumMismatch(RoleName role, String algorithm, String expectedHex) {
            super(
                    role,
                    algorithm.isEmpty()
                            ? "no checksum of a known algorithm vouches for " + role
                            : role + " metadata does not have the " + algorithm + " checksum " + expectedHex);
            this.algorithm = algorithm;
            this.expectedHex = expectedHex;
        }

        public String algorithm() {
            return algorithm;
        }

        public String expectedHex() {
            return expectedHex;
        }

        @Override
        public <T> T fold(Cases<T> cases) {
            return cases.checksumMismatch(this);
        }
    }

    /** Older than what has been accepted before. */
    public static final class RolledBack extends TrustException {
        private static final long serialVersionUID = 1L;
        private final long floor;
        private final long offered;

        public RolledBack(RoleName role, long floor, long offered) {
            this(
                    role,
                    floor,
                    offered,
                    role + " metadata is version " + offered + ", but version " + floor + " has been seen");
        }

        private RolledBack(RoleName role, long floor, long offered, String message) {
            super(role, message);
            this.floor = floor;
            this.offered = offered;
        }

        /** Back to before its first version: a delegation that is still granted, but not in the snapshot any more. */
        public static RolledBack dropped(RoleName role, long floor) {
            return new RolledBack(
                    role,
                    floor,
                    0,
                    role + " metadata is left out of the snapshot, but version " + floor + " has been seen");
        }

        public long floor() {
            return floor;
        }

        /** 0 if nothing was. */
        public long offered() {
            return offered;
        }

        @Override
        public <T> T fold(Cases<T> cases) {
            return cases.rolledBack(this);
        }
    }

    /** Valid once. */
    public static final class Expired extends TrustException {
        private static final long serialVersionUID = 1L;
        private final OffsetDateTime at;
        private final Instant now;

        public Expired(RoleName role, OffsetDateTime at, Instant now) {
            super(role, role + " metadata expired at " + at);
            this.at = at;
            this.now = now;
        }

        /** When it expired, with the offset that the metadata writes. */
        public OffsetDateTime at() {
            return at;
        }

        /** The instant that it was judged at. */
        public Instant now() {
            return now;
        }

        @Override
        public <T> T fold(Cases<T> cases) {
            return cases.expired(this);
        }
    }

    /** A mirror of a server that is gone, whose administrator believed in it until a day that is over. */
    public static final class FrozenTooLong extends TrustException {
        private static final long serialVersionUID = 1L;
        private final LocalDate until;

        public FrozenTooLong(RoleName role, LocalDate until) {
            super(role, "the mirror was frozen until " + until + ", and " + role + " metadata is not renewed");
            this.until = until;
        }

        /** The last day, in UTC. */
        public LocalDate until() {
            return until;
        }

        @Override
        public <T> T fold(Cases<T> cases) {
            return cases.frozenTooLong(this);
        }
    }

    /** The root is none that we may start from: its certificates, the pins or its own signatures forbid it. */
    public static final class NotAnchored extends TrustException {
        private static final long serialVersionUID = 1L;
        private final Reason reason;
        private final transient List<KeyId> offered;

        /** @param offered the identifiers of the root certificates that were offered, as {@code pins} would name them */
        public NotAnchored(Reason reason, List<KeyId> offered) {
            super(RoleName.ROOT, "the root is not trusted: " + reason.words);
            this.reason = reason;
            this.offered = List.copyOf(offered);
        }

        public Reason reason() {
            return reason;
        }

        public List<KeyId> offered() {
            return offered;
        }

        @Override
        public <T> T fold(Cases<T> cases) {
            return cases.notAnchored(this);
        }

        /** Why a root does not hold. */
        public enum Reason {
            NO_VALID_LEAF("it has no certificate for this collection that is valid now"),
            NO_PIN_MATCHES("none of its certificates is pinned"),
            NOT_SELF_SIGNED("it is not signed by enough of its own trusted keys"),
            FIRST_USE_REFUSED("nothing is pinned for this collection, and first use is not allowed"),
            AUTHORITY_UNREADABLE("the pinned certificate authority cannot be read"),
            AUTHORITY_INVALID("the pinned certificate authority holds no usable certificate");

            private final String words;

            Reason(String words) {
                this.words = words;
            }
        }
    }

    /** The new root is not signed by the keys of the one that is trusted. */
    public static final class BrokenRotation extends TrustException {
        private static final long serialVersionUID = 1L;
        private final transient List<KeyId> offered;

        public BrokenRotation(List<KeyId> offered) {
            super(RoleName.ROOT, "the new root is not signed by the keys of the trusted one");
            this.offered = List.copyOf(offered);
        }

        /** The identifiers of the root certificates that were offered. */
        public List<KeyId> offered() {
            return offered;
        }

        @Override
        public <T> T fold(Cases<T> cases) {
            return cases.brokenRotation(this);
        }
    }

    /** What a parent says of a delegation cannot be used. */
    public static final class BadDelegation extends TrustException {
        private static final long serialVersionUID = 1L;
        private final String detail;

        public BadDelegation(RoleName role, String detail) {
            super(role, "the delegation of " + role + " cannot be used: " + detail);
            this.detail = detail;
        }

        /** What is wrong, in the words that Notary prints, alone. */
        public String detail() {
            return detail;
        }

        @Override
        public <T> T fold(Cases<T> cases) {
            return cases.badDelegation(this);
        }
    }
}
