package dev.navicert.trust;

import org.jspecify.annotations.Nullable;

/**
 * What must be remembered of a collection besides its metadata, and outlive it.
 *
 * @param floors versions accepted before
 * @param anchor where trust in the cached root started; null if that is not known, and then a cached root must show the pin itself
 */
public record Memory(Floors floors, @Nullable Anchor anchor) {
    /** A collection never met. */
    public static final Memory NONE = new Memory(Floors.NONE, null);
}
