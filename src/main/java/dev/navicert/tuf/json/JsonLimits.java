package dev.navicert.tuf.json;

/**
 * How much JSON is held in memory at most. Notary has no such caps beyond the length of a download; these lie far above
 * any real collection (a target takes some six values and 250 bytes).
 */
final class JsonLimits {
    /** Bytes of a text: Notary's cap for a download of unknown size. */
    static final int MAX_BYTES = 100 << 20;
    /** Objects and arrays inside one another. */
    static final int MAX_DEPTH = 256;
    /** Values in one text, containers included. */
    static final int MAX_VALUES = 4_000_000;
    /** Characters of a number. */
    static final int MAX_NUMBER = 512;

    private JsonLimits() {}
}
