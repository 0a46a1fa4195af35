package dev.navicert.trust;

import dev.navicert.tuf.Delegation;
import dev.navicert.tuf.EarlierUpdate;
import dev.navicert.tuf.Floor;
import dev.navicert.tuf.RoleName;
import dev.navicert.tuf.Strictness;
import dev.navicert.tuf.TrustException;
import dev.navicert.tuf.TrustedRoot;
import dev.navicert.tuf.TrustedTargets;
import java.io.IOException;
import java.util.Arrays;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.function.Predicate;

/**
 * Below which version a file is a rollback, seen from the root that is trusted now.
 *
 * <p>To Notary that is the version of the cached copy, as far as it verifies in the way of {@link EarlierUpdate}. A strict
 * update compares with the versions that were remembered, and with every copy that the keys of today have signed; versions
 * that other keys signed bind nobody.
 */
final class OldVersions {
    private final Strictness strictness;
    private final TrustedRoot root;
    private final EarlierUpdate earlier;
    private final Consumer<UpdateFact> observer;
    private Floors remembered;

    OldVersions(
            Strictness strictness,
            TrustedRoot root,
            EarlierUpdate earlier,
            Floors remembered,
            Consumer<UpdateFact> observer) {
        this.strictness = strictness;
        this.root = root;
        this.earlier = earlier;
        this.remembered = strictness == Strictness.STRICT ? remembered : Floors.NONE;
        this.observer = observer;
    }

    /** Versions signed by keys that were replaced since {@code kept} bind nobody, nor do those of roles that such keys granted. */
    void keysMayHaveChangedSince(TrustedRoot kept) {
        Set<RoleName> exchanged = new TreeSet<>();
        for (RoleName role : Set.of(RoleName.TIMESTAMP, RoleName.SNAPSHOT, RoleName.TARGETS)) {
            if (!kept.sameKeys(root, role)) {
                exchanged.add(role);
            }
        }
        forget(exchanged);
    }

    /**
     * The same for delegations, once their parent is known. A role that it grants to nobody any more is as one that never was:
     * granted again, its versions begin anew.
     */
    void parentAccepted(TrustedTargets parent, Copies copies) throws IOException {
        if (strictness == Strictness.NOTARY) {
            return;
        }
        Set<RoleName> granted = new TreeSet<>();
        parent.delegations().forEach(child -> granted.add(child.name()));
        remembered = remembered.without(role -> role.isBelow(parent.name())
                && granted.stream().noneMatch(child -> role.equals(child) || role.isBelow(child)));
        Optional<byte[]> copy = copies.load(parent.name());
        if (copy.isPresent() && !Arrays.equals(copy.get(), parent.bytes())) {
            try {
                forget(parent.regrantedSince(copy.get()));
            } catch (TrustException e) {
                // A copy that says nothing: what is remembered stays in force.
            }
        }
    }

    private void forget(Set<RoleName> exchanged) {
        Predicate<RoleName> affected =
                role -> exchanged.stream().anyMatch(changed -> role.equals(changed) || role.isBelow(changed));
        remembered = remembered.unbinding(affected);
    }

    /** What is remembered of a role without looking at any copy. */
    Floor remembered(RoleName role) {
        return remembered.of(role);
    }

    Floors remembered() {
        return remembered;
    }

    /**
     * Why a delegation that the snapshot does not list is missing; empty if nothing of it was ever accepted, as before its first
     * signing. Notary never asks.
     */
    Optional<TrustException> dropped(RoleName role) {
        return remembered.knows(role)
                ? Optional.of(TrustException.RolledBack.dropped(
                        role, remembered.of(role).version()))
                : Optional.empty();
    }

    /** The floor of a base role. */
    Floor floor(RoleName role, Optional<byte[]> copy) {
        return floor(role, copy, bytes -> root.floorFrom(role, bytes));
    }

    /** The floor of a delegation. */
    Floor floor(Delegation child, Optional<byte[]> copy) {
        return floor(child.name(), copy, bytes -> child.parent().floorFrom(child, bytes));
    }

    /**
     * The one place that decides what an unusable copy means: it forbids nothing, and somebody is told. Notary then has no
     * floor at all; a strict update still has what is remembered.
     */
    private Floor floor(RoleName role, Optional<byte[]> copy, FloorFromCopy strict) {
        Floor known = remembered.of(role).or(earlier.floor(role).orElse(Floor.NONE));
        if (copy.isEmpty()) {
            return known;
        }
        try {
            byte[] bytes = copy.get();
            return known.or(strictness == Strictness.STRICT ? strict.of(bytes) : earlier.floor(role, bytes));
        } catch (TrustException e) {
            observer.accept(new UpdateFact.UnusableCopy(role, e));
            return known;
        }
    }

    @FunctionalInterface
    private interface FloorFromCopy {
        Floor of(byte[] copy) throws TrustException;
    }
}
