package dev.navicert.change;

import dev.navicert.tuf.RoleName;
import dev.navicert.tuf.crypto.KeyId;
import java.io.IOException;

/** Something worth saying while a collection is published. The core returns facts; edges log them. */
public sealed interface PublishFact {
    /** Calls the case that this is. */
    <T> T fold(Cases<T> cases);

    /** What to do with each kind. */
    interface Cases<T> {
        T notAdded(TargetNotAdded fact);

        T notRemoved(TargetNotRemoved fact);

        T tooFewKeys(RoleUnusable fact);

        T notPurged(NotPurged fact);

        T nothingToRemove(NothingToRemove fact);

        T notRefreshed(NotRefreshed fact);

        T firstPublication(FirstPublication fact);

        T replaying(Replaying fact);

        T signing(Signing fact);

        T notCleared(NotCleared fact);

        T keyNotRemoved(KeyNotRemoved fact);
    }

    /** A target could not be added; publishing fails. */
    record TargetNotAdded(Scope scope, Exception reason) implements PublishFact {
        @Override
        public <T> T fold(Cases<T> cases) {
            return cases.notAdded(this);
        }
    }

    /** A target could not be removed; publishing fails. */
    record TargetNotRemoved(Scope scope, Exception reason) implements PublishFact {
        @Override
        public <T> T fold(Cases<T> cases) {
            return cases.notRemoved(this);
        }
    }

    /** A delegation has fewer keys than must sign for it. */
    record RoleUnusable(RoleName role, long threshold) implements PublishFact {
        @Override
        public <T> T fold(Cases<T> cases) {
            return cases.tooFewKeys(this);
        }
    }

    /** A role keeps keys that should go, for it cannot be signed here. */
    record NotPurged(RoleName role) implements PublishFact {
        @Override
        public <T> T fold(Cases<T> cases) {
            return cases.notPurged(this);
        }
    }

    /** A target that should go was not there. */
    record NothingToRemove(RoleName role, String target) implements PublishFact {
        @Override
        public <T> T fold(Cases<T> cases) {
            return cases.nothingToRemove(this);
        }
    }

    /** The collection could not be brought up to date, so that nothing can be published. */
    record NotRefreshed(Exception reason) implements PublishFact {
        @Override
        public <T> T fold(Cases<T> cases) {
            return cases.notRefreshed(this);
        }
    }

    /** Neither the server nor the cache knows the collection: it is made now. */
    record FirstPublication() implements PublishFact {
        @Override
        public <T> T fold(Cases<T> cases) {
            return cases.firstPublication(this);
        }
    }

    /**
     * A staged edit is about to be made.
     *
     * @param number from 1
     * @param all how many there are
     */
    record Replaying(int number, int all) implements PublishFact {
        @Override
        public <T> T fold(Cases<T> cases) {
            return cases.replaying(this);
        }
    }

    /** All edits are made; what changed is about to be signed. */
    record Signing() implements PublishFact {
        @Override
        public <T> T fold(Cases<T> cases) {
            return cases.signing(this);
        }
    }

    /** All is published, but edits could not be taken off the list: they will be published again. */
    record NotCleared(IOException reason) implements PublishFact {
        @Override
        public <T> T fold(Cases<T> cases) {
            return cases.notCleared(this);
        }
    }

    /** All is published, but a key that signs nothing any more could not be removed: it stays. */
    record KeyNotRemoved(KeyId key, IOException reason) implements PublishFact {
        @Override
        public <T> T fold(Cases<T> cases) {
            return cases.keyNotRemoved(this);
        }
    }
}
