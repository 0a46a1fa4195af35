package dev.navicert.cli;

import dev.navicert.change.ChangeEntry;
import dev.navicert.change.Scope;
import dev.navicert.cli.settings.Settings;
import dev.navicert.cli.syntax.Invocation;
import dev.navicert.cli.terminal.FatalException;
import dev.navicert.cli.terminal.Terminal;
import dev.navicert.tuf.RoleName;
import dev.navicert.tuf.crypto.KeyId;
import java.util.List;

/**
 * {@code delegation remove} stages that a delegation loses keys or paths, or goes altogether; the latter is asked about.
 *
 * @see <a href="https://github.com/notaryproject/notary/blob/v0.7.0/cmd/notary/delegations.go">notary,
 *     {@code delegationRemove}</a>
 */
record DelegationRemoveVerb(Staging.Door door) implements Verb {
    private static final String FAILURE = "failed to remove delegation";

    @Override
    public int run(Invocation invocation) throws FatalException {
        DelegationEdits edits = new DelegationEdits(invocation);
        Settings settings = door.session().settings(invocation);
        if (RoleName.parse(edits.role()).filter(RoleName::isDelegation).isEmpty()) {
            throw FatalException.usage("invalid delegation name " + edits.role());
        }
        Staging staging = door.open(invocation, settings);
        boolean whole = edits.others().isEmpty() && !edits.namesPaths() && !edits.allPaths();
        if (whole && !confirmed(invocation)) {
            door.session().terminal().printLine("* fatal: Aborting action.");
            return 1;
        }
        stage(staging, edits, whole);
        String what = whole
                ? "Forced removal (including all keys and paths) of delegation role " + edits.role() + " "
                : "Removal of delegation role " + edits.role() + " " + parts(edits);
        door.session()
                .terminal()
                .print("\n" + what + "to repository \"" + staging.gun() + "\" staged for next publish.\n\n");
        return staging.done();
    }

    private static void stage(Staging staging, DelegationEdits edits, boolean whole) throws FatalException {
        RoleName role = edits.delegation(FAILURE);
        if (whole) {
            staging.add(ChangeEntry.deleteDelegation(role));
            return;
        }
        if (edits.allPaths()) {
            staging.add(ChangeEntry.clearDelegationPaths(role));
        } else if (!edits.paths().isEmpty()) {
            staging.add(ChangeEntry.removeDelegationPaths(role, edits.paths()));
        }
        List<KeyId> keys = edits.others().stream().map(KeyId::new).toList();
        if (!keys.isEmpty()) {
            staging.add(ChangeEntry.removeDelegationKeys(new Scope(role.value()), keys));
        }
    }

    private static String parts(DelegationEdits edits) {
        String keys = DelegationEdits.withKeys(edits.others());
        if (edits.allPaths()) {
            return keys + "with all paths, ";
        }
        return edits.namesPaths() ? keys + DelegationEdits.withPaths(edits.paths()) : keys;
    }

    private boolean confirmed(Invocation invocation) {
        Terminal terminal = door.session().terminal();
        String question = "\nAre you sure you want to remove all data for this delegation? (yes/no)\n";
        if (invocation.isOn("yes")) {
            terminal.print(question + "Confirmed `yes` from flag\n");
            return true;
        }
        return terminal.confirms(question);
    }
}
