package dev.navicert.change;

import dev.navicert.change.CollectionDraft.Reached;
import dev.navicert.tuf.DelegatedRole;
import dev.navicert.tuf.RoleKeys;
import dev.navicert.tuf.RoleName;
import dev.navicert.tuf.WhenEmpty;
import dev.navicert.tuf.crypto.KeyId;
import dev.navicert.tuf.crypto.PublicKey;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;

/**
 * Edits of who may sign what. Each is made in the file of the role above, which must be one that can be signed here.
 *
 * @see <a href="https://github.com/theupdateframework/notary/blob/v0.7.0/tuf/tuf.go">Notary tuf/tuf.go,
 *     UpdateDelegationKeys and its neighbours</a>
 */
final class DelegationEdits {
    private static final long NOTARYS_THRESHOLD = 1;

    private final CollectionDraft draft;
    private final SigningAbility ability;
    private final Consumer<PublishFact> observer;

    DelegationEdits(CollectionDraft draft, SigningAbility ability, Consumer<PublishFact> observer) {
        this.draft = draft;
        this.ability = ability;
        this.observer = observer;
    }

    void create(Change.CreateDelegation change) throws PublishException {
        editKeys(change.scope(), change.addKeys(), Set.of(), change.threshold());
        editPaths(change.scope(), change.addPaths(), List.of(), Change.Clearing.KEPT);
    }

    void update(Change.UpdateDelegation change) throws PublishException {
        RoleName role = delegation(change.scope(), "invalid delegation name");
        Set<KeyId> canonical = new HashSet<>(change.removeKeys());
        Set<KeyId> removed = new HashSet<>();
        draft.signers(role).keys().forEach((id, key) -> {
            if (canonical.contains(key.canonicalId())) {
                removed.add(id);
            }
        });
        editKeys(change.scope(), change.addKeys(), removed, change.threshold());
        editPaths(change.scope(), change.addPaths(), change.removePaths(), change.paths());
    }

    /** The keys come first: a role must be able to sign before it matters what. */
    private void editKeys(Scope scope, List<PublicKey> added, Set<KeyId> removed, long threshold)
            throws PublishException {
        RoleName role = delegation(scope, "not a valid delegated role");
        RoleName parent = signableParent(role);
        draft.create(parent);
        edit(parent, role, threshold, new Edit(added, removed, List.of(), List.of(), Change.Clearing.KEPT));
    }

    private void editPaths(Scope scope, List<String> added, List<String> removed, Change.Clearing clearing)
            throws PublishException {
        RoleName role = delegation(scope, "not a valid delegated role");
        RoleName parent = signableParent(role);
        if (draft.targets(parent).isEmpty()) {
            throw new PublishException.UnknownRole(role.value(), "no valid delegated role exists");
        }
        edit(parent, role, NOTARYS_THRESHOLD, new Edit(List.of(), Set.of(), added, removed, clearing));
    }

    /** What becomes of an entry. */
    private record Edit(
            List<PublicKey> addKeys,
            Set<KeyId> removeKeys,
            List<String> addPaths,
            List<String> removePaths,
            Change.Clearing clearing) {

        DelegatedRole of(DelegatedRole before) {
            List<KeyId> ids = new ArrayList<>(before.signers().keyIds());
            ids.removeIf(removeKeys::contains);
            addKeys.stream().map(PublicKey::id).filter(id -> !ids.contains(id)).forEach(ids::add);
            List<String> paths = new ArrayList<>(before.paths());
            paths.removeIf(removePaths::contains);
            if (clearing == Change.Clearing.CLEARED) {
                paths.clear();
            }
            List<String> kept = List.copyOf(paths);
            addPaths.stream().filter(path -> !kept.contains(path)).forEach(paths::add);
            return new DelegatedRole(
                    before.name(), new RoleKeys(ids, before.signers().threshold()), paths);
        }
    }

    private void edit(RoleName parent, RoleName role, long thresholdIfNew, Edit edit) throws PublishException {
        Optional<Reached> reached = draft.reach(parent);
        if (reached.isEmpty()) {
            return;
        }
        if (reached.get().within(edit.addPaths()).size() != edit.addPaths().size()) {
            throw new PublishException.InvalidRole(role.value(), "invalid paths to add to role");
        }
        TargetsDraft granting = reached.get().draft();
        Optional<DelegatedRole> before = granting.delegation(role);
        if (before.isEmpty() && thresholdIfNew < 1) {
            throw new PublishException.UnknownRole(role.value(), "");
        }
        DelegatedRole after = edit.of(before.orElseGet(
                () -> new DelegatedRole(role, new RoleKeys(List.of(), thresholdIfNew, WhenEmpty.LIST), List.of())));
        warnIfUnusable(after);
        Map<KeyId, PublicKey> added = new LinkedHashMap<>();
        edit.addKeys().forEach(key -> added.put(key.id(), key));
        granting.grant(after, added);
    }

    private void warnIfUnusable(DelegatedRole role) {
        if (role.signers().keyIds().size() < role.signers().threshold()) {
            observer.accept(
                    new PublishFact.RoleUnusable(role.name(), role.signers().threshold()));
        }
    }

    void purge(Change.PurgeKeys change) throws PublishException {
        String wildcard = change.scope().value();
        RoleName start = RoleName.parse(wildcard.substring(0, wildcard.lastIndexOf('/')))
                .orElseThrow(
                        () -> new PublishException.InvalidRole(wildcard, "only wildcard roles can be used in a purge"));
        Set<KeyId> canonical = new HashSet<>(change.removeKeys());
        draft.<PublishException>walk(start, reached -> purge(reached.draft(), canonical));
    }

    private void purge(TargetsDraft granting, Set<KeyId> canonical) throws PublishException {
        Set<KeyId> purged = new HashSet<>();
        granting.delegations().keys().forEach((id, key) -> {
            if (canonical.contains(key.canonicalId())) {
                purged.add(id);
            }
        });
        if (purged.isEmpty()) {
            return;
        }
        if (!isSignable(granting.name())) {
            observer.accept(new PublishFact.NotPurged(granting.name()));
            return;
        }
        Edit edit = new Edit(List.of(), purged, List.of(), List.of(), Change.Clearing.KEPT);
        List<DelegatedRole> after =
                granting.delegations().roles().stream().map(edit::of).toList();
        after.forEach(this::warnIfUnusable);
        granting.regrant(after, purged);
    }

    private boolean isSignable(RoleName role) {
        try {
            return ability.objection(draft.signers(role)).isEmpty();
        } catch (PublishException e) {
            return false;
        }
    }

    void delete(Scope scope) throws PublishException {
        RoleName role = delegation(scope, "not a valid delegated role");
        RoleName parent = signableParent(role);
        draft.drop(role);
        draft.targets(parent).ifPresent(granting -> granting.revoke(role));
    }

    private RoleName signableParent(RoleName role) throws PublishException {
        RoleName parent = role.parent().orElseThrow();
        Optional<PublishException.NoSigningKeys> objection = ability.objection(draft.signers(parent));
        if (objection.isPresent()) {
            throw objection.get();
        }
        return parent;
    }

    private static RoleName delegation(Scope scope, String complaint) throws PublishException {
        return scope.role()
                .filter(RoleName::isDelegation)
                .orElseThrow(() -> new PublishException.InvalidRole(scope.value(), complaint));
    }
}
