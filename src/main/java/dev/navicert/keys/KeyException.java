package dev.navicert.keys;

import dev.navicert.tuf.crypto.KeyId;

/**
 * A private key could not be had or kept.
 *
 * <p>Messages say which key and why; they never carry a passphrase or anything of the key.
 */
public abstract sealed class KeyException extends Exception {
    private static final long serialVersionUID = 1L;

    KeyException(String message) {
        super(message);
    }

    /** There is no key file of that name. */
    public static final class NotFound extends KeyException {
        private static final long serialVersionUID = 1L;
        private final transient KeyId id;

        NotFound(KeyId id) {
            super("signing key not found: " + id);
            this.id = id;
        }

        public KeyId id() {
            return id;
        }
    }

    /** No passphrase opened the key, or there was none. */
    public static final class PassphraseInvalid extends KeyException {
        private static final long serialVersionUID = 1L;
        private final boolean tried;

        PassphraseInvalid(String name, String role, String origin, boolean tried) {
            super((name.isEmpty() ? "the key" : "key " + name)
                    + (role.isEmpty() ? "" : " (role " + role + ")")
                    + (tried
                            ? " does not open with the passphrase from " + origin
                            : " needs a passphrase, and there is none: " + origin));
            this.tried = tried;
        }

        /** Whether there was a passphrase at all. */
        public boolean tried() {
            return tried;
        }
    }

    /** Asked again and again, the source gave no passphrase that will do. */
    public static final class AttemptsExceeded extends KeyException {
        private static final long serialVersionUID = 1L;

        AttemptsExceeded(String name, String role, String origin) {
            super("no usable passphrase for the key" + (name.isEmpty() ? "" : " " + name)
                    + (role.isEmpty() ? "" : " (role " + role + ")") + " in many attempts: " + origin);
        }
    }

    /** A file is not a key, or not one that can be read. */
    public static final class Unreadable extends KeyException {
        private static final long serialVersionUID = 1L;
        private final Why why;

        Unreadable(Why why, String what, String reason) {
            super("cannot read " + what + ": " + reason);
            this.why = why;
        }

        public Why why() {
            return why;
        }

        /** What is wrong, as far as Notary has different words for it. */
        public enum Why {
            /** No PEM block in it. */
            NO_PEM,
            /** A PEM block that holds no private key. */
            NO_KEY,
            /** A private key that does not hold together, or of a form that is not read. */
            MALFORMED,
            /** A private key, but not the one that was asked for. */
            OTHER_KEY
        }
    }

    /** A key is there already, for another role. */
    public static final class RoleConflict extends KeyException {
        private static final long serialVersionUID = 1L;
        private final transient StoredKey present;

        RoleConflict(StoredKey present) {
            super("key with same ID already exists for role: " + present.role());
            this.present = present;
        }

        public StoredKey present() {
            return present;
        }
    }
}
