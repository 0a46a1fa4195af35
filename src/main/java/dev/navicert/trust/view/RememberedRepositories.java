package dev.navicert.trust.view;

import dev.navicert.name.Gun;
import dev.navicert.trust.Deadline;
import dev.navicert.trust.MetadataName;
import dev.navicert.trust.RemoteException;
import dev.navicert.trust.RemoteMetadata;
import dev.navicert.trust.TrustServer;
import dev.navicert.trust.TrustedCollection;
import dev.navicert.trust.UpdateRequest;
import dev.navicert.tuf.Checksum;
import dev.navicert.tuf.RoleName;
import dev.navicert.tuf.TrustException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Clock;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/**
 * The repositories that a webhook remembers, verified again from what it kept, without asking anybody: under the same pins,
 * against the same floors, at the present time; what is to be forgotten is not there. For whoever wants to know what it would say if its servers were silent.
 *
 * <p>Deliberately not asked: how old the webhook's own views are. And the anchor that was kept counts, as it does for the process
 * that kept it; after a restart it would not ({@link RepositoryCheck}).
 */
public final class RememberedRepositories implements Repositories {
    private final Recall store;
    private final Clock clock;

    /** Finds what was kept; see {@link RepositoryStore#recall}. */
    @FunctionalInterface
    public interface Recall {
        Optional<Remembered> recall(String server, Gun gun) throws IOException;
    }

    public RememberedRepositories(Recall store, Clock clock) {
        this.store = store;
        this.clock = clock;
    }

    /**
     * The view that is remembered, whatever its age.
     *
     * @throws RemoteException.Offline if nothing is remembered, or not all that is needed
     * @throws RemoteException.MemoryUnusable if it cannot be read
     */
    @Override
    public RepositoryView view(TrustServer server, Gun gun, Freshness need, Deadline deadline)
            throws TrustException, RemoteException {
        RepositoryName name = new RepositoryName(server.name(), gun);
        Instant now = clock.instant();
        Remembered remembered = recall(name)
                .filter(kept -> server.forgetBefore()
                        .voiding(gun, kept.checkedAt().orElse(Instant.EPOCH), now)
                        .isEmpty())
                .orElseThrow(() -> new RemoteException.Offline(
                        "nothing is remembered of it, and a webhook would ask its server; here nobody is asked"));
        try {
            return RepositoryView.of(
                    server.name(),
                    TrustedCollection.update(UpdateRequest.strict(
                                    gun,
                                    new MemorySource(remembered.metadata()),
                                    new RecalledFiles(remembered.metadata()),
                                    server.pins(),
                                    remembered.memory(),
                                    now)
                            .renewed(server.renewal())),
                    now);
        } catch (IOException e) {
            throw new UncheckedIOException("files in memory cannot fail", e);
        }
    }

    private Optional<Remembered> recall(RepositoryName name) throws RemoteException.MemoryUnusable {
        try {
            return store.recall(name.server(), name.gun());
        } catch (IOException e) {
            throw new RemoteException.MemoryUnusable(
                    "cannot tell which versions of " + name + " were seen before: " + e.getMessage());
        }
    }

    /** Stands for the server, and knows what was served then. */
    private record MemorySource(Map<RoleName, byte[]> metadata) implements RemoteMetadata {
        @Override
        public byte[] fetch(MetadataName name, long maxBytes) throws RemoteException {
            byte[] bytes = name instanceof MetadataName.VersionedRoot ? null : metadata.get(name.role());
            boolean isMeant = bytes != null
                    && bytes.length <= maxBytes
                    && (!(name instanceof MetadataName.Hashed hashed)
                            || Checksum.sha256(bytes).equals(hashed.sha256()));
            if (bytes == null || !isMeant) {
                throw new RemoteException.Offline(name.resource()
                        + " is needed and not remembered; a webhook would ask its server, here nobody is asked");
            }
            return bytes;
        }
    }
}
