package dev.navicert.cli;

import dev.navicert.cli.settings.Settings;
import dev.navicert.cli.terminal.FatalException;
import dev.navicert.cli.verbs.ProgramName;
import dev.navicert.disk.Mirror;
import dev.navicert.disk.TrustDirectory;
import dev.navicert.name.Gun;
import dev.navicert.notary.Access;
import dev.navicert.notary.NotaryServer;
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
import org.jspecify.annotations.Nullable;

/** Puts a collection together from a Notary server and a trust directory, in the order in which Notary's command does it. */
final class CollectionWiring implements CollectionSource {
    private final Session session;
    private final ServerWiring servers;

    CollectionWiring(Session session) {
        this.session = session;
        this.servers = new ServerWiring(session);
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
        return opened(
                settings.serverUrl(), meet(gun, settings, order, Access.READ).request());
    }

    /**
     * A collection on a server that was pinged, and in the trust directory.
     *
     * @param request for bringing it up to date; its facts go to the log
     */
    record Met(NotaryServer server, Request request) {}

    /**
     * What brings a collection up to date.
     *
     * @param words for what may be wrong with it
     */
    record Request(UpdateRequest update, NotaryWords words) {}

    /** Meets the server and opens the trust directory, in Notary's order. */
    Met meet(Gun gun, Settings settings, Order order, Access access) throws FatalException {
        if (order == Order.PINS_FIRST) {
            TrustPins pins = settings.pinning().read();
            return met(gun, settings, servers.connect(settings, access), pins);
        }
        NotaryServer server = servers.connect(settings, access);
        return met(gun, settings, server, settings.pinning().read());
    }

    private Met met(Gun gun, Settings settings, NotaryServer server, TrustPins pins) throws FatalException {
        RemoteMetadata remote = new WatchedServer(gun, session.terminal())
                .reading(server.collection(gun, Deadline.after(ServerWiring.PATIENCE)));
        return new Met(server, request(gun, settings, new Origin(server.authority(), remote, Renewal.SERVED), pins));
    }

    /**
     * Where a collection comes from.
     *
     * @param name as messages name it
     */
    record Origin(String name, RemoteMetadata remote, Renewal renewal) {}

    /** A collection that does not come from the server that the settings name. */
    Opened opened(Gun gun, Settings settings, String server, Origin origin, TrustPins pins) throws FatalException {
        return opened(server, request(gun, settings, origin, pins));
    }

    private static Opened opened(String server, Request request) {
        return () -> new Reading(update(request), server, request.update().remote(), request.words());
    }

    private Request request(Gun gun, Settings settings, Origin origin, TrustPins pins) throws FatalException {
        MetadataCache cache;
        try {
            cache = new TrustDirectory(session.surroundings().directory().resolve(settings.trustDirectory()))
                    .cache(gun);
        } catch (IOException e) {
            throw new FatalException(String.valueOf(e.getMessage()), e);
        }
        NotaryWords words = new NotaryWords(gun, origin.name(), session.clock());
        return new Request(
                UpdateRequest.notary(
                                gun,
                                origin.remote(),
                                cache,
                                pins,
                                session.clock().instant())
                        .renewed(origin.renewal())
                        .observedBy(new FactLog(session.log(), words)),
                words);
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

    private static TrustedCollection update(Request request) throws FatalException {
        NotaryWords words = request.words();
        try {
            return TrustedCollection.update(request.update());
        } catch (TrustException e) {
            throw new FatalException(words.of(e), e);
        } catch (RemoteException e) {
            throw new FatalException(words.of(e), e);
        } catch (IOException e) {
            throw new FatalException(String.valueOf(e.getMessage()), e);
        }
    }
}
