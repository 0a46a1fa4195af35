package dev.navicert.cli.terminal;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Ends the command with {@code * fatal: <message>} and exit status 1. The message is one line for the user. */
public final class FatalException extends Exception {
    private static final long serialVersionUID = 1L;

    private final @Nullable ExitStatus status;

    public FatalException(String message) {
        this(null, message, null);
    }

    public FatalException(String message, Throwable cause) {
        this(null, message, cause);
    }

    private FatalException(@Nullable ExitStatus status, String message, @Nullable Throwable cause) {
        super(message, cause);
        this.status = status;
    }

    /** The user has asked for something that makes no sense, here or in the configuration. */
    public static FatalException usage(String message) {
        return new FatalException(ExitStatus.USAGE, message, null);
    }

    /** The same, as something else has found out. */
    public static FatalException usage(String message, Throwable cause) {
        return new FatalException(ExitStatus.USAGE, message, cause);
    }

    /** What was asked for is not there. */
    public static FatalException notFound(String message) {
        return new FatalException(ExitStatus.NOT_FOUND, message, null);
    }

    /** What was read is not what was signed. */
    public static FatalException untrusted(String message) {
        return new FatalException(ExitStatus.UNTRUSTED, message, null);
    }

    /** The server does not answer. */
    public static FatalException unreachable(String message) {
        return new FatalException(ExitStatus.UNREACHABLE, message, null);
    }

    /** A key that is needed is not here. */
    public static FatalException locked(String message) {
        return new FatalException(ExitStatus.LOCKED, message, null);
    }

    /** The message, never null. */
    public String text() {
        String message = getMessage();
        return message == null ? "" : message;
    }

    /** What kind of failure it is, for those who ask for exit statuses; empty if the cause must say so. */
    public Optional<ExitStatus> status() {
        return Optional.ofNullable(status);
    }
}
