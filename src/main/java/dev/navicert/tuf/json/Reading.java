package dev.navicert.tuf.json;

/** How JSON that two readers could understand differently is taken. */
public enum Reading {
    /**
     * As Go: of a member name that occurs twice the last one counts; {@link GoStruct} finds {@code "Version"} where it asks
     * for {@code version}.
     */
    AS_GO,
    /**
     * Refused: a name twice in one object, a member of a struct in another case than its own, an integer that a double
     * cannot hold (beyond 2^53 what is signed is not what is written).
     */
    UNAMBIGUOUS
}
