package dev.navicert.webhook;

import dev.navicert.webhook.WebhookOptions.CertificateFiles;
import io.vertx.core.Vertx;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Keeps the certificate that is shown the one that the files hold. */
final class CertificateKeeper {
    private final Vertx vertx;
    private final @Nullable CertificateFiles given;
    private final OwnCertificate own;
    private final CurrentCertificate current;
    private final EventLog log;
    private final WebhookMetrics metrics;
    private String lastProblem = "";

    CertificateKeeper(WebhookOptions options, Clock clock, Vertx vertx, EventLog log, WebhookMetrics metrics)
            throws StartException {
        this.vertx = vertx;
        this.given = options.certificate();
        this.own = new OwnCertificate(options.state(), clock, vertx);
        this.log = log;
        this.metrics = metrics;
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

    private ServingCertificate read() throws StartException {
        return ServingCertificate.read(vertx, given == null ? own.ready() : given);
    }
}
