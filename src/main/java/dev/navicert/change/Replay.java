package dev.navicert.change;

import dev.navicert.change.CollectionDraft.Occasion;
import dev.navicert.change.CollectionDraft.Reached;
import dev.navicert.tuf.FileMeta;
import dev.navicert.tuf.RoleName;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * Makes changes in a draft, one after the other. The first that cannot be made ends it; the draft is then of no use.
 *
 * <p>Whether a role can be signed is asked when it is to be changed, so that nothing is prepared in vain; which keys open is
 * all that this depends on besides its input.
 *
 * @see <a href="https://github.com/notaryproject/notary/blob/v0.7.0/client/helpers.go">Notary client/helpers.go,
 *     applyChangelist</a>
 */
final class Replay implements Change.Cases<CollectionDraft, PublishException> {
    private final CollectionDraft draft;
    private final SigningAbility ability;
    private final Consumer<PublishFact> observer;
    private final DelegationEdits delegations;

    Replay(CollectionDraft draft, SigningAbility ability, Consumer<PublishFact> observer) {
        this.draft = draft;
        this.ability = ability;
        this.observer = observer;
        this.delegations = new DelegationEdits(draft, ability, observer);
    }

    @Override
    public CollectionDraft addTarget(Change.AddTarget change) throws PublishException {
        try {
            return add(role(change.scope()), change.name(), change.file());
        } catch (PublishException e) {
            observer.accept(new PublishFact.TargetNotAdded(change.scope(), e));
            throw e;
        }
    }

    private CollectionDraft add(RoleName role, String name, FileMeta file) throws PublishException {
        Optional<PublishException.NoSigningKeys> unsignable = ability.objection(draft.signers(role));
        draft.create(role);
        TargetsDraft targets = draft.reach(role)
                .filter(reached -> reached.allows(name))
                .map(Reached::draft)
                .orElseThrow(PublishException.OutsidePaths::new);
        if (file.equals(targets.targets().get(name))) {
            return draft;
        }
        if (unsignable.isPresent()) {
            throw unsignable.get();
        }
        targets.put(name, file);
        return draft;
    }

    @Override
    public CollectionDraft removeTarget(Change.RemoveTarget change) throws PublishException {
        try {
            return remove(role(change.scope()), change.name());
        } catch (PublishException e) {
            observer.accept(new PublishFact.TargetNotRemoved(change.scope(), e));
            throw e;
        }
    }

    /** Names outside the role's paths too: nobody believes them, and this is how they go. */
    private CollectionDraft remove(RoleName role, String name) throws PublishException {
        Optional<PublishException.NoSigningKeys> unsignable = ability.objection(draft.signers(role));
        Optional<TargetsDraft> targets =
                draft.targets(role).flatMap(loaded -> draft.reach(role)).map(Reached::draft);
        if (targets.isEmpty() || !targets.get().targets().containsKey(name)) {
            observer.accept(new PublishFact.NothingToRemove(role, name));
            return draft;
        }
        if (unsignable.isPresent()) {
            throw unsignable.get();
        }
        targets.get().remove(name);
        return draft;
    }

    private static RoleName role(Scope scope) throws PublishException {
        return scope.role().orElseThrow(() -> new PublishException.UnknownRole(scope.value(), "does not exist"));
    }

    @Override
    public CollectionDraft createDelegation(Change.CreateDelegation change) throws PublishException {
        delegations.create(change);
        return draft;
    }

    @Override
    public CollectionDraft updateDelegation(Change.UpdateDelegation change) throws PublishException {
        delegations.update(change);
        return draft;
    }

    @Override
    public CollectionDraft purgeKeys(Change.PurgeKeys change) throws PublishException {
        delegations.purge(change);
        return draft;
    }

    @Override
    public CollectionDraft deleteDelegation(Change.DeleteDelegation change) throws PublishException {
        delegations.delete(change.scope());
        return draft;
    }

    @Override
    public CollectionDraft witness(Change.Witness change) throws PublishException {
        RoleName role = change.scope().role().orElseThrow(() -> unknown(change.scope()));
        Optional<TargetsDraft> believed = draft.targets(role);
        if (believed.isPresent()) {
            believed.get().touch();
            return draft;
        }
        SigningRole signers;
        try {
            signers = draft.signers(role);
        } catch (PublishException e) {
            throw unknown(change.scope());
        }
        if (draft.occasion() == Occasion.LATER
                && signers.threshold() > signers.keys().size()) {
            throw new PublishException.InvalidRole(
                    role.value(), "role does not specify enough valid signing keys to meet its required threshold");
        }
        if (!draft.adopt(role)) {
            throw unknown(change.scope());
        }
        return draft;
    }

    private static PublishException unknown(Scope scope) {
        return new PublishException.UnknownRole(scope.value(), "this role is not known");
    }

    @Override
    public CollectionDraft replaceKeys(Change.ReplaceKeys change) {
        draft.root().replaceKeys(change.role(), change.keys());
        if (change.role().equals(RoleName.TARGETS)) {
            draft.targets(RoleName.TARGETS).ifPresent(TargetsDraft::touch);
        }
        return draft;
    }

    @Override
    public CollectionDraft inapplicable(Change.Inapplicable change) throws PublishException {
        throw new PublishException.Inapplicable(change.reason());
    }
}
