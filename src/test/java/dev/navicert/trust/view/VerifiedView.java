package dev.navicert.trust.view;

import dev.navicert.trust.TrustedCollection;

/** Views of repositories that a test verified itself. */
public final class VerifiedView {
    private VerifiedView() {}

    /** What {@code collection} found on the server of this name. */
    public static RepositoryView of(String server, TrustedCollection collection) {
        return RepositoryView.of(server, collection, collection.verifiedAt());
    }
}
