package dev.navicert.policy;

import dev.navicert.name.Digest;
import dev.navicert.name.ImageReference;

/** How a verified image is written into a pod. */
public enum Pin {
    TAG_AND_DIGEST,
    DIGEST,
    /** As it was; what runs then is whatever the tag means when it is pulled. */
    NONE;

    /** The text to put in place of {@code reference}. */
    public String apply(ImageReference reference, Digest digest) {
        return switch (this) {
            case TAG_AND_DIGEST -> reference.pinned(digest, ImageReference.Pinning.TAG_AND_DIGEST);
            case DIGEST -> reference.pinned(digest, ImageReference.Pinning.DIGEST);
            case NONE -> reference.written();
        };
    }
}
