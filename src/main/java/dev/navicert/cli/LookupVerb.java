package dev.navicert.cli;

import dev.navicert.cli.settings.Settings;
import dev.navicert.cli.syntax.Invocation;
import dev.navicert.cli.terminal.FatalException;
import dev.navicert.cli.terminal.JsonText;
import dev.navicert.trust.SignedTarget;
import java.util.List;
import java.util.Map;

/** {@code lookup}: one target's digest and size. */
record LookupVerb(Session session, CollectionSource source) implements Verb {
    @Override
    public int run(Invocation invocation) throws FatalException {
        OutputFormat format = OutputFormat.of(invocation);
        Settings settings = session.settings(invocation);
        CollectionSource.Reading reading = source.open(
                        Session.gun(invocation), settings, CollectionSource.Order.PINS_FIRST)
                .read();
        SignedTarget target = find(reading, invocation.arguments().get(1));
        if (format == OutputFormat.JSON) {
            Map<String, Object> facts = CollectionFacts.of(reading);
            facts.put("target", CollectionFacts.of(target));
            session.terminal().print(JsonText.of(facts));
        } else {
            session.terminal()
                    .printLine(target.name() + " sha256:" + target.sha256().orElse("") + " " + target.length());
        }
        return 0;
    }

    static SignedTarget find(CollectionSource.Reading reading, String name) throws FatalException {
        return reading.collection()
                .find(name, List.of())
                .orElseThrow(() -> FatalException.notFound("No valid trust data for " + name));
    }
}
