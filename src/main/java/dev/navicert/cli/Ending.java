package dev.navicert.cli;

import dev.navicert.change.PublishException;
import dev.navicert.cli.syntax.Invocation;
import dev.navicert.cli.syntax.SyntaxException;
import dev.navicert.cli.terminal.ExitStatus;
import dev.navicert.cli.terminal.FatalException;
import dev.navicert.cli.terminal.JsonText;
import dev.navicert.cli.verbs.ProgramName;
import dev.navicert.keys.KeyException;
import dev.navicert.trust.RemoteException;
import dev.navicert.tuf.TrustException;
import dev.navicert.tuf.crypto.PublicKeyFile;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * How a run that failed ends: Notary's {@code * fatal:} line, or one line of JSON on standard error for who asked for JSON; exit
 * status 1, or one that says more for who asked for that.
 */
record Ending(Session session) {
    private static final String EXIT_CODES = "exit-codes";
    /** How a shell reports the end of Notary, which SIGPIPE kills. */
    private static final int BROKEN_PIPE = 128 + 13;

    /** The words make no command. */
    int of(SyntaxException e, List<String> words) {
        List<String> flags = flags(words);
        say(String.valueOf(e.getMessage()), ExitStatus.USAGE, asksForJson(flags));
        return status(e.failure(), ExitStatus.USAGE, flags.contains("--" + EXIT_CODES));
    }

    private static List<String> flags(List<String> words) {
        return words.contains("--") ? words.subList(0, words.indexOf("--")) : words;
    }

    private static boolean asksForJson(List<String> flags) {
        int format = flags.indexOf("--format");
        return flags.contains("--format=json")
                || format >= 0
                        && format + 1 < flags.size()
                        && flags.get(format + 1).equals("json");
    }

    /**
     * The exit status after all that was printed has arrived, or has not: then it is a failure, and standard error says why. Who
     * reads no further has read enough, and ends the program as it ends any other in a pipeline.
     *
     * @param status of what was done
     * @param failure the command's exit status for an error
     */
    int delivered(int status, int failure, List<String> words) {
        IOException lost = session.terminal().undelivered().orElse(null);
        if (lost == null) {
            return status;
        }
        if (String.valueOf(lost.getMessage()).equals("Broken pipe")) {
            return status == 0 ? BROKEN_PIPE : status;
        }
        String message = "write /dev/stdout: " + UserFile.reason(lost);
        session.terminal().log(asksForJson(flags(words)) ? json(message, ExitStatus.FAILED) : "* fatal: " + message);
        return status == 0 ? failure : status;
    }

    /** The command was understood and could not do it. */
    int of(FatalException e, Invocation invocation) {
        ExitStatus status = status(e);
        say(e.text(), status, OutputFormat.isJson(invocation));
        return status(invocation.command().failure(), status, invocation.isOn(EXIT_CODES));
    }

    /** A command that has statuses of its own keeps them. */
    private static int status(int otherwise, ExitStatus status, boolean asked) {
        return asked && otherwise == ExitStatus.FAILED.number() ? status.number() : otherwise;
    }

    private void say(String message, ExitStatus status, boolean json) {
        if (json) {
            session.terminal().log(json(message, status));
        } else {
            String line = "\n* fatal: " + message + "\n";
            session.terminal().print(session.program() == ProgramName.NOTARY ? GoFormat.printed(line) : line);
        }
    }

    private static String json(String message, ExitStatus status) {
        Map<String, Object> error = new LinkedHashMap<>();
        error.put("code", status.name());
        error.put("status", status.number());
        error.put("message", message);
        return JsonText.line(Map.of("error", error));
    }

    /** What the exception itself says, else the first of its causes that is one we know. */
    static ExitStatus status(FatalException fatal) {
        for (Throwable cause = fatal; cause != null; cause = cause.getCause()) {
            ExitStatus found = ofOne(cause);
            if (found != ExitStatus.FAILED) {
                return found;
            }
        }
        return ExitStatus.FAILED;
    }

    private static ExitStatus ofOne(Throwable cause) {
        if (cause instanceof FatalException said) {
            return said.status().orElse(ExitStatus.FAILED);
        }
        if (cause instanceof TrustException) {
            return cause instanceof TrustException.Expired || cause instanceof TrustException.FrozenTooLong
                    ? ExitStatus.EXPIRED
                    : ExitStatus.UNTRUSTED;
        }
        if (cause instanceof RemoteException remote) {
            return ofRemote(remote);
        }
        if (cause instanceof PublishException.NoSigningKeys || cause instanceof PublishException.TooFewKeys) {
            return ExitStatus.LOCKED;
        }
        if (cause instanceof PublishException.UnknownRole || cause instanceof KeyException.NotFound) {
            return ExitStatus.NOT_FOUND;
        }
        if (cause instanceof PublicKeyFile.UnusableException unusable && unusable.isOutOfDate()) {
            return ExitStatus.EXPIRED;
        }
        return cause instanceof KeyException && !(cause instanceof KeyException.RoleConflict)
                ? ExitStatus.LOCKED
                : ExitStatus.FAILED;
    }

    private static ExitStatus ofRemote(RemoteException remote) {
        if (remote instanceof RemoteException.NotFound) {
            return ExitStatus.NOT_FOUND;
        }
        if (remote instanceof RemoteException.Unauthorized
                || remote.getCause() instanceof RemoteException.Unauthorized) {
            return ExitStatus.UNAUTHORIZED;
        }
        if (remote instanceof RemoteException.Outdated) {
            return ExitStatus.OUTDATED;
        }
        if (remote instanceof RemoteException.Rejected) {
            return ExitStatus.REJECTED;
        }
        if (remote instanceof RemoteException.Altered) {
            return ExitStatus.UNTRUSTED;
        }
        return remote instanceof RemoteException.MemoryUnusable ? ExitStatus.FAILED : ExitStatus.UNREACHABLE;
    }
}
