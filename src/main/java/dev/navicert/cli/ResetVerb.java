package dev.navicert.cli;

import dev.navicert.change.StagedChange;
import dev.navicert.cli.syntax.HelpText;
import dev.navicert.cli.syntax.Invocation;
import dev.navicert.cli.terminal.FatalException;
import dev.navicert.cli.verbs.ProgramName;
import java.util.ArrayList;
import java.util.List;

/**
 * {@code reset} forgets what is staged: all of it, or some by number. Numbers are those of {@code status} before; one that
 * nothing has is no error.
 *
 * @see <a href="https://github.com/notaryproject/notary/blob/v0.7.0/cmd/notary/tuf.go">notary, {@code tufReset}</a>
 */
record ResetVerb(Staging.Door door) implements Verb {
    @Override
    public int run(Invocation invocation) throws FatalException {
        Session session = door.session();
        List<Long> numbers = invocation.numbers("number");
        boolean all = invocation.isOn("all");
        if (!all && numbers.isEmpty()) {
            session.terminal().print(HelpText.usage(invocation.command()));
            throw FatalException.usage("Must specify changes to reset with -n or the --all flag");
        }
        Staging staging = door.open(invocation, session.settings(invocation));
        if (all) {
            staging.clear();
        } else {
            staging.remove(chosen(staging.list(), numbers));
        }
        session.terminal().printLine("Successfully reset specified changes for repository " + staging.gun());
        return 0;
    }

    private List<StagedChange> chosen(List<StagedChange> changes, List<Long> numbers) {
        List<StagedChange> chosen = new ArrayList<>();
        for (long number : numbers) {
            if (number >= 0 && number < changes.size()) {
                chosen.add(changes.get((int) number));
            } else if (door.session().program() == ProgramName.NAVICERT) {
                door.session().log().warning("there is no change " + number + "; `status` shows which there are");
            }
        }
        return chosen;
    }
}
