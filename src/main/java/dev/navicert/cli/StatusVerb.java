package dev.navicert.cli;

import dev.navicert.change.ChangeEntry;
import dev.navicert.change.StagedChange;
import dev.navicert.cli.syntax.Invocation;
import dev.navicert.cli.terminal.FatalException;
import dev.navicert.cli.terminal.JsonText;
import dev.navicert.cli.terminal.Table;
import dev.navicert.cli.verbs.ProgramName;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * {@code status}: what is staged, with the numbers that {@code reset} takes. What cannot be read is a row of question marks;
 * Notary leaves it out, and its numbers are then those of other changes.
 *
 * @see <a href="https://github.com/notaryproject/notary/blob/v0.7.0/cmd/notary/tuf.go">notary, {@code tufStatus}</a>
 */
record StatusVerb(Staging.Door door) implements Verb {
    private static final String UNKNOWN = "?";

    @Override
    public int run(Invocation invocation) throws FatalException {
        OutputFormat format = OutputFormat.of(invocation);
        Staging staging = door.open(invocation, door.session().settings(invocation));
        List<StagedChange> changes = staging.list();
        warn(changes);
        door.session().terminal().print(format == OutputFormat.JSON ? json(staging, changes) : text(staging, changes));
        return 0;
    }

    private void warn(List<StagedChange> changes) {
        List<String> reasons = new ArrayList<>();
        for (StagedChange change : changes) {
            change.fold(readable -> true, unreadable -> reasons.add(unreadable.reason()));
        }
        // Notary reads twice if there is anything to show, and complains each time.
        boolean twice = door.session().program() == ProgramName.NOTARY && reasons.size() < changes.size();
        for (int i = 0; i < (twice ? 2 : 1); i++) {
            reasons.forEach(door.session().log()::warning);
        }
    }

    private static String text(Staging staging, List<StagedChange> changes) {
        if (changes.isEmpty()) {
            return "No unpublished changes for " + staging.gun() + "\n";
        }
        Table table = new Table("#", "ACTION", "SCOPE", "TYPE", "PATH");
        for (int i = 0; i < changes.size(); i++) {
            String number = Integer.toString(i);
            String[] row = changes.get(i).fold(readable -> row(number, readable.entry()), unreadable ->
                    new String[] {number, UNKNOWN, UNKNOWN, UNKNOWN, UNKNOWN});
            table.row(row);
        }
        return "Unpublished changes for " + staging.gun() + ":\n\n" + table;
    }

    private static String[] row(String number, ChangeEntry entry) {
        return new String[] {number, entry.action(), entry.role(), entry.type(), entry.path()};
    }

    private static String json(Staging staging, List<StagedChange> changes) {
        List<Map<String, @Nullable Object>> rows = new ArrayList<>();
        for (int i = 0; i < changes.size(); i++) {
            Map<String, @Nullable Object> row = new LinkedHashMap<>();
            row.put("number", i);
            ChangeEntry entry = changes.get(i).fold(StagedChange.Readable::entry, unreadable -> null);
            row.put("action", entry == null ? null : entry.action());
            row.put("scope", entry == null ? null : entry.role());
            row.put("type", entry == null ? null : entry.type());
            row.put("path", entry == null ? null : entry.path());
            row.put("unreadable", changes.get(i).fold(readable -> null, StagedChange.Unreadable::reason));
            rows.add(row);
        }
        Map<String, Object> facts = new LinkedHashMap<>();
        facts.put("gun", staging.gun().value());
        facts.put("changes", rows);
        return JsonText.of(facts);
    }
}
