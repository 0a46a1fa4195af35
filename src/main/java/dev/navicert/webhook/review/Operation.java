package dev.navicert.webhook.review;

/** What a request is about to do with the object. */
public enum Operation {
    CREATE,
    UPDATE,
    DELETE,
    CONNECT,
    /** The review could not be read so far. */
    UNKNOWN
}
