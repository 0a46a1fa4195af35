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
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * How a run that failed ends: Notary's {@code * fatal:} line, or one line of JSON on standard error for who asked for JSON; exit
 * status 1, or one that says more for who asked for that.
 */
record Ending(Session session) {
    private static final String EXIT_CODES = "exit-codes";

    /** The words make no command. */
    int of(SyntaxException e, List<String> words) {
        List<String> flags = words.contains("--") ? words.subList(0, words.indexOf("--")) : words;
        int format = flags.indexOf("--format");
        boolean json = flags.contains("--format=json")
                || format >= 0
                        && format + 1 < flags.size()
                        && flags.get(format + 1).equals("json");
        say(String.valueOf(e.getMessage()), ExitStatus.USAGE, json);
        return status(e.failure(), ExitStatus.USAGE, flags.contains("--" + EXIT_CODES));
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
            Map<String, Object> error = new LinkedHashMap<>();
            error.put("code", status.name());
            error.put("status", status.number());
            error.put("message", message);
            session.terminal().log(JsonText.line(Map.of("error", error)));
        } else {
            String line = "\n* fatal: " + message + "\n";
            session.terminal().print(session.program() == ProgramName.NOTARY ? GoFormat.printed(line) : line);
        }
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
