package dev.navicert.cli;

import dev.navicert.cli.settings.Settings;
import dev.navicert.cli.terminal.FatalException;
import dev.navicert.cli.verbs.ProgramName;
import dev.navicert.notary.Access;
import dev.navicert.notary.InvalidServerUrlException;
import dev.navicert.notary.InvalidTlsSettingsException;
import dev.navicert.notary.JdkTransport;
import dev.navicert.notary.NotaryServer;
import dev.navicert.notary.Proxies;
import dev.navicert.notary.RationedTransport;
import dev.navicert.notary.TlsSettings;
import dev.navicert.notary.Transport;
import dev.navicert.trust.Deadline;
import java.nio.file.Path;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** Meets the server that the settings name, as Notary's command does: with a ping, and offline if that fails. */
final class ServerWiring {
    /** Notary waits for as long as data trickles; what is asked of a server for one collection takes no longer than this. */
    private static final Duration PATIENCE = Duration.ofMinutes(10);

    private final Session session;
    /** One for all collections of a run. */
    private @Nullable JdkTransport transport;

    private @Nullable ServerLoginWiring login;

    ServerWiring(Session session) {
        this.session = session;
    }

    /** Meets the server; prompts take as long as they take, all that is asked of it takes {@link #PATIENCE} at most. */
    NotaryServer connect(Settings settings, Access access) throws FatalException {
        try {
            Transport rationed = new RationedTransport(transport(settings), PATIENCE);
            ServerLoginWiring login = login(settings);
            Deadline never = Deadline.farOff();
            NotaryServer server = session.program() == ProgramName.NOTARY
                    ? NotaryServer.asNotaryDoes(settings.serverUrl(), access, rationed, login, never)
                    : NotaryServer.asNavicertDoes(settings.serverUrl(), access, rationed, login, never);
            server.unreachable().ifPresent(why -> {
                session.log().error(why);
                session.log().info("continuing in offline mode");
            });
            return server;
        } catch (InvalidServerUrlException e) {
            throw FatalException.usage(String.valueOf(e.getMessage()), e);
        }
    }

    /** For a refusal: who we said we are. Notary keeps that to itself. */
    String shownLogin() {
        return session.program() == ProgramName.NOTARY || login == null ? "" : " (" + login.shown() + ")";
    }

    private ServerLoginWiring login(Settings settings) {
        ServerLoginWiring shared = login;
        if (shared == null) {
            shared = new ServerLoginWiring(session, settings.serverUrl());
            login = shared;
        }
        return shared;
    }

    private JdkTransport transport(Settings settings) throws FatalException {
        JdkTransport shared = transport;
        if (shared == null) {
            shared = new JdkTransport(
                    tls(settings.tls()),
                    Proxies.fromEnvironment(session.surroundings().environment()));
            transport = shared;
        }
        return shared;
    }

    private static TlsSettings tls(Settings.TlsFiles files) throws FatalException {
        if (files.clientCertificate().isEmpty() != files.clientKey().isEmpty()) {
            throw FatalException.usage("either pass both client key and cert, or neither");
        }
        try {
            TlsSettings tls = TlsSettings.system();
            if (!files.rootCa().isEmpty()) {
                tls = tls.trusting(Path.of(files.rootCa()));
            }
            if (!files.clientCertificate().isEmpty()) {
                tls = tls.identifiedBy(Path.of(files.clientCertificate()), Path.of(files.clientKey()));
            }
            boolean skipped = files.verification() == Settings.TlsFiles.Verification.SKIPPED;
            return skipped ? tls.believingAnyServer() : tls;
        } catch (InvalidTlsSettingsException e) {
            throw FatalException.usage("unable to configure TLS: " + e.getMessage(), e);
        }
    }
}
