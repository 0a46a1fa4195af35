package dev.navicert.webhook;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.PrivateKey;
import java.security.SecureRandom;
import java.security.Signature;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;

/**
 * What the webhook proves itself with: a certificate, its chain, and the key that belongs to it. Holding one means that the
 * two fit together.
 *
 * @param fingerprint of what the files held, to tell one from the next
 */
record ServingCertificate(List<X509Certificate> chain, PrivateKey key, int fingerprint) {
    private static final int MAX_FILE = 1 << 20;

    ServingCertificate {
        chain = List.copyOf(chain);
    }

    /**
     * Reads a pair of PEM files; the key may be PKCS#8, PKCS#1 or SEC 1.
     *
     * @throws StartException if they cannot be read, or do not belong together
     */
    static ServingCertificate read(WebhookOptions.CertificateFiles files) throws StartException {
        byte[] certificate = bytes("certificate", files.certificate());
        byte[] key = bytes("key", files.key());
        try {
            PrivateKey privateKey = new PemFile(key).privateKey();
            List<X509Certificate> chain = new PemFile(certificate).certificates();
            if (chain.isEmpty()) {
                throw new StartException("no certificate in " + files.certificate());
            }
            if (!belongTogether(chain.get(0), privateKey)) {
                throw new StartException("the key " + files.key() + " does not belong to the certificate "
                        + files.certificate() + ": give the key it was made for");
            }
            return new ServingCertificate(chain, privateKey, 31 * Arrays.hashCode(certificate) + Arrays.hashCode(key));
        } catch (GeneralSecurityException | IllegalArgumentException e) {
            throw new StartException(
                    "cannot use the certificate " + files.certificate() + " with the key " + files.key()
                            + ": not a PEM certificate and an unencrypted PEM key",
                    e);
        }
    }

    X509Certificate leaf() {
        return chain.get(0);
    }

    boolean isValidAt(Instant now) {
        return !now.isBefore(leaf().getNotBefore().toInstant())
                && now.isBefore(leaf().getNotAfter().toInstant());
    }

    private static boolean belongTogether(X509Certificate leaf, PrivateKey key) throws GeneralSecurityException {
        byte[] sample = new byte[32];
        new SecureRandom().nextBytes(sample);
        String method = switch (key.getAlgorithm()) {
            case "RSA" -> "SHA256withRSA";
            case "EC" -> "SHA256withECDSA";
            default -> "EdDSA";
        };
        if (!leaf.getPublicKey().getAlgorithm().equals(key.getAlgorithm())) {
            return false;
        }
        Signature signing = Signature.getInstance(method);
        signing.initSign(key);
        signing.update(sample);
        byte[] signature = signing.sign();
        Signature checking = Signature.getInstance(method);
        checking.initVerify(leaf.getPublicKey());
        checking.update(sample);
        return checking.verify(signature);
    }

    private static byte[] bytes(String what, Path file) throws StartException {
        try {
            if (Files.size(file) > MAX_FILE) {
                throw new StartException("the TLS " + what + " " + file + " is longer than a megabyte: no PEM file is");
            }
            return Files.readAllBytes(file);
        } catch (NoSuchFileException e) {
            throw new StartException("there is no TLS " + what + " " + file, e);
        } catch (IOException e) {
            throw new StartException("cannot read the TLS " + what + " " + file + ": " + Failures.words(e), e);
        }
    }
}
