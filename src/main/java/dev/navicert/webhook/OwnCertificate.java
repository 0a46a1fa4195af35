package dev.navicert.webhook;

import dev.navicert.webhook.WebhookOptions.CertificateFiles;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/**
 * The pair that the webhook makes for itself, in {@code tls/} of the state directory: {@code ca.crt} is what the API server
 * is to be told, and stays the same while the serving certificate is renewed.
 */
final class OwnCertificate {
    private static final Duration RENEWED_BEFORE_END = SelfMadeCertificate.LEAF_LIFE.dividedBy(3);

    private final Path folder;
    private final Clock clock;

    OwnCertificate(Path state, Clock clock) {
        this.folder = state.resolve("tls");
        this.clock = clock;
    }

    /** The certificate of the authority. */
    Path authority() {
        return folder.resolve("ca.crt");
    }

    /** All files that {@link #ready} looks at. */
    List<Path> files() {
        return List.of(authority(), folder.resolve("ca.key"), folder.resolve("tls.crt"), folder.resolve("tls.key"));
    }

    /** Whether the pair is to be renewed by now. */
    static boolean isDue(ServingCertificate pair, Instant now) {
        return !pair.isValidAt(now) || !pair.isValidAt(now.plus(RENEWED_BEFORE_END));
    }

    /** Where the pair is, made or renewed if that is needed: a third of its life before it ends. */
    CertificateFiles ready() throws StartException {
        CertificateFiles authority = new CertificateFiles(authority(), folder.resolve("ca.key"));
        CertificateFiles leaf = new CertificateFiles(folder.resolve("tls.crt"), folder.resolve("tls.key"));
        Instant now = clock.instant();
        try {
            PrivateFile.makeFolder(folder);
            if (!isGood(authority, now, SelfMadeCertificate.LEAF_LIFE)) {
                write(authority, SelfMadeCertificate.authority(now).pair());
                Files.deleteIfExists(leaf.certificate());
            }
            if (!isGood(leaf, now, RENEWED_BEFORE_END)) {
                ServingCertificate signer = ServingCertificate.read(authority);
                write(leaf, SelfMadeCertificate.leaf(signer.key(), now));
            }
            return leaf;
        } catch (IOException e) {
            throw new StartException("cannot keep a certificate in " + folder + ": " + Failures.words(e), e);
        } catch (GeneralSecurityException e) {
            throw new StartException("cannot make a certificate: " + e.getMessage(), e);
        }
    }

    /** A pair that is missing, damaged or about to end is made anew. */
    private boolean isGood(CertificateFiles files, Instant now, Duration atLeast) {
        if (!Files.exists(files.certificate())) {
            return false;
        }
        try {
            ServingCertificate there = ServingCertificate.read(files);
            return there.isValidAt(now) && there.isValidAt(now.plus(atLeast));
        } catch (StartException e) {
            return false;
        }
    }

    /** The key first: a certificate without its key would be taken for damage, and both made anew. */
    private static void write(CertificateFiles files, SelfMadeCertificate.Pair pair) throws IOException {
        PrivateFile.write(files.key(), pair.key().getBytes(StandardCharsets.US_ASCII));
        PrivateFile.write(files.certificate(), pair.certificate().getBytes(StandardCharsets.US_ASCII));
    }
}
