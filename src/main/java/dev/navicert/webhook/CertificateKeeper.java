package dev.navicert.webhook;

import dev.navicert.webhook.WebhookOptions.CertificateFiles;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Keeps the certificate that is shown the one that the files hold. */
final class CertificateKeeper {
    private final Clock clock;
    private final @Nullable CertificateFiles given;
    private final OwnCertificate own;
    private final CurrentCertificate current;
    private final EventLog log;
    private final WebhookMetrics metrics;
    private FileStamp stamp;
    private String lastProblem = "";

    CertificateKeeper(WebhookOptions options, Clock clock, EventLog log, WebhookMetrics metrics) throws StartException {
        this.clock = clock;
        this.given = options.certificate();
        this.own = new OwnCertificate(options.state(), clock);
        this.log = log;
        this.metrics = metrics;
        this.stamp = stamp();
        this.current = new CurrentCertificate(read());
    }

    CurrentCertificate current() {
        return current;
    }

    /** The authority to tell the API server about; empty if the certificate was given and only its owner knows. */
    Optional<Path> authority() {
        return given == null ? Optional.of(own.authority()) : Optional.empty();
    }

    /** Reads the files again; a pair that does not work leaves the one that does. Whether it changed. */
    boolean refresh() {
        FileStamp now = stamp();
        if (now.equals(stamp) && lastProblem.isEmpty() && !isDue()) {
            return false;
        }
        stamp = now; // of before the files are read: what changes meanwhile is read next time
        try {
            ServingCertificate next = read();
            lastProblem = "";
            if (next.fingerprint() == current.get().fingerprint()) {
                return false;
            }
            current.replace(next);
            metrics.certificateRead("replaced");
            log.info(
                    "certificate",
                    "serving the new certificate, valid until "
                            + next.leaf().getNotAfter().toInstant());
            return true;
        } catch (StartException e) {
            String problem = String.valueOf(e.getMessage());
            if (!problem.equals(lastProblem)) {
                lastProblem = problem;
                metrics.certificateRead("refused");
                log.error("certificate", problem + "; still serving the one before");
            }
            return false;
        }
    }

    private FileStamp stamp() {
        return FileStamp.of(given == null ? own.files() : List.of(given.certificate(), given.key()));
    }

    private boolean isDue() {
        return given == null && OwnCertificate.isDue(current.get(), clock.instant());
    }

    private ServingCertificate read() throws StartException {
        return ServingCertificate.read(given == null ? own.ready() : given);
    }
}
