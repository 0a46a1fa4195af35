package dev.navicert.cli.inspect;

import dev.navicert.change.FilePreview;
import dev.navicert.change.Preview;
import dev.navicert.name.Gun;
import dev.navicert.trust.inspection.Inspection;
import dev.navicert.trust.inspection.Renewer;
import dev.navicert.trust.inspection.Warning;
import dev.navicert.trust.inspection.Warning.Severity;
import dev.navicert.tuf.Renewal;
import dev.navicert.tuf.RoleName;
import dev.navicert.tuf.crypto.KeyId;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** What was found, in words that say what to do. */
public record Findings(Gun gun, Instant now) {
    private static final String FOR_EVER =
            "in a frozen mirror that stays as it is: publish the collection on another server";

    /** Dates and signatures. */
    public List<Finding> of(Inspection inspection, Renewer renewer) {
        return inspection.warnings().stream()
                .map(warning -> of(warning, renewer))
                .toList();
    }

    private Finding of(Warning warning, Renewer renewer) {
        return new Finding(
                warning.cause().name().toLowerCase(Locale.ROOT).replace('_', '-'),
                warning.severity() == Severity.BROKEN ? Verdict.BROKEN : Verdict.SOON,
                warning.role().value(),
                warning.cause() == Warning.Cause.SIGNATURES ? Optional.empty() : Optional.of(warning.at()),
                message(warning, renewer));
    }

    private String message(Warning warning, Renewer renewer) {
        String key = warning.key().map(KeyId::hex).orElse("");
        return switch (warning.cause()) {
            case METADATA -> warning.role() + " " + ends(warning.at()) + "; " + advice(warning.role(), renewer);
            case CERTIFICATE ->
                "root certificate " + key + " " + ends(warning.at()) + "; "
                        + (renewer == Renewer.FROZEN
                                ? FOR_EVER
                                : "give the collection another root key: navicert key rotate " + gun + " root");
            case CERTIFICATE_TO_COME ->
                "root certificate " + key + " holds from " + date(warning.at())
                        + "; check this machine's clock, or whoever made the certificate";
            case AUTHORITY ->
                "the authority that is pinned " + ends(warning.at()) + "; pin another in trust_pinning.ca";
            case SIGNATURES ->
                warning.role()
                        + " is not signed by as many of its keys as it must be, and is left out with all below it; "
                        + (renewer == Renewer.FROZEN ? FOR_EVER : "whoever holds them: " + witness(warning.role()));
        };
    }

    private String advice(RoleName role, Renewer renewer) {
        if (renewer == Renewer.FROZEN) {
            return FOR_EVER;
        }
        if (role.equals(RoleName.TIMESTAMP)) {
            return renewer == Renewer.NOBODY
                    ? "mirror the collection anew, or read it with --frozen"
                    : "the server should have signed another: ask its administrator";
        }
        if (role.equals(RoleName.ROOT) || role.equals(RoleName.SNAPSHOT)) {
            String whose = role.equals(RoleName.SNAPSHOT) ? " (or the server, if it holds the key)" : "";
            String when = role.equals(RoleName.ROOT) ? " in its last six months" : "";
            return "publishing signs it anew" + when + whose + ": navicert publish " + gun;
        }
        return "have it signed anew: " + witness(role);
    }

    private String witness(RoleName role) {
        return "navicert witness -p " + gun + " " + role;
    }

    private String ends(Instant at) {
        return (at.isBefore(now) ? "expired on " : "expires on ") + date(at) + ", " + TimeLeft.words(now, at);
    }

    private static String date(Instant at) {
        return at.truncatedTo(ChronoUnit.SECONDS).toString();
    }

    /** What keeps the next publication from succeeding; nothing does if nothing is staged. */
    public List<Finding> of(Preview preview, int staged) {
        List<Finding> findings = new ArrayList<>();
        preview.obstacle()
                .ifPresent(obstacle -> findings.add(unpublishable(
                        "",
                        "change " + obstacle.number() + " cannot be published, and nothing will be: "
                                + obstacle.reason().getMessage() + "; navicert reset " + gun + " -n "
                                + obstacle.number() + " forgets it")));
        if (staged > 0) {
            for (FilePreview file : preview.files()) {
                file.unsignable()
                        .ifPresent(reason -> findings.add(unpublishable(
                                file.role().value(),
                                file.role() + " cannot be signed here, and nothing will be published: "
                                        + reason.getMessage())));
            }
        }
        return findings;
    }

    /** The day after which a frozen mirror is not believed any more, if it is within the time. */
    public Optional<Finding> of(Renewal.Frozen terms, Duration within) {
        Instant end = terms.end();
        if (end.isAfter(now.plus(within))) {
            return Optional.empty();
        }
        boolean over = !now.isBefore(end);
        return Optional.of(new Finding(
                "frozen",
                over ? Verdict.BROKEN : Verdict.SOON,
                "",
                Optional.of(end),
                "the mirror " + (over ? "was" : "is") + " believed until " + terms.until() + ", "
                        + TimeLeft.words(now, end)
                        + "; vouch for it until another day, or publish the collection on another server"));
    }

    /** A collection that was made here, and that no server has. */
    public Finding unpublished(Renewer renewer) {
        return new Finding(
                "unpublished",
                Verdict.WELL,
                "",
                Optional.empty(),
                renewer == Renewer.UNASKED
                        ? "the trust directory remembers no server that has this collection; without --offline, the server"
                                + " is asked"
                        : "nobody can read it before it is published: navicert publish " + gun);
    }

    /** A root that is trusted because it was seen before, and that the pin would refuse. */
    public Finding unpinned(String reason) {
        return new Finding(
                "pin",
                Verdict.BROKEN,
                RoleName.ROOT.value(),
                Optional.empty(),
                "the root that this machine has trusted so far does not show the pin, and whoever sees it first under this pin"
                        + " refuses it: " + reason + "; find out which of the two is right");
    }

    private static Finding unpublishable(String role, String message) {
        return new Finding("unpublishable", Verdict.SOON, role, Optional.empty(), message);
    }
}
