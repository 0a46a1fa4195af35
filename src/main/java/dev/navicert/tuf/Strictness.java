package dev.navicert.tuf;

import dev.navicert.tuf.json.Reading;

/**
 * How much the engine asks of metadata. A parameter of one engine, not two engines; every difference between the two is a
 * row of {@code docs/notary-differences.md}.
 */
public enum Strictness {
    /** Reads and accepts exactly what Notary 0.7 does, as recorded. The command line. */
    NOTARY,
    /** What TUF asks beyond Notary. The webhook. */
    STRICT;

    /** How JSON is read under this strictness. */
    public Reading reading() {
        return this == NOTARY ? Reading.AS_GO : Reading.UNAMBIGUOUS;
    }
}
