package dev.navicert.trust.mirror;

/** A file that should be a mirror's manifest and is none. */
public final class InvalidManifestException extends Exception {
    private static final long serialVersionUID = 1L;

    InvalidManifestException(String message) {
        super(message);
    }
}
