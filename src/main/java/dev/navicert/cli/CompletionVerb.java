package dev.navicert.cli;

import dev.navicert.cli.completion.Shell;
import dev.navicert.cli.syntax.Command;
import dev.navicert.cli.syntax.Invocation;
import java.util.Locale;

/** {@code completion bash} and its like: prints the script that completes this program, by the name it was called by. */
record CompletionVerb(Session session, Command vocabulary) implements Verb {
    @Override
    public int run(Invocation invocation) {
        Shell shell = Shell.valueOf(invocation.command().name().toUpperCase(Locale.ROOT));
        Shell.Descriptions descriptions =
                invocation.isOn("no-descriptions") ? Shell.Descriptions.LEFT_OUT : Shell.Descriptions.SHOWN;
        session.terminal().print(shell.script(vocabulary, descriptions));
        return 0;
    }
}
