package dev.navicert.cli;

import dev.navicert.cli.inspect.InspectionFacts;
import dev.navicert.cli.inspect.InspectionText;
import dev.navicert.cli.inspect.Report;
import dev.navicert.cli.inspect.TimeLeft;
import dev.navicert.cli.inspect.Verdict;
import dev.navicert.cli.settings.Settings;
import dev.navicert.cli.syntax.Invocation;
import dev.navicert.cli.terminal.FatalException;
import dev.navicert.cli.terminal.JsonText;
import dev.navicert.name.Gun;
import dev.navicert.tuf.crypto.KeyId;
import dev.navicert.tuf.json.GoQuote;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * {@code inspect}: what collections are made of, and what of them ends. Nothing is changed, no passphrase is asked for. The exit
 * status is that of the worst collection, for cron.
 */
record InspectVerb(Session session, InspectWiring wiring) implements Verb {
    @Override
    public int run(Invocation invocation) throws FatalException {
        OutputFormat format = OutputFormat.of(invocation);
        String within = invocation.text("within");
        Duration span = TimeLeft.parse(within)
                .orElseThrow(() -> FatalException.usage(
                        "--within must be a number with h, d or w, as in 90d, not " + GoQuote.text(within)));
        Settings settings = session.settings(invocation);
        Set<Gun> guns = guns(invocation, settings);
        Set<KeyId> keys = wiring.keys(settings);
        List<Report> reports = new ArrayList<>();
        for (Gun gun : guns) {
            Report report = wiring.look(gun, settings, keys, span);
            if (format == OutputFormat.TEXT) {
                session.terminal().print((reports.isEmpty() ? "" : "\n") + InspectionText.of(report));
            }
            reports.add(report);
        }
        Verdict worst = reports.stream()
                .map(Report::verdict)
                .max(Comparator.naturalOrder())
                .orElse(Verdict.WELL);
        if (format == OutputFormat.JSON) {
            session.terminal()
                    .print(JsonText.of(
                            InspectionFacts.of(within, session.clock().instant(), worst, reports)));
        }
        return worst.status();
    }

    private Set<Gun> guns(Invocation invocation, Settings settings) throws FatalException {
        Set<Gun> guns = new LinkedHashSet<>();
        for (String name : invocation.arguments()) {
            if (name.isEmpty()) {
                throw FatalException.usage("a GUN must not be empty");
            }
            guns.add(new Gun(name));
        }
        if (invocation.isOn("all")) {
            guns.addAll(wiring.all(settings));
            if (guns.isEmpty()) {
                throw FatalException.notFound(
                        wiring.isFrozen()
                                ? "the frozen mirror holds no collection"
                                : "no collection is kept in " + settings.trustDirectory()
                                        + "; name the trust directory with -d");
            }
        } else if (guns.isEmpty()) {
            throw FatalException.usage("Must specify a GUN, or --all");
        }
        return guns;
    }
}
