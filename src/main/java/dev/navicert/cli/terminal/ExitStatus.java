package dev.navicert.cli.terminal;

/**
 * How a run ended. Numbers and names are for scripts and never change; those above 1 are only used with
 * {@code --exit-codes}, because Notary has no others.
 */
public enum ExitStatus {
    DONE(0, "What was asked for was done."),
    FAILED(1, "Something else failed: a file cannot be read, a change cannot be made."),
    USAGE(2, "The command line, the configuration or an environment variable is wrong; nothing was tried."),
    NOT_FOUND(3, "There is no such collection, target, role or key."),
    UNTRUSTED(4, "What was read is not to be trusted: signatures, pins, checksums or versions are wrong."),
    UNREACHABLE(5, "The server cannot be reached, is in trouble or gives no usable answer."),
    UNAUTHORIZED(6, "The server wants credentials, or others."),
    EXPIRED(7, "What was read was once valid and has expired."),
    LOCKED(8, "A key that is needed is not here or is damaged, or its passphrase is not known."),
    OUTDATED(9, "Somebody else has published meanwhile; nothing was changed, try again."),
    REJECTED(10, "The server refuses what was sent.");

    private final int number;
    private final String meaning;

    ExitStatus(int number, String meaning) {
        this.number = number;
        this.meaning = meaning;
    }

    /** What the process ends with. */
    public int number() {
        return number;
    }

    /** One sentence for manuals. */
    public String meaning() {
        return meaning;
    }
}
