package dev.navicert.change;

import dev.navicert.trust.TrustedCollection;
import dev.navicert.trust.UnpublishedCollection;
import dev.navicert.tuf.DelegatedRole;
import dev.navicert.tuf.Delegations;
import dev.navicert.tuf.RoleName;
import dev.navicert.tuf.Targets;
import dev.navicert.tuf.TrustException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A collection that is being edited: its root, its targets and delegations, its snapshot. For one thread.
 *
 * @see <a href="https://github.com/theupdateframework/notary/blob/v0.7.0/tuf/tuf.go">Notary tuf/tuf.go, Repo</a>
 */
final class CollectionDraft {
    private static final List<String> ALL_PATHS = List.of("");

    /** Whether a server knows the collection. */
    enum Occasion {
        FIRST,
        LATER
    }

    private final Occasion occasion;
    private final RootDraft root;
    private final Map<RoleName, TargetsDraft> targets = new LinkedHashMap<>();
    private final Map<RoleName, Targets> unbelieved;
    private @Nullable SnapshotDraft snapshot;

    private CollectionDraft(
            Occasion occasion, RootDraft root, @Nullable SnapshotDraft snapshot, Map<RoleName, Targets> unbelieved) {
        this.occasion = occasion;
        this.root = root;
        this.snapshot = snapshot;
        this.unbelieved = Map.copyOf(unbelieved);
    }

    /** A collection as the server has it. */
    static CollectionDraft of(TrustedCollection published) {
        CollectionDraft draft = new CollectionDraft(
                Occasion.LATER,
                new RootDraft(published.root().payload(), published.root().bytes()),
                SnapshotDraft.of(published.snapshot().payload()),
                published.unbelieved());
        published
                .targets()
                .forEach((name, role) -> draft.targets.put(name, TargetsDraft.of(name, role.payload(), role.bytes())));
        return draft;
    }

    /** A collection that was made here and that the server does not know. */
    static CollectionDraft of(UnpublishedCollection own) {
        CollectionDraft draft = new CollectionDraft(
                Occasion.FIRST,
                new RootDraft(own.root().payload(), own.root().bytes()),
                own.snapshot() == null ? null : SnapshotDraft.of(own.snapshot()),
                Map.of());
        draft.targets.put(RoleName.TARGETS, TargetsDraft.unsigned(RoleName.TARGETS, own.targets()));
        return draft;
    }

    /** A new collection with nothing in it. */
    static CollectionDraft of(RootDraft root) {
        CollectionDraft draft = new CollectionDraft(Occasion.FIRST, root, null, Map.of());
        draft.create(RoleName.TARGETS);
        return draft;
    }

    RootDraft root() {
        return root;
    }

    /** The snapshot; a new one if there was none. */
    SnapshotDraft snapshot() {
        if (snapshot == null) {
            snapshot = SnapshotDraft.empty();
        }
        return snapshot;
    }

    /** Targets and delegations that are believed or were made here, parents before children. */
    Collection<TargetsDraft> targets() {
        return Collections.unmodifiableCollection(targets.values());
    }

    Optional<TargetsDraft> targets(RoleName role) {
        return Optional.ofNullable(targets.get(role));
    }

    /** The draft of a role; an empty one if it has no file yet. */
    TargetsDraft create(RoleName role) {
        return targets.computeIfAbsent(role, TargetsDraft::empty);
    }

    /** Takes the file of a delegation out; what is below it stays. */
    void drop(RoleName role) {
        targets.remove(role);
        snapshot().drop(role);
    }

    Occasion occasion() {
        return occasion;
    }

    /** Takes up a file whose signatures do not count; false if there is none. */
    boolean adopt(RoleName role) {
        Targets payload = unbelieved.get(role);
        if (payload == null) {
            return false;
        }
        targets.put(role, TargetsDraft.unsigned(role, payload));
        return true;
    }

    /** A role that can be come to from {@code targets} through files that are here, and the paths that are left to it. */
    record Reached(TargetsDraft draft, List<String> paths) {
        boolean allows(String target) {
            return target.isEmpty() || paths.stream().anyMatch(target::startsWith);
        }

        /** Those of these prefixes that lie within its own. */
        List<String> within(List<String> prefixes) {
            return prefixes.stream()
                    .filter(prefix -> paths.stream().anyMatch(prefix::startsWith))
                    .toList();
        }
    }

    /** The way to a role; empty if there is none. */
    Optional<Reached> reach(RoleName role) {
        Optional<RoleName> parent = role.parent();
        if (parent.isEmpty()) {
            return targets(RoleName.TARGETS).map(draft -> new Reached(draft, ALL_PATHS));
        }
        return reach(parent.get()).flatMap(reached -> step(reached, role));
    }

    private Optional<Reached> step(Reached parent, RoleName child) {
        return parent.draft()
                .delegation(child)
                .filter(granted ->
                        SigningRole.of(parent.draft().delegations(), granted).isPresent())
                .flatMap(granted -> targets(child).map(draft -> new Reached(draft, parent.within(granted.paths()))));
    }

    /** What to do with a role on a {@link #walk}. */
    interface Visit<E extends Exception> {
        void to(Reached role) throws E;
    }

    /** Visits a role and all below it, breadth first; whom a role hands on to is asked after the visit. */
    <E extends Exception> void walk(RoleName start, Visit<E> visit) throws E {
        Deque<Reached> pending = new ArrayDeque<>();
        reach(start).ifPresent(pending::add);
        while (!pending.isEmpty()) {
            Reached next = pending.removeFirst();
            visit.to(next);
            for (DelegatedRole child :
                    new ArrayList<>(next.draft().delegations().roles())) {
                step(next, child.name()).ifPresent(pending::add);
            }
        }
    }

    /**
     * Who signs for a role.
     *
     * @throws PublishException.InvalidRole if nobody does
     * @throws PublishException.UnusableCertificate if a certificate that should cannot be used
     */
    SigningRole signers(RoleName role) throws PublishException {
        Optional<RoleName> parent = role.parent();
        if (parent.isEmpty()) {
            return root.role(role);
        }
        TargetsDraft granting = reach(parent.get())
                .map(Reached::draft)
                .filter(draft -> draft.delegation(role).isPresent())
                .orElseThrow(() -> new PublishException.UnknownRole(role.value(), "delegation does not exist"));
        DelegatedRole granted = granting.delegation(role).orElseThrow();
        Delegations delegations = granting.delegations();
        try {
            delegations.checkCertificates(granted);
        } catch (TrustException.BadDelegation e) {
            throw new PublishException.UnusableCertificate(e);
        }
        return SigningRole.of(delegations, granted)
                .orElseThrow(() -> new PublishException.InvalidRole(role.value(), "it names a key that is not there"));
    }
}
