package dev.navicert.webhook.review;

/**
 * How large a review may be. Everything that the API server can store fits; what does not fit is refused, never passed over.
 *
 * <ul>
 *   <li>{@link #OBJECT}: the API server reads no request body longer than 3 MiB, and etcd by default stores half of that.
 *   <li>{@link #OBJECTS}: an update carries the object and the one before it.
 *   <li>{@link #ESCAPING}: the API server writes them anew, as JSON by Go's rules: a byte becomes six at most ({@code <} as
 *       {@code \u003c}), base64 adds a third, and the names of members that replace protobuf's numbers, or defaults that are
 *       filled in, add less than that to any object with as many images as are judged.
 *   <li>{@link #ENVELOPE}: who asks, in which groups, and the request's options.
 * </ul>
 *
 * <p>Memory does not follow from these: of a body only what names images is kept ({@link Outline}), at most {@link #KEPT}, and
 * the bodies themselves share a budget while they are received and read.
 */
public final class ReviewLimits {
    static final int OBJECT = 3 << 20;
    static final int OBJECTS = 2;
    static final int ESCAPING = 6;
    static final int ENVELOPE = 1 << 20;

    static final int BODY = OBJECTS * OBJECT * ESCAPING + ENVELOPE;

    /** Go's JSON reader, and so the API server, goes 10,000 levels deep; a review adds its own. */
    static final int DEPTH = 10_100;

    /** A name is part of an object. */
    static final int NAME = OBJECT;

    /** Bytes of memory, roughly, for what is kept of a review; an honest one needs a hundredth. */
    static final int KEPT = 1 << 20;

    private ReviewLimits() {}

    /** The longest body that is read: 37 MiB. */
    public static int longestBody() {
        return BODY;
    }
}
