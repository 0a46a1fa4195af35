package dev.navicert.cli.inspect;

/** How a collection fares, from good to unknown; the exit status is the place in this order. */
public enum Verdict {
    /** Nothing to do. */
    WELL,
    /** Something ends within the time, or could not be published. */
    SOON,
    /** Readers refuse something already. */
    BROKEN,
    /** It could not be found out. */
    UNKNOWN;

    /** The exit status. */
    public int status() {
        return ordinal();
    }
}
