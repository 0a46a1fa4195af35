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
import dev.navicert.trust.inspection.Renewer;
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
        Asked asked = ask(gun, settings, order);
        return opened(asked.server(), asked.request());
    }

    /**
     * Where a collection is going to be read, and how.
     *
     * @param server the address, as the user gave it
     * @param renewer who gives out its timestamps
     */
    record Asked(String server, Request request, Renewer renewer) {}

    /** Finds the server, or the mirror that stands for it. */
    Asked ask(Gun gun, Settings settings, Order order) throws FatalException {
        Path mirror = session.program() == ProgramName.NAVICERT ? mirror(settings.serverUrl()) : null;
        if (mirror == null) {
            Request request = meet(gun, settings, order, Access.READ).request();
            KeyWiring.lookThrough(session, settings);
            return new Asked(settings.serverUrl(), request, Renewer.SERVER);
        }
        Origin origin = new Origin(settings.serverUrl(), new Mirror(mirror).collection(gun), Renewal.SERVED);
        Request request = request(gun, settings, origin, settings.pinning().read());
        return new Asked(settings.serverUrl(), request, Renewer.NOBODY);
    }

    /** A frozen mirror, in place of a server. */
    Asked frozen(Gun gun, Settings settings, String address, Origin origin) throws FatalException {
        Request request = request(gun, settings, origin, settings.pinning().read());
        return new Asked(address, request, Renewer.FROZEN);
    }

    /** What the trust directory remembers; nobody is asked. */
    Asked recall(Gun gun, Settings settings) throws FatalException {
        RemoteMetadata nobody = (name, maxBytes) -> {
            throw new RemoteException.Offline("nobody is asked for " + name.path() + ": --offline");
        };
        Origin origin = new Origin(settings.serverUrl(), nobody, Renewal.SERVED);
        Request request = request(gun, settings, origin, settings.pinning().read());
        return new Asked(settings.serverUrl(), request, Renewer.UNASKED);
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
        RemoteMetadata remote =
                new WatchedServer(gun, session.terminal()).reading(server.collection(gun, Deadline.farOff()));
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
        NotaryWords words = new NotaryWords(gun, origin.name(), session.clock(), servers::shownLogin);
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
            throw FatalException.usage(url + " names no directory of this machine; write file:///DIR", e);
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
