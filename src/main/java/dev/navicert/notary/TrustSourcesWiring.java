package dev.navicert.notary;

import dev.navicert.disk.FrozenMirror;
import dev.navicert.disk.Mirror;
import dev.navicert.name.Gun;
import dev.navicert.trust.Deadline;
import dev.navicert.trust.RemoteException;
import dev.navicert.trust.RemoteMetadata;
import dev.navicert.trust.TrustServer;
import dev.navicert.trust.view.SourceObserver;
import dev.navicert.trust.view.Sources;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Executor;

/**
 * Opens whatever a policy names: a server over HTTP or HTTPS, or a mirror in a directory. Each server has its own connections and
 * tokens, kept as long as the policy says the same of it and its authority's file stays as it is.
 */
public final class TrustSourcesWiring implements Sources, AutoCloseable {
    private static final int MOST_PEM = 4 << 20;

    private final Transports transports;
    private final Executor fetchers;
    private final Clock clock;
    private final SourceObserver observer;
    private final Map<String, Meeting> meetings = new HashMap<>();
    private final Map<String, FrozenMirror> mirrors = new HashMap<>();

    /** How requests travel: over the JDK's sockets or Vert.x. */
    @FunctionalInterface
    public interface Transports {
        Transport open(TlsSettings tls) throws InvalidTlsSettingsException;
    }

    /** All that a server's connections and tokens depend on. */
    private record Terms(
            URI url, String authority, Optional<TrustServer.CredentialsSource> credentials, Set<String> tokenHosts) {}

    private record Meeting(Terms terms, Transport transport, NotaryServer server) {}

    /** @param observer is told which servers are met, and how asking them goes */
    /** @param fetchers fetch files ahead of time; never the threads that open collections */
    public TrustSourcesWiring(Transports transports, Executor fetchers, Clock clock, SourceObserver observer) {
        this.fetchers = fetchers;
        this.transports = transports;
        this.clock = clock;
        this.observer = observer;
    }

    @Override
    public RemoteMetadata open(TrustServer server, Gun gun, Deadline deadline) throws RemoteException {
        if (server.frozen().isPresent()) {
            return frozen(server, server.frozen().get()).collection(gun);
        }
        if (server.isMirror()) {
            return new Mirror(directory(server)).collection(gun);
        }
        return new FetchedAhead(meet(server).server().collection(gun, deadline), fetchers);
    }

    /** Kept, because its manifest is read once; who pins another one means another mirror. */
    private synchronized FrozenMirror frozen(TrustServer server, TrustServer.Frozen terms) throws RemoteException {
        FrozenMirror meant = new FrozenMirror(directory(server), terms.manifestSha256());
        FrozenMirror known = mirrors.get(server.name());
        if (known != null && known.isSameAs(meant)) {
            return known;
        }
        mirrors.put(server.name(), meant);
        return meant;
    }

    private static Path directory(TrustServer server) throws RemoteException {
        try {
            return Path.of(server.url());
        } catch (IllegalArgumentException e) {
            throw unusable(server, server.url() + " names no directory of this machine");
        }
    }

    private synchronized Meeting meet(TrustServer server) throws RemoteException {
        Terms terms = new Terms(server.url(), authority(server), server.credentials(), Set.copyOf(server.tokenHosts()));
        Meeting known = meetings.get(server.name());
        if (known != null && known.terms().equals(terms)) {
            return known;
        }
        try {
            Meeting meeting = begin(server, terms);
            meetings.put(server.name(), meeting);
            if (known != null) {
                known.transport().close();
            }
            return meeting;
        } catch (InvalidTlsSettingsException | InvalidServerUrlException e) {
            throw unusable(server, String.valueOf(e.getMessage()));
        }
    }

    private Meeting begin(TrustServer server, Terms terms)
            throws InvalidTlsSettingsException, InvalidServerUrlException {
        TlsSettings tls = TlsSettings.system();
        if (server.caFile().isPresent()) {
            tls = tls.trusting(
                    terms.authority().getBytes(StandardCharsets.ISO_8859_1),
                    server.caFile().get());
        }
        String url = server.url().toString();
        Login login = terms.credentials()
                .<Login>map(source -> new CredentialsFile(Path.of(source.file()), url, source.host()))
                .orElse(Login.ANONYMOUS);
        Transport transport = transports.open(tls);
        try {
            NotaryServer notary =
                    NotaryServer.asAService(url, transport, login, terms.tokenHosts(), clock, observer.met(server));
            return new Meeting(terms, transport, notary);
        } catch (InvalidServerUrlException e) {
            transport.close();
            throw e;
        }
    }

    /** The content, so that an authority that was replaced in place counts with the next check. */
    private static String authority(TrustServer server) throws RemoteException {
        if (server.caFile().isEmpty()) {
            return "";
        }
        try (InputStream in = Files.newInputStream(Path.of(server.caFile().get()))) {
            return new String(in.readNBytes(MOST_PEM), StandardCharsets.ISO_8859_1);
        } catch (IOException e) {
            throw unusable(server, "its certificate authority " + e.getMessage() + " cannot be read");
        }
    }

    private static RemoteException unusable(TrustServer server, String why) {
        return new RemoteException.Unreachable("trust server " + server.name() + " cannot be asked: " + why);
    }

    @Override
    public synchronized void close() {
        meetings.values().forEach(meeting -> meeting.transport().close());
        meetings.clear();
    }
}
