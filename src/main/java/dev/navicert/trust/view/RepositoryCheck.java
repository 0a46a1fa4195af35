package dev.navicert.trust.view;

import dev.navicert.name.Gun;
import dev.navicert.trust.Anchor;
import dev.navicert.trust.Floors;
import dev.navicert.trust.Memory;
import dev.navicert.trust.RemoteException;
import dev.navicert.trust.RemoteMetadata;
import dev.navicert.trust.TrustPin;
import dev.navicert.trust.TrustServer;
import dev.navicert.trust.TrustedCollection;
import dev.navicert.trust.UpdateFact;
import dev.navicert.trust.UpdateRequest;
import dev.navicert.tuf.Checksum;
import dev.navicert.tuf.RoleName;
import dev.navicert.tuf.TrustException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * One check of a repository with its server, in three steps: recall what is known, update, remember. Nothing is remembered of
 * a repository whose root was not verified, and no view exists before its floors are safe.
 */
final class RepositoryCheck {
    private final RepositoryStore store;
    private final TrustServer server;
    private final Gun gun;
    private final RepositoryName name;

    RepositoryCheck(RepositoryStore store, TrustServer server, Gun gun) {
        this.store = store;
        this.server = server;
        this.gun = gun;
        this.name = new RepositoryName(server.name(), gun);
    }

    /** What the store holds. */
    Optional<Remembered> recall() throws RemoteException.MemoryUnusable {
        try {
            return store.recall(server.name(), gun);
        } catch (IOException e) {
            throw new RemoteException.MemoryUnusable(
                    "cannot tell which versions of " + name + " were seen before: " + e.getMessage());
        }
    }

    /**
     * Updates and remembers.
     *
     * @param now the instant at which everything is judged
     * @param last the last check by this process
     * @param recalled what the store holds
     * @param facts is told what is worth saying
     */
    Checked run(
            Instant now,
            @Nullable Checked last,
            Optional<Remembered> recalled,
            RemoteMetadata source,
            Consumer<UpdateFact> facts)
            throws TrustException, RemoteException {
        TrustedCollection collection = update(now, start(last, recalled), source, facts);
        Map<RoleName, byte[]> metadata = new HashMap<>();
        collection
                .roles()
                .values()
                .forEach(role -> metadata.put(role.name(), role.bytes().toArray()));
        Remembered after = new Remembered(collection.memory(), metadata);
        if (recalled.isEmpty() || !recalled.get().isSameAs(after)) {
            remember(after);
        }
        return new Checked(
                RepositoryView.of(server.name(), collection),
                Origin.of(server, gun),
                collection.memory(),
                Checksum.sha256(metadata.getOrDefault(RoleName.ROOT, new byte[0])));
    }

    /**
     * Where to start from: the higher floors of memory and disk, and the anchor if it is beyond doubt. That is the one which
     * this process has verified itself, as long as the root that it verified is still there. One that comes from a disk could
     * lend a forged root the pin's name; it counts only where nothing is pinned, because there it can only refuse.
     */
    private Remembered start(@Nullable Checked last, Optional<Remembered> recalled) {
        Remembered stored = recalled.orElse(Remembered.NOTHING);
        Floors floors = stored.memory().floors();
        boolean firstUse = server.pins().forGun(gun) instanceof TrustPin.FirstUse;
        Anchor anchor = firstUse ? stored.memory().anchor() : null;
        if (last != null) {
            floors = floors.or(last.memory().floors());
            byte[] root = stored.metadata().get(RoleName.ROOT);
            boolean sameRoot = root != null && Checksum.sha256(root).equals(last.rootSha256());
            anchor = sameRoot || firstUse ? last.memory().anchor() : null;
        }
        return new Remembered(new Memory(floors, anchor), stored.metadata());
    }

    private TrustedCollection update(Instant now, Remembered start, RemoteMetadata source, Consumer<UpdateFact> facts)
            throws TrustException, RemoteException {
        try {
            return TrustedCollection.update(UpdateRequest.strict(
                            gun, source, new RecalledFiles(start.metadata()), server.pins(), start.memory(), now)
                    .renewed(server.renewal())
                    .observedBy(facts));
        } catch (IOException e) {
            throw new UncheckedIOException("files in memory cannot fail", e);
        }
    }

    private void remember(Remembered after) throws RemoteException.MemoryUnusable {
        try {
            store.remember(server.name(), gun, after);
        } catch (IOException e) {
            throw new RemoteException.MemoryUnusable(
                    "cannot keep which versions of " + name + " were seen: " + e.getMessage());
        }
    }
}
