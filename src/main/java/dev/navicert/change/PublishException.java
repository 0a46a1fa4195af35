package dev.navicert.change;

import dev.navicert.tuf.TrustException;
import dev.navicert.tuf.crypto.KeyId;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * A change that cannot be made, or cannot be signed. Nothing has left the machine. Messages are Notary's.
 *
 * @see <a href="https://github.com/theupdateframework/notary/blob/v0.7.0/tuf/signed/errors.go">Notary tuf/signed/errors.go,
 *     tuf/data/errors.go</a>
 */
public abstract sealed class PublishException extends Exception {
    private static final long serialVersionUID = 1L;

    PublishException(String message) {
        super(message);
    }

    /** A role that is not there, or of which something is asked that it cannot do. */
    public static sealed class InvalidRole extends PublishException {
        private static final long serialVersionUID = 1L;
        private final String role;

        InvalidRole(String role, String reason) {
            super("tuf: invalid role " + role + "." + (reason.isEmpty() ? "" : " " + reason));
            this.role = role;
        }

        /** As it was written. */
        public String role() {
            return role;
        }
    }

    /** A role that is not there. */
    public static final class UnknownRole extends InvalidRole {
        private static final long serialVersionUID = 1L;

        UnknownRole(String role, String reason) {
            super(role, reason);
        }
    }

    /** None of the keys that may sign for a role is here and opens. */
    public static final class NoSigningKeys extends PublishException {
        private static final long serialVersionUID = 1L;
        private final transient List<KeyId> candidates;

        /** @param unopened why one that is here could not be used, or null */
        NoSigningKeys(List<KeyId> candidates, @Nullable Exception unopened) {
            super("could not find necessary signing keys, at least one of these keys must be available: "
                    + joined(candidates));
            initCause(unopened);
            this.candidates = List.copyOf(candidates);
        }

        /** Canonical identifiers of the keys that would do. */
        public List<KeyId> candidates() {
            return candidates;
        }
    }

    /** Fewer keys than a role's threshold asks for. */
    public static final class TooFewKeys extends PublishException {
        private static final long serialVersionUID = 1L;
        private final int found;

        TooFewKeys(int found, long needed, List<KeyId> missing) {
            super(message(found, needed, missing));
            this.found = found;
        }

        private static String message(int found, long needed, List<KeyId> missing) {
            String candidates = missing.isEmpty() ? "" : " (" + joined(missing) + ")";
            return found == 0
                    ? "signing keys not available: need " + needed + " keys from " + missing.size() + " possible keys"
                            + candidates
                    : "not enough signing keys: found " + found + " of " + needed + " needed keys - " + missing.size()
                            + " other possible keys" + candidates;
        }

        /** How many are here. */
        public int found() {
            return found;
        }
    }

    /** A target under a name that its role may not sign. */
    public static final class OutsidePaths extends PublishException {
        private static final long serialVersionUID = 1L;

        OutsidePaths() {
            super("Could not add all targets");
        }
    }

    /** A certificate among a delegation's keys that cannot be used. */
    public static final class UnusableCertificate extends PublishException {
        private static final long serialVersionUID = 1L;

        UnusableCertificate(TrustException.BadDelegation cause) {
            super(cause.detail());
            initCause(cause);
        }
    }

    /** A staged edit that cannot be read, or that nobody can apply. */
    public static final class Inapplicable extends PublishException {
        private static final long serialVersionUID = 1L;

        Inapplicable(String reason) {
            super(reason);
        }
    }

    /** Content that cannot be written as metadata: a control character in a name, a fraction in custom data. */
    public static final class Unwritable extends PublishException {
        private static final long serialVersionUID = 1L;

        Unwritable(String reason) {
            super("json: error calling MarshalJSON for type *json.RawMessage: " + reason);
        }
    }

    private static String joined(List<KeyId> ids) {
        return ids.stream().map(KeyId::hex).collect(Collectors.joining(", "));
    }
}
