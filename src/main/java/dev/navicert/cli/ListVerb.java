package dev.navicert.cli;

import dev.navicert.cli.settings.Settings;
import dev.navicert.cli.syntax.Invocation;
import dev.navicert.cli.terminal.FatalException;
import dev.navicert.cli.terminal.JsonText;
import dev.navicert.cli.terminal.Table;
import dev.navicert.trust.SignedTarget;
import dev.navicert.tuf.RoleName;
import dev.navicert.tuf.json.CodePointOrder;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** {@code list}: every target of a collection, sorted by name. */
record ListVerb(Session session, CollectionSource source) implements Verb {
    /** A role that never signs targets. */
    private static final RoleName NOWHERE = RoleName.TIMESTAMP;

    @Override
    public int run(Invocation invocation) throws FatalException {
        OutputFormat format = OutputFormat.of(invocation);
        Settings settings = session.settings(invocation);
        CollectionSource.Reading reading = source.open(
                        Session.gun(invocation), settings, CollectionSource.Order.CONNECT_FIRST)
                .read();
        List<SignedTarget> targets = new ArrayList<>(reading.collection().list(roles(invocation.texts("roles"))));
        targets.sort((a, b) -> CodePointOrder.compare(a.name(), b.name()));
        session.terminal().print(format == OutputFormat.JSON ? json(reading, targets) : text(targets));
        return 0;
    }

    /** Roles that cannot exist have no targets, and do not stand for all. */
    private static List<RoleName> roles(List<String> texts) {
        List<RoleName> roles = new ArrayList<>();
        for (String text : texts) {
            roles.add(RoleName.parse(text).orElse(NOWHERE));
        }
        return roles;
    }

    private static String text(List<SignedTarget> targets) {
        if (targets.isEmpty()) {
            return "\nNo targets present in this repository.\n\n";
        }
        Table table = new Table("NAME", "DIGEST", "SIZE (BYTES)", "ROLE");
        for (SignedTarget target : targets) {
            table.row(
                    target.name(),
                    target.sha256().orElse(""),
                    Long.toString(target.length()),
                    target.role().value());
        }
        return table.toString();
    }

    private static String json(CollectionSource.Reading reading, List<SignedTarget> targets) {
        Map<String, Object> facts = CollectionFacts.of(reading);
        List<Map<String, Object>> rows = new ArrayList<>();
        for (SignedTarget target : targets) {
            rows.add(CollectionFacts.of(target));
        }
        facts.put("targets", rows);
        return JsonText.of(facts);
    }
}
