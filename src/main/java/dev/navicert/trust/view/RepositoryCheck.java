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
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
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
    /** The time of the last check is written once in such a part of what a view may be served for: an hour of a day. */
    private static final int SHARES = 24;

    private static final Duration SHORTEST_PERIOD = Duration.ofMinutes(1);

    private final RepositoryStore store;
    private final TrustServer server;
    private final Gun gun;
    private final RepositoryName name;
    private Optional<Instant> forgot = Optional.empty();

    RepositoryCheck(RepositoryStore store, TrustServer server, Gun gun) {
        this.store = store;
        this.server = server;
        this.gun = gun;
        this.name = new RepositoryName(server.name(), gun);
    }

    /** What the store holds, unless it is void by now. */
    Optional<Remembered> recall(Instant now) throws RemoteException.MemoryUnusable {
        try {
            return store.recall(server.name(), gun)
                    .filter(remembered -> counts(remembered.checkedAt().orElse(Instant.EPOCH), now));
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
        boolean isLastVoid = last != null && !counts(last.view().verifiedAt(), now);
        TrustedCollection collection = update(now, start(isLastVoid ? null : last, recalled), source, facts);
        Map<RoleName, byte[]> metadata = new HashMap<>();
        collection
                .roles()
                .values()
                .forEach(role -> metadata.put(role.name(), role.bytes().toArray()));
        Remembered after = new Remembered(collection.memory(), metadata, now.truncatedTo(ChronoUnit.SECONDS));
        if (recalled.isEmpty() || !recalled.get().isSameAs(after) || isOld(recalled.get(), now)) {
            remember(after);
        }
        return checked(collection, now);
    }

    /**
     * What the last process knew, for as long as the server says nothing: verified again, with every floor, judged by the
     * present time, and as old as it is. Empty if it does not stand on its own: its root no longer shows the pin, or something
     * is missing, forged or expired.
     */
    Optional<Checked> revive(Instant now, Remembered recalled) {
        byte[] timestamp = recalled.metadata().get(RoleName.TIMESTAMP);
        Instant checkedAt = recalled.checkedAt().orElse(Instant.MAX);
        if (timestamp == null || checkedAt.isAfter(now)) {
            return Optional.empty();
        }
        try {
            TrustedCollection collection =
                    update(now, start(null, Optional.of(recalled)), new LastTimestamp(timestamp), fact -> {});
            return Optional.of(checked(collection, checkedAt));
        } catch (TrustException | RemoteException doesNotStand) {
            return Optional.empty();
        }
    }

    private Checked checked(TrustedCollection collection, Instant at) {
        String root = Optional.ofNullable(collection.roles().get(RoleName.ROOT))
                .map(role -> Checksum.sha256(role.bytes().toArray()))
                .orElseThrow();
        return new Checked(
                RepositoryView.of(server.name(), collection, at), Origin.of(server, gun), collection.memory(), root);
    }

    /** Whether the time on disk would cost a process that starts now too much of what it may serve. */
    private boolean isOld(Remembered recalled, Instant now) {
        Duration share = server.serveVerifiedFor().dividedBy(SHARES);
        Duration period = share.compareTo(SHORTEST_PERIOD) > 0 ? share : SHORTEST_PERIOD;
        return recalled.checkedAt()
                .filter(at -> !at.isAfter(now) && now.isBefore(at.plus(period)))
                .isEmpty();
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
        return new Remembered(new Memory(floors, anchor), stored.metadata(), stored.checkedAtOrNull());
    }

    private boolean counts(Instant checkedAt, Instant now) {
        Optional<Instant> isVoid = server.forgetBefore().voiding(gun, checkedAt, now);
        forgot = isVoid.or(() -> forgot);
        return isVoid.isEmpty();
    }

    /** Since when memories count, if something was known from before. */
    Optional<Instant> forgot() {
        return forgot;
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
