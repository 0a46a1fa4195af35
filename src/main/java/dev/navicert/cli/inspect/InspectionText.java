package dev.navicert.cli.inspect;

import dev.navicert.change.FilePreview;
import dev.navicert.change.Preview;
import dev.navicert.cli.terminal.Table;
import dev.navicert.trust.VerifiedRole;
import dev.navicert.trust.inspection.KeyState;
import dev.navicert.trust.inspection.RoleState;
import dev.navicert.tuf.json.GoQuote;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** A report for people. */
public final class InspectionText {
    private static final int NAMES = 10;

    private final Report report;
    private final StringBuilder text = new StringBuilder();

    private InspectionText(Report report) {
        this.report = report;
    }

    public static String of(Report report) {
        return new InspectionText(report).print();
    }

    private String print() {
        line(report.gun() + " (" + source() + ")");
        line("pin: " + PinWords.text(report.pin()));
        if (!report.roles().isEmpty()) {
            text.append('\n').append(roles()).append('\n').append(keys());
        }
        text.append('\n');
        report.preview().ifPresentOrElse(this::preview, () -> line("staged changes: " + report.staged()));
        for (Finding finding : report.findings()) {
            line(finding.verdict().name().toLowerCase(Locale.ROOT) + ": " + finding.message());
        }
        if (report.findings().isEmpty()) {
            line("well: nothing to do");
        }
        return text.toString();
    }

    private String source() {
        return switch (report.state()) {
            case CURRENT -> report.server();
            case FROZEN ->
                report.server() + ", frozen until "
                        + report.frozen().orElseThrow().until();
            case REMEMBERED -> "as the trust directory remembers it";
            case UNPUBLISHED -> "made here, and not published yet";
            case UNREAD -> report.server() + ", not read";
        };
    }

    private String roles() {
        Table table = new Table("ROLE", "VERSION", "EXPIRES", "LEFT", "SIGNED", "THRESHOLD");
        for (RoleState role : report.roles()) {
            table.row(
                    role.name().value(),
                    role.file().map(file -> Long.toString(file.version())).orElse("-"),
                    role.file()
                            .map(InspectionText::expires)
                            .map(InspectionText::date)
                            .orElse("-"),
                    role.file()
                            .map(file -> TimeLeft.words(report.at(), expires(file)))
                            .orElse("-"),
                    role.keys().stream().filter(KeyState::hasSigned).count() + " of "
                            + role.keys().size(),
                    Long.toString(role.threshold()));
        }
        return table.toString();
    }

    private String keys() {
        Table table = new Table("ROLE", "KEY ID", "CERTIFICATE EXPIRES", "SIGNED", "HERE");
        for (RoleState role : report.roles()) {
            for (KeyState key : role.keys()) {
                table.row(
                        role.name().value(),
                        key.canonicalId().hex(),
                        key.certificateEnds().map(InspectionText::date).orElse("-"),
                        key.hasSigned() ? "yes" : "no",
                        report.keysHere().contains(key.canonicalId()) ? "yes" : "no");
            }
        }
        return table.toString();
    }

    private void preview(Preview preview) {
        if (report.staged() == 0) {
            line("nothing staged");
            return;
        }
        line("next publish, of " + report.staged() + (report.staged() == 1 ? " change:" : " changes:"));
        for (FilePreview file : preview.files()) {
            List<String> what = new ArrayList<>();
            names(what, "adds", file.added());
            names(what, "replaces", file.replaced());
            names(what, "removes", file.removed());
            line("    " + file.role() + " " + file.version() + (what.isEmpty() ? "" : ": " + String.join("; ", what)));
        }
    }

    private static void names(List<String> what, String verb, List<String> names) {
        if (!names.isEmpty()) {
            String shown = names.stream().limit(NAMES).map(GoQuote::text).collect(Collectors.joining(", "));
            what.add(verb + " " + shown + (names.size() > NAMES ? " and " + (names.size() - NAMES) + " more" : ""));
        }
    }

    private static Instant expires(VerifiedRole file) {
        return file.expires().toInstant();
    }

    private static String date(Instant instant) {
        return instant.truncatedTo(ChronoUnit.SECONDS).toString();
    }

    private void line(String line) {
        text.append(line).append('\n');
    }
}
