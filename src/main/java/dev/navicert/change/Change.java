package dev.navicert.change;

import dev.navicert.tuf.FileMeta;
import dev.navicert.tuf.RoleName;
import dev.navicert.tuf.crypto.KeyId;
import dev.navicert.tuf.crypto.PublicKey;
import java.util.List;

/**
 * What a staged edit asks for. Whether it can be done is seen when it is replayed on the collection: the role may not exist,
 * its keys may be elsewhere.
 *
 * @see <a href="https://github.com/notaryproject/notary/blob/v0.7.0/client/helpers.go">Notary client/helpers.go,
 *     applyChangelist</a>
 */
public sealed interface Change {
    /** Calls the case that this is. */
    <T, E extends Exception> T fold(Cases<T, E> cases) throws E;

    /**
     * One answer per kind of edit.
     *
     * @param <E> what an answer may throw
     */
    interface Cases<T, E extends Exception> {
        T addTarget(AddTarget change) throws E;

        T removeTarget(RemoveTarget change) throws E;

        T createDelegation(CreateDelegation change) throws E;

        T updateDelegation(UpdateDelegation change) throws E;

        T purgeKeys(PurgeKeys change) throws E;

        T deleteDelegation(DeleteDelegation change) throws E;

        T witness(Witness change) throws E;

        T replaceKeys(ReplaceKeys change) throws E;

        T inapplicable(Inapplicable change) throws E;
    }

    /** A target is to be there; one of that name is replaced. The scope may be a wildcard, which no role answers to. */
    record AddTarget(Scope scope, String name, FileMeta file) implements Change {
        @Override
        public <T, E extends Exception> T fold(Cases<T, E> cases) throws E {
            return cases.addTarget(this);
        }
    }

    /** A target is to be gone; that there is none is fine. */
    record RemoveTarget(Scope scope, String name) implements Change {
        @Override
        public <T, E extends Exception> T fold(Cases<T, E> cases) throws E {
            return cases.removeTarget(this);
        }
    }

    /**
     * A delegation is to have these keys and paths also, and to be created if there is none: first the keys, then the paths.
     *
     * @param threshold of a new delegation; 0 makes none
     */
    record CreateDelegation(Scope scope, long threshold, List<PublicKey> addKeys, List<String> addPaths)
            implements Change {
        public CreateDelegation {
            addKeys = List.copyOf(addKeys);
            addPaths = List.copyOf(addPaths);
        }

        @Override
        public <T, E extends Exception> T fold(Cases<T, E> cases) throws E {
            return cases.createDelegation(this);
        }
    }

    /**
     * A delegation that exists is to change: first keys (remove, add), then paths (remove, clear, add).
     *
     * @param removeKeys canonical identifiers; unknown ones are no error
     */
    record UpdateDelegation(
            Scope scope,
            long threshold,
            List<PublicKey> addKeys,
            List<KeyId> removeKeys,
            List<String> addPaths,
            List<String> removePaths,
            Clearing paths)
            implements Change {
        public UpdateDelegation {
            addKeys = List.copyOf(addKeys);
            removeKeys = List.copyOf(removeKeys);
            addPaths = List.copyOf(addPaths);
            removePaths = List.copyOf(removePaths);
        }

        @Override
        public <T, E extends Exception> T fold(Cases<T, E> cases) throws E {
            return cases.updateDelegation(this);
        }
    }

    /** What happens to the paths that a delegation has. */
    enum Clearing {
        KEPT,
        CLEARED
    }

    /**
     * Every delegation below a role that can be signed here is to lose these keys.
     *
     * @param scope a wildcard
     * @param removeKeys canonical identifiers
     */
    record PurgeKeys(Scope scope, List<KeyId> removeKeys) implements Change {
        public PurgeKeys {
            removeKeys = List.copyOf(removeKeys);
        }

        @Override
        public <T, E extends Exception> T fold(Cases<T, E> cases) throws E {
            return cases.purgeKeys(this);
        }
    }

    /** A delegation is to be gone. The scope may be anything; only a delegation can go. */
    record DeleteDelegation(Scope scope) implements Change {
        @Override
        public <T, E extends Exception> T fold(Cases<T, E> cases) throws E {
            return cases.deleteDelegation(this);
        }
    }

    /** A role is to be signed anew as it is, also if its signatures are those of keys that no longer count. */
    record Witness(Scope scope) implements Change {
        @Override
        public <T, E extends Exception> T fold(Cases<T, E> cases) throws E {
            return cases.witness(this);
        }
    }

    /** A base role is to have these keys and no others. Notary keeps this in memory and never stages it. */
    record ReplaceKeys(RoleName role, List<PublicKey> keys) implements Change {
        public ReplaceKeys {
            keys = List.copyOf(keys);
        }

        @Override
        public <T, E extends Exception> T fold(Cases<T, E> cases) throws E {
            return cases.replaceKeys(this);
        }
    }

    /**
     * Nothing that Notary would apply; publishing fails there.
     *
     * @param reason in Notary's words
     */
    record Inapplicable(String reason) implements Change {
        @Override
        public <T, E extends Exception> T fold(Cases<T, E> cases) throws E {
            return cases.inapplicable(this);
        }
    }
}
