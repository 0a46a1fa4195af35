package dev.navicert.trust;

import dev.navicert.tuf.crypto.KeyId;
import java.util.List;

/** What the first root of a collection must show. Exactly one applies to a collection; a failing one is not rescued by another. */
public sealed interface TrustPin {
    /**
     * One of these certificates.
     *
     * @param ids TUF key identifiers of whole bundles, as root metadata names them; none means that nothing is accepted
     */
    record Certificates(List<KeyId> ids) implements TrustPin {
        public Certificates {
            ids = List.copyOf(ids);
        }
    }

    /** A certificate that this authority issued for server authentication. */
    record Authority(PinnedAuthority authority) implements TrustPin {}

    /** Whatever is offered first. */
    enum FirstUse implements TrustPin {
        ALLOWED,
        /** Nothing is pinned, and that is not enough. */
        REFUSED
    }
}
