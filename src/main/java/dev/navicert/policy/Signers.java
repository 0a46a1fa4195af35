package dev.navicert.policy;

import dev.navicert.tuf.RoleName;
import dev.navicert.tuf.crypto.KeyId;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** Whose signatures an image needs. */
public sealed interface Signers {
    /** As Docker: {@code targets/releases} if it knows the tag, else {@code targets}. */
    enum Docker implements Signers {
        RELEASES_ELSE_TARGETS;

        @Override
        public String toString() {
            return RoleName.RELEASES + ", else " + RoleName.TARGETS;
        }
    }

    /**
     * A number of named signers.
     *
     * @param needed at least one and at most as many as are named
     * @param named each role once
     */
    record AtLeast(int needed, List<Signer> named) implements Signers {
        public AtLeast {
            named = List.copyOf(named);
            if (needed < 1 || needed > named.size()) {
                throw new IllegalArgumentException("needs " + needed + " of " + named.size() + " signers");
            }
        }

        @Override
        public String toString() {
            String list = named.stream().map(Signer::toString).collect(Collectors.joining(", "));
            return needed == named.size() ? "all of " + list : "at least " + needed + " of " + list;
        }
    }

    /** All of them. */
    static Signers allOf(List<Signer> named) {
        return new AtLeast(named.size(), named);
    }

    /** One of them. */
    static Signers anyOf(List<Signer> named) {
        return new AtLeast(1, named);
    }

    /**
     * A role that must sign.
     *
     * @param keys if there are any, one of these must have made a valid signature; being listed for the role is not enough
     */
    record Signer(RoleName role, Set<KeyId> keys) {
        public Signer {
            keys = Set.copyOf(keys);
        }

        @Override
        public String toString() {
            return role + (keys.isEmpty() ? "" : " (with one of " + keys.size() + " pinned keys)");
        }
    }
}
