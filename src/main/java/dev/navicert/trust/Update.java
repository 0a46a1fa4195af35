package dev.navicert.trust;

import dev.navicert.tuf.Delegation;
import dev.navicert.tuf.FileMeta;
import dev.navicert.tuf.Floor;
import dev.navicert.tuf.Renewal;
import dev.navicert.tuf.RoleName;
import dev.navicert.tuf.Scrutiny;
import dev.navicert.tuf.SignedFile;
import dev.navicert.tuf.Strictness;
import dev.navicert.tuf.Targets;
import dev.navicert.tuf.TrustException;
import dev.navicert.tuf.TrustedRoot;
import dev.navicert.tuf.TrustedSnapshot;
import dev.navicert.tuf.TrustedTargets;
import dev.navicert.tuf.TrustedTimestamp;
import dev.navicert.tuf.json.Json;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * One run of the update workflow: timestamp, snapshot, targets and delegations; if anything fails, a look for a newer root, and
 * all of it once more.
 *
 * <p>Notary: {@code client/tufclient.go}, Update. TUF §5.3 would look for a newer root first; here the snapshot names the root,
 * so that a change of it is noticed, and an unchanged repository costs one request.
 */
final class Update {
    private final UpdateRequest request;
    private final Strictness strictness;
    private final List<UpdateFact> facts = new ArrayList<>();
    private final Copies copies;
    private final Roots roots;
    /** Files as they came that were not accepted, or not yet. */
    private final Map<RoleName, byte[]> unaccepted = new LinkedHashMap<>();

    private @Nullable FileMeta expectedRoot;
    private boolean usedCachedTimestamp;

    Update(UpdateRequest request) {
        this.request = request;
        this.strictness = request.strictness();
        this.copies = new Copies(request, this::note);
        this.roots = new Roots(request, new Scrutiny(strictness, request.now(), request.renewal()), copies, this::note);
    }

    TrustedCollection run() throws TrustException, RemoteException, IOException {
        TrustedRoot root = roots.bootstrap();
        try {
            return pass(root);
        } catch (TrustException e) {
            if (strictness == Strictness.STRICT && Roots.isCurrent(root, expectedRoot)) {
                throw e; // a newer root is not to be had
            }
            return secondPass(root);
        } catch (RemoteException e) {
            if (strictness == Strictness.STRICT && !(e instanceof RemoteException.NotFound)) {
                throw e; // a newer root would not make the server answer
            }
            return secondPass(root);
        }
    }

    private TrustedCollection secondPass(TrustedRoot root) throws TrustException, RemoteException, IOException {
        usedCachedTimestamp = false;
        return pass(roots.update(root, expectedRoot));
    }

    private TrustedCollection pass(TrustedRoot root) throws TrustException, RemoteException, IOException {
        unaccepted.clear();
        OldVersions old = roots.oldVersions(root);
        TrustedTimestamp timestamp = timestamp(root, old);
        TrustedSnapshot snapshot = snapshot(timestamp, old);
        List<UpdateFact.RoleSkipped> skipped = new ArrayList<>();
        Map<RoleName, TrustedTargets> targets = targets(snapshot, old, skipped::add);
        NearExpiry.of(request.now(), root, snapshot, targets.values()).forEach(this::note);
        return new TrustedCollection(
                request,
                root,
                timestamp,
                snapshot,
                targets,
                skipped,
                unbelieved(),
                facts,
                usedCachedTimestamp,
                old.remembered(),
                roots.anchor());
    }

    /** Always asked for: it alone says what is current. */
    private TrustedTimestamp timestamp(TrustedRoot root, OldVersions old)
            throws TrustException, RemoteException, IOException {
        Optional<byte[]> copy = copies.load(RoleName.TIMESTAMP);
        byte[] offered;
        try {
            offered = request.remote().fetch(new MetadataName.Current(RoleName.TIMESTAMP), Caps.TIMESTAMP);
        } catch (RemoteException e) {
            if (copy.isEmpty() || !mayUseCopyInstead(e)) {
                throw e;
            }
            note(new UpdateFact.CachedTimestampUsed(e));
            usedCachedTimestamp = true;
            return judged(() -> root.timestamp(copy.get(), old.remembered(RoleName.TIMESTAMP)));
        }
        Floor floor = old.floor(RoleName.TIMESTAMP, copy);
        TrustedTimestamp accepted = judged(() -> root.timestamp(offered, floor));
        if (copy.isEmpty() || !Arrays.equals(copy.get(), offered)) {
            copies.accepted(RoleName.TIMESTAMP, offered);
        }
        return accepted;
    }

