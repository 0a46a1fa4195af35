package dev.navicert.cli;

import dev.navicert.cli.terminal.FatalException;
import dev.navicert.tuf.crypto.Certificate;
import dev.navicert.tuf.crypto.Pem;
import dev.navicert.tuf.crypto.PublicKey;
import java.nio.charset.StandardCharsets;

/**
 * A file with the certificate that a collection's root is to be named by.
 *
 * @see <a href="https://github.com/notaryproject/notary/blob/v0.7.0/cmd/notary/tuf.go">notary, {@code importRootCert}</a>
 */
record RootCertificateFile(Session session, String name) {
    private static final int MAX_BYTES = 1 << 20;

    /** @throws FatalException in Notary's words if it holds no certificate of an ECDSA or RSA key */
    PublicKey read() throws FatalException {
        byte[] text;
        try {
            text = new UserFile(session, name).bytes(MAX_BYTES);
        } catch (FatalException e) {
            throw new FatalException("error reading certificate file: " + e.text(), e);
        }
        Pem.Block block = Pem.first(text)
                .orElseThrow(
                        () -> new FatalException("the provided file does not contain a valid PEM certificate <nil>"));
        Certificate certificate = Certificate.read(block.bytes())
                .orElseThrow(() -> new FatalException(
                        "Parsing certificate PEM bytes to x509 certificate: x509: malformed certificate"));
        String type = certificate
                .keyType()
                .orElseThrow(() -> new FatalException(
                        "the certificate in " + name + " is of a key that is neither ECDSA nor RSA; use one that is"));
        return PublicKey.of(type, certificate.pem().getBytes(StandardCharsets.US_ASCII));
    }
}
