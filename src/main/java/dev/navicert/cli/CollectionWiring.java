package dev.navicert.cli;

import dev.navicert.cli.settings.Settings;
import dev.navicert.cli.terminal.FatalException;
import dev.navicert.cli.verbs.ProgramName;
import dev.navicert.disk.Mirror;
import dev.navicert.disk.TrustDirectory;
import dev.navicert.name.Gun;
import dev.navicert.notary.InvalidServerUrlException;
import dev.navicert.notary.InvalidTlsSettingsException;
import dev.navicert.notary.JdkTransport;
import dev.navicert.notary.NotaryServer;
import dev.navicert.notary.Proxies;
import dev.navicert.notary.TlsSettings;
import dev.navicert.trust.Deadline;
import dev.navicert.trust.MetadataCache;
import dev.navicert.trust.RemoteException;
import dev.navicert.trust.RemoteMetadata;
import dev.navicert.trust.TrustPins;
import dev.navicert.trust.TrustedCollection;
import dev.navicert.trust.UpdateRequest;
import dev.navicert.tuf.Renewal;
import dev.navicert.tuf.TrustException;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** Puts a collection together from a Notary server and a trust directory, in the order in which Notary's command does it. */
final class CollectionWiring implements CollectionSource {
    /** Notary waits for as long as data trickles; nobody waits longer than this. */
    private static final Duration PATIENCE = Duration.ofMinutes(10);

    private final Session session;

    private final ServerLoginWiring login;
    /** One for all collections of a run. */
    private @Nullable JdkTransport transport;

    CollectionWiring(Session session) {
        this.session = session;
        this.login = new ServerLoginWiring(session);
    }

    @Override
    public Opened open(Gun gun, Settings settings, Order order) throws FatalException {
        Path mirror = session.program() == ProgramName.NAVICERT ? mirror(settings.serverUrl()) : null;
        if (mirror != null) {
            Origin origin = new Origin(settings.serverUrl(), new Mirror(mirror).collection(gun), Renewal.SERVED);
            return opened(
                    gun,
                    settings,
                    settings.serverUrl(),
                    origin,
                    settings.pinning().read());
        }
        if (order == Order.PINS_FIRST) {
            return open(gun, settings, settings.pinning().read());
        }
        NotaryServer server = connect(settings);
        return opened(gun, settings, server, settings.pinning().read());
    }

    private Opened open(Gun gun, Settings settings, TrustPins pins) throws FatalException {
        return opened(gun, settings, connect(settings), pins);
    }

    private Opened opened(Gun gun, Settings settings, NotaryServer server, TrustPins pins) throws FatalException {
        RemoteMetadata remote = server.collection(gun, Deadline.after(PATIENCE));
        return opened(
                gun, settings, settings.serverUrl(), new Origin(server.authority(), remote, Renewal.SERVED), pins);
    }

    /**
     * Where a collection comes from.
     *
     * @param name as messages name it
     */
    record Origin(String name, RemoteMetadata remote, Renewal renewal) {}

    /** A collection that does not come from the server that the settings name. */
    Opened opened(Gun gun, Settings settings, String server, Origin origin, TrustPins pins) throws FatalException {
        MetadataCache cache;
        try {
            cache = new TrustDirectory(session.surroundings().directory().resolve(settings.trustDirectory()))
                    .cache(gun);
        } catch (IOException e) {
            throw new FatalException(String.valueOf(e.getMessage()), e);
        }
        NotaryWords words = new NotaryWords(gun, origin.name(), session.clock().getZone());
        UpdateRequest request = UpdateRequest.notary(
                        gun, origin.remote(), cache, pins, session.clock().instant())
                .renewed(origin.renewal())
                .observedBy(new FactLog(session.log(), words));
        return () -> new Reading(update(request, words), server, origin.remote(), words);
    }

    /** The directory that a {@code file:} address names; null for any other address. */
    private static @Nullable Path mirror(String url) throws FatalException {
        if (!url.startsWith("file:")) {
            return null;
        }
        try {
            return Path.of(URI.create(url));
        } catch (IllegalArgumentException e) {
            throw new FatalException(url + " names no directory of this machine; write file:///DIR", e);
        }
    }

    private static TrustedCollection update(UpdateRequest request, NotaryWords words) throws FatalException {
        try {
            return TrustedCollection.update(request);
        } catch (TrustException e) {
            throw new FatalException(words.of(e), e);
        } catch (RemoteException e) {
            throw new FatalException(words.of(e), e);
        } catch (IOException e) {
            throw new FatalException(String.valueOf(e.getMessage()), e);
        }
    }

    private NotaryServer connect(Settings settings) throws FatalException {
        try {
            JdkTransport shared = transport;
            if (shared == null) {
                shared = new JdkTransport(
                        tls(settings.tls()),
                        Proxies.fromEnvironment(session.surroundings().environment()));
                transport = shared;
            }
            Deadline deadline = Deadline.after(PATIENCE);
            NotaryServer server = session.program() == ProgramName.NOTARY
                    ? NotaryServer.asNotaryDoes(settings.serverUrl(), shared, login, deadline)
                    : NotaryServer.asNavicertDoes(settings.serverUrl(), shared, login, deadline);
            server.unreachable().ifPresent(why -> {
                session.log().error(why);
                session.log().info("continuing in offline mode");
            });
            return server;
        } catch (InvalidServerUrlException e) {
            throw new FatalException(String.valueOf(e.getMessage()), e);
        }
    }

    private static TlsSettings tls(Settings.TlsFiles files) throws FatalException {
        if (files.clientCertificate().isEmpty() != files.clientKey().isEmpty()) {
            throw new FatalException("either pass both client key and cert, or neither");
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
            throw new FatalException("unable to configure TLS: " + e.getMessage(), e);
        }
    }
}