    /**
     * Notary goes on with its copy whenever the server gave no answer to judge, 401 and 404 included. A strict caller keeps its
     * last view itself, and asks for one from copies alone by going offline.
     */
    private boolean mayUseCopyInstead(RemoteException e) {
        if (request.renewal() instanceof Renewal.Frozen) {
            return false; // a freeze is of files that somebody pinned, and a copy is none of them
        }
        if (strictness == Strictness.STRICT) {
            return e instanceof RemoteException.Offline;
        }
        return !(e instanceof RemoteException.Rejected) && !(e instanceof RemoteException.TooLarge);
    }

    private TrustedSnapshot snapshot(TrustedTimestamp timestamp, OldVersions old)
            throws TrustException, RemoteException, IOException {
        FileMeta named = timestamp.snapshotMeta();
        Optional<byte[]> copy = copies.load(RoleName.SNAPSHOT);
        if (copy.isPresent() && Caps.fits(copy.get(), RoleName.SNAPSHOT, named, strictness)) {
            try {
                return snapshot(timestamp, copy.get(), old.remembered(RoleName.SNAPSHOT));
            } catch (TrustException e) {
                // Another one is current, or this one is damaged: downloaded again.
            }
        }
        byte[] offered = fetch(RoleName.SNAPSHOT, named);
        TrustedSnapshot accepted = snapshot(timestamp, offered, old.floor(RoleName.SNAPSHOT, copy));
        copies.accepted(RoleName.SNAPSHOT, offered);
        return accepted;
    }

    /** Which root it names is worth knowing even if that is not the one we have. */
    private TrustedSnapshot snapshot(TrustedTimestamp timestamp, byte[] bytes, Floor floor) throws TrustException {
        TrustedSnapshot accepted = judged(() -> timestamp.snapshot(bytes, floor));
        expectedRoot = accepted.rootMeta();
        accepted.checkRoot();
        return accepted;
    }

    /**
     * Parents before children, depth first, siblings in their parent's order; what the snapshot does not list is not there, and
     * was not there before.
     */
    private Map<RoleName, TrustedTargets> targets(
            TrustedSnapshot snapshot, OldVersions old, Consumer<UpdateFact.RoleSkipped> skipped)
            throws TrustException, RemoteException, IOException {
        if (strictness == Strictness.STRICT) {
            announce(snapshot);
        }
        Map<RoleName, TrustedTargets> loaded = new LinkedHashMap<>();
        TrustedTargets top = top(snapshot, old);
        loaded.put(RoleName.TARGETS, top);
        Deque<Delegation> pending = new ArrayDeque<>(delegations(top, old));
        int files = 0;
        while (!pending.isEmpty()) {
            Delegation next = pending.removeFirst();
            Optional<FileMeta> named = snapshot.meta(next.name());
            if (named.isEmpty()) {
                old.dropped(next.name()).ifPresent(reason -> skip(next, reason, skipped));
                continue;
            }
            if (strictness == Strictness.STRICT && ++files > Caps.DELEGATIONS) {
                throw new TrustException.InvalidMetadata(
                        RoleName.TARGETS, "more than " + Caps.DELEGATIONS + " delegations");
            }
            if (loaded.containsKey(next.name())) {
                throw new TrustException.BadDelegation(next.name(), next.name() + " has already been loaded");
            }
            try {
                TrustedTargets role = delegation(next, named.get(), old);
                loaded.put(next.name(), role);
                List<Delegation> children = delegations(role, old);
                for (int i = children.size() - 1; i >= 0; i--) {
                    pending.addFirst(children.get(i));
                }
            } catch (TrustException.Expired | TrustException.ThresholdNotMet e) {
                skip(next, e, skipped);
            }
        }
        return loaded;
    }

