package dev.navicert.cli.settings;

import dev.navicert.cli.terminal.FatalException;
import dev.navicert.trust.TrustPins;

/**
 * Where the trust directory is, which server is meant, and how it is trusted.
 *
 * <p>Paths of flags are absolute; those of the configuration file are as Notary leaves them, relative to wherever the user is.
 *
 * @param trustDirectory keys and cached metadata
 * @param serverUrl as the user wrote it; nothing about it has been checked
 * @param tls files and switches for TLS, read only by whoever goes online
 * @param pinning the section {@code trust_pinning}, read only by whoever verifies
 */
public record Settings(String trustDirectory, String serverUrl, TlsFiles tls, PinningSource pinning) {
    /** What 0.7.0 uses if nobody names a server. */
    public static final String DEFAULT_SERVER = "https://notary-server:4443";

    /** Where the private keys are, as Notary names the place. */
    public String keyLocation() {
        return GoPath.join(trustDirectory, "private");
    }

    /**
     * TLS files by name; empty texts stand for "not given".
     *
     * @param verification whether the server's certificate is checked
     */
    public record TlsFiles(String rootCa, String clientCertificate, String clientKey, Verification verification) {
        /** Whether the server's certificate is checked. */
        public enum Verification {
            REQUIRED,
            /** {@code skipTLSVerify}. */
            SKIPPED
        }
    }

    /** Gives the pins when they are needed, since errors in them matter only then. */
    @FunctionalInterface
    public interface PinningSource {
        TrustPins read() throws FatalException;
    }
}
