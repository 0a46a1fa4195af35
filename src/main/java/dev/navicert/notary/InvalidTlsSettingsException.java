package dev.navicert.notary;

/** A certificate or key file cannot be used; the message is what Notary prints. */
public final class InvalidTlsSettingsException extends Exception {
    private static final long serialVersionUID = 1L;

    InvalidTlsSettingsException(String message) {
        super(message);
    }
}