    /** The snapshot names every file that follows: all can be on their way at the same time. */
    private void announce(TrustedSnapshot snapshot) throws IOException {
        for (String name : snapshot.payload().meta().keySet()) {
            RoleName role = RoleName.parse(name).orElse(RoleName.ROOT);
            FileMeta named = snapshot.meta(role).orElse(null);
            if (named != null
                    && (role.equals(RoleName.TARGETS) || role.isDelegation())
                    && copies.load(role)
                            .filter(copy -> Caps.fits(copy, role, named, strictness))
                            .isEmpty()) {
                request.remote().announce(RootChain.nameOf(role, named), Caps.of(role, named, strictness));
            }
        }
    }

    private void skip(Delegation role, TrustException reason, Consumer<UpdateFact.RoleSkipped> skipped) {
        UpdateFact.RoleSkipped fact = new UpdateFact.RoleSkipped(role.name(), role.paths(), reason);
        note(fact);
        skipped.accept(fact);
    }

    private List<Delegation> delegations(TrustedTargets role, OldVersions old) throws IOException {
        old.parentAccepted(role, copies);
        return role.delegations();
    }

    private TrustedTargets top(TrustedSnapshot snapshot, OldVersions old)
            throws TrustException, RemoteException, IOException {
        FileMeta named = snapshot.meta(RoleName.TARGETS)
                .orElseThrow(() -> new TrustException.ChecksumMismatch(RoleName.TARGETS, "", ""));
        return targetsFile(
                RoleName.TARGETS,
                named,
                old.remembered(RoleName.TARGETS),
                copy -> old.floor(RoleName.TARGETS, copy),
                snapshot::targets);
    }

    private TrustedTargets delegation(Delegation child, FileMeta named, OldVersions old)
            throws TrustException, RemoteException, IOException {
        return targetsFile(
                child.name(),
                named,
                old.remembered(child.name()),
                copy -> old.floor(child, copy),
                (bytes, floor) -> child.parent().delegation(child, bytes, floor));
    }

    private TrustedTargets targetsFile(
            RoleName role, FileMeta named, Floor remembered, FloorOfCopy floors, Acceptance acceptance)
            throws TrustException, RemoteException, IOException {
        Optional<byte[]> copy = copies.load(role);
        if (copy.isPresent() && Caps.fits(copy.get(), role, named, strictness)) {
            try {
                return judged(() -> acceptance.accept(copy.get(), remembered));
            } catch (TrustException e) {
                // Another one is current, or this one is damaged: downloaded again.
            }
        }
        byte[] offered = fetch(role, named);
        Floor floor = floors.of(copy);
        unaccepted.put(role, offered);
        TrustedTargets accepted = judged(() -> acceptance.accept(offered, floor));
        unaccepted.remove(role);
        copies.accepted(role, offered);
        return accepted;
    }

    /** What the delegations that were left out say; they are well formed, or they would have ended the update. */
    private Map<RoleName, Targets> unbelieved() throws TrustException {
        Map<RoleName, Targets> payloads = new LinkedHashMap<>();
        for (Map.Entry<RoleName, byte[]> file : unaccepted.entrySet()) {
            RoleName role = file.getKey();
            Json signed = SignedFile.read(role, file.getValue(), strictness).signed();
            payloads.put(role, Targets.read(signed, role, strictness));
        }
        return payloads;
    }

    private byte[] fetch(RoleName role, FileMeta named) throws RemoteException {
        return request.remote().fetch(RootChain.nameOf(role, named), Caps.of(role, named, strictness));
    }

    private <T> T judged(Judgement<T> judgement) throws TrustException {
        try {
            return judgement.pass();
        } catch (TrustException.Expired e) {
            note(new UpdateFact.MetadataExpired(e.role()));
            throw e;
        }
    }

    private void note(UpdateFact fact) {
        facts.add(fact);
        request.observer().accept(fact);
    }

    @FunctionalInterface
    private interface Judgement<T> {
        T pass() throws TrustException;
    }

    @FunctionalInterface
    private interface FloorOfCopy {
        Floor of(Optional<byte[]> copy);
    }

    @FunctionalInterface
    private interface Acceptance {
        TrustedTargets accept(byte[] bytes, Floor floor) throws TrustException;
    }
}
