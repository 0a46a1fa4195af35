package dev.navicert.trust.view;

import dev.navicert.name.Digest;
import dev.navicert.name.Gun;
import dev.navicert.trust.Deadline;
import dev.navicert.trust.MetadataName;
import dev.navicert.trust.RemoteException;
import dev.navicert.trust.RemoteMetadata;
import dev.navicert.trust.TrustPin;
import dev.navicert.trust.TrustPins;
import dev.navicert.trust.TrustServer;
import dev.navicert.trustserver.RepositoryFiles;
import dev.navicert.trustserver.RepositoryKeys;
import dev.navicert.trustserver.SignedRepository;
import dev.navicert.tuf.FileMeta;
import dev.navicert.tuf.RoleName;
import dev.navicert.tuf.crypto.KeyId;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import org.jspecify.annotations.Nullable;

/**
 * Publishers and their trust server, without a socket: what was published, what was asked, and how the server behaves. Any
 * number of collections, all signed with the same keys.
 */
final class Publisher implements Sources {
    static final Gun GUN = new Gun("registry.example/team/app");

    private static final RepositoryKeys KEYS = RepositoryKeys.generate();

    /** What was asked, in order: the collection and the file. */
    final List<String> requests = new CopyOnWriteArrayList<>();

    /** If set, every request fails with it. */
    volatile @Nullable RemoteException outage;

    /** If set, every request waits for it. */
    volatile @Nullable CountDownLatch gate;

    private final Clock clock;
    private final Map<Gun, RepositoryFiles> served = new ConcurrentHashMap<>();

    Publisher(Clock clock) {
        this.clock = clock;
    }

    /** A collection in which {@code targets} signs one tag; not served yet. */
    SignedRepository signed(Gun gun, String tag) {
        return signedBy(KEYS, gun, tag);
    }

    /** The same by another publisher. */
    SignedRepository signedBy(RepositoryKeys keys, Gun gun, String tag) {
        SignedRepository repository = SignedRepository.create(gun, keys, clock.instant());
        return repository.addTarget(RoleName.TARGETS, tag, content(tag));
    }

    /** Signs what changed, and serves it. */
    void publish(SignedRepository repository) {
        serve(repository.gun(), repository.publish(clock.instant()));
    }

    void serve(Gun gun, RepositoryFiles files) {
        served.put(gun, files);
    }

    RepositoryFiles served(Gun gun) {
        return served.getOrDefault(gun, RepositoryFiles.NONE);
    }

    static FileMeta content(String text) {
        return FileMeta.of(text.getBytes(StandardCharsets.UTF_8));
    }

    static Digest digest(String text) {
        return Digest.sha256(content(text).sha256().orElseThrow());
    }

    /** This server, with the root of that collection pinned. */
    static TrustServer pinned(SignedRepository repository) {
        List<KeyId> certificates = repository.signers(RoleName.ROOT).ids();
        return server(gun -> new TrustPin.Certificates(certificates));
    }

    static TrustServer firstUse() {
        return server(TrustPins.FIRST_USE);
    }

    static TrustServer server(TrustPins pins) {
        return TrustServer.of("corp", URI.create("https://notary.example"), pins);
    }

    @Override
    public RemoteMetadata open(TrustServer server, Gun gun, Deadline deadline) {
        return (name, maxBytes) -> fetch(gun, name);
    }

    private byte[] fetch(Gun gun, MetadataName name) throws RemoteException {
        requests.add(gun + " " + name.path());
        CountDownLatch closed = gate;
        if (closed != null) {
            try {
                closed.await();
            } catch (InterruptedException e) {
                throw new RemoteException.Unreachable("interrupted");
            }
        }
        RemoteException down = outage;
        if (down != null) {
            throw down;
        }
        return served(gun).file(name.path()).orElseThrow(() -> new RemoteException.NotFound(name, "no " + name.path()));
    }
}
