package dev.navicert.cli.explain;

import static java.time.temporal.ChronoUnit.SECONDS;

import dev.navicert.cli.terminal.Table;
import dev.navicert.name.Digest;
import dev.navicert.policy.Explanation;
import dev.navicert.policy.Hit;
import dev.navicert.policy.Reason;
import dev.navicert.policy.Route;
import dev.navicert.policy.Ruling;
import dev.navicert.policy.Signature;
import dev.navicert.policy.Verdict;
import dev.navicert.trust.TrustPin;
import dev.navicert.trust.UpdateFact;
import dev.navicert.tuf.crypto.KeyId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** An explanation for people: a line per fact, in the order in which they decide. */
public final class ExplanationText {
    private static final int NAME_WIDTH = 12;
    private static final int SHORT_ID = 12;

    private final Explanation explanation;
    private final @Nullable Recollection recollection;
    private final StringBuilder out = new StringBuilder();

    private ExplanationText(Explanation explanation, @Nullable Recollection recollection) {
        this.explanation = explanation;
        this.recollection = recollection;
    }

    /**
     * The text, with a line feed at its end.
     *
     * @param recollection what a webhook remembers, if it was that which was asked; null if servers were
     */
    public static String of(Explanation explanation, @Nullable Recollection recollection) {
        ExplanationText text = new ExplanationText(explanation, recollection);
        text.name();
        text.rules();
        explanation.ruling().route().fold(text::server, text::noServer);
        text.memory();
        text.repository();
        text.verdict();
        return text.out.toString();
    }

    private void line(String name, String value) {
        out.append(name);
        for (int width = name.length(); width < NAME_WIDTH; width++) {
            out.append(' ');
        }
        out.append(value).append('\n');
    }

    private void name() {
        Ruling ruling = explanation.ruling();
        line("image", ruling.image().written());
        line("read as", ruling.image().canonical());
        if (!explanation.alias().equals(explanation.name())) {
            line("also", explanation.alias() + " (usual spelling; the strictest rule for either holds)");
        }
        line("namespace", ruling.namespace().name());
        line("mode", ruling.mode() + " (" + ruling.modeSource() + ")");
    }

    private void rules() {
        Ruling ruling = explanation.ruling();
        if (ruling.reached().isEmpty()) {
            line("rules", "none matches");
        }
        boolean first = true;
        for (Hit hit : ruling.reached()) {
            String mark = ExplanationFacts.judges(ruling, hit) ? "* " : "  ";
            String through = hit.through().equals(explanation.name()) ? "" : " through " + hit.through();
            line(first ? "rules" : "", mark + hit + through);
            first = false;
        }
        if (!ruling.reached().isEmpty()) {
            line("", "(* judges: the most specific of the cluster's and of the namespace's rules)");
        }
    }

    private boolean server(Route.Served served) {
        line("server", served.server().name() + " " + served.server().url() + " (serves \"" + served.pattern() + "\")");
        line("collection", served.gun().value());
        line(
                "pin",
                pin()
                        + explanation
                                .pinPattern()
                                .map(pattern -> " (for \"" + pattern + "\")")
                                .orElse(""));
        return true;
    }

    private boolean noServer(Route.Unserved unserved) {
        line("server", "none: " + unserved.reason().what());
        line("collection", unserved.gun().value());
        return false;
    }

    private String pin() {
        TrustPin pin = explanation.pin().orElse(TrustPin.FirstUse.REFUSED);
        if (pin instanceof TrustPin.Certificates certificates) {
            return "certificate " + keys(certificates.ids());
        }
        if (pin instanceof TrustPin.Authority) {
            return "certificate authority";
        }
        return pin == TrustPin.FirstUse.ALLOWED ? "none, first use is trusted" : "none, and first use is not allowed";
    }

    private void memory() {
        if (recollection == null) {
            return;
        }
        line(
                "memory",
                recollection.state()
                        + recollection
                                .changedAt()
                                .map(changed -> ", of this collection changed last " + changed.truncatedTo(SECONDS))
                                .orElse(", which knows nothing of this collection"));
        line("floors", recollection.floorsInWords());
    }

    private void repository() {
        explanation.view().ifPresent(view -> {
            view.anchor()
                    .ifPresent(anchor -> line(
                            "root",
                            "version " + anchor.rootVersion() + " by " + anchor.pin() + ", sha256 " + anchor.sha256()));
            line(
                    "verified",
                    view.verifiedAt()
                            + (recollection == null ? "" : " from memory, nobody was asked")
                            + ", valid until "
                            + view.expires());
            view.renewal()
                    .frozen()
                    .ifPresent(terms ->
                            line("frozen", "until " + terms.until() + ", for nobody renews timestamp and snapshot"));
            out.append('\n').append(roles()).append('\n');
        });
    }

    private String roles() {
        Table table = new Table("ROLE", "VERSION", "EXPIRES", "SIGNED BY", "THIS IMAGE");
        for (Explanation.RoleFacts role : explanation.roles()) {
            List<String> tags = new ArrayList<>();
            for (Map.Entry<String, Digest> tag : new TreeMap<>(role.tags()).entrySet()) {
                tags.add(tag.getKey() + " " + tag.getValue());
            }
            table.row(
                    role.role().value(),
                    Long.toString(role.version()),
                    role.expires().toString(),
                    keys(role.signedBy()),
                    tags.isEmpty() ? "-" : String.join(", ", tags));
        }
        for (UpdateFact.RoleSkipped skipped : explanation.skipped()) {
            table.row(
                    skipped.role().value(),
                    "-",
                    "-",
                    "-",
                    "not verified: " + skipped.reason().getMessage());
        }
        return table.toString();
    }

    private static String keys(List<KeyId> ids) {
        List<String> keys = new ArrayList<>();
        for (KeyId id : ids) {
            keys.add(id.hex().length() > SHORT_ID ? id.hex().substring(0, SHORT_ID) + "…" : id.hex());
        }
        return keys.isEmpty() ? "-" : String.join(" ", keys);
    }

    private void verdict() {
        Verdict verdict = explanation.verdict();
        if (verdict instanceof Verdict.Signed signed) {
            List<String> roles = new ArrayList<>();
            for (Signature signature : signed.signatures()) {
                roles.add(signature.role().value());
            }
            line("digest", signed.digest().toString());
            line("written as", signed.pinned());
            line(
                    "verdict",
                    "admitted: signed by " + String.join(", ", roles) + " as " + String.join(", ", signed.tags()));
        } else if (verdict instanceof Verdict.Exempt exempt) {
            line("verdict", "admitted without a signature" + (exempt.reason().isEmpty() ? "" : ": " + exempt.reason()));
        } else if (verdict instanceof Verdict.Refused refused) {
            boolean judged = explanation.outcome() == Explanation.Outcome.REFUSED;
            line("verdict", judged ? "refused" : "could not decide (enforce refuses)");
            for (Reason reason : refused.reasons()) {
                line("", reason.message().replace("\n", "\n" + " ".repeat(NAME_WIDTH)));
            }
        }
    }
}
