package dev.navicert.tuf;

import dev.navicert.tuf.json.Json;
import org.jspecify.annotations.Nullable;

/**
 * How a list that holds nothing is written. Go tells a list that was never made from one that holds nothing, and a file that
 * is written again must say what Go would say: servers sign for the bytes that Go makes of what they were sent.
 */
public enum WhenEmpty {
    /** {@code []} */
    LIST,
    /** {@code null} */
    NULL;

    /** As it was read; an absent member counts as {@code null}. */
    static WhenEmpty read(@Nullable Json value) {
        return value == null ? NULL : LIST;
    }

    Json toJson() {
        return this == NULL ? Json.NULL : Json.array(java.util.List.of());
    }
}
