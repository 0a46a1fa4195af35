package dev.navicert.cli.inspect;

import dev.navicert.change.FilePreview;
import dev.navicert.change.Preview;
import dev.navicert.change.PublishException;
import dev.navicert.trust.VerifiedRole;
import dev.navicert.trust.inspection.KeyState;
import dev.navicert.trust.inspection.RoleState;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.format.DateTimeFormatter;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** A report for programs; the shape is promised in {@code docs/json-output.md}. */
public final class InspectionFacts {
    private final Report report;

    private InspectionFacts(Report report) {
        this.report = report;
    }

    /**
     * Of all that was inspected in one run.
     *
     * @param within the time, as the user gave it
     */
    public static Map<String, Object> of(String within, Instant at, Verdict verdict, List<Report> reports) {
        Map<String, Object> facts = new LinkedHashMap<>();
        facts.put("at", at.toString());
        facts.put("within", within);
        facts.put("verdict", word(verdict));
        facts.put(
                "collections",
                reports.stream()
                        .map(report -> new InspectionFacts(report).all())
                        .toList());
        return facts;
    }

    private Map<String, Object> all() {
        Map<String, Object> facts = new LinkedHashMap<>();
        facts.put("gun", report.gun().value());
        facts.put("server", report.server());
        facts.put("state", word(report.state()));
        facts.put(
                "frozenUntil",
                report.frozen().map(terms -> terms.until().toString()).orElse(null));
        facts.put("verdict", word(report.verdict()));
        facts.put("pin", PinWords.facts(report.pin()));
        facts.put("roles", report.roles().stream().map(this::role).toList());
        facts.put(
                "findings",
                report.findings().stream().map(InspectionFacts::finding).toList());
        facts.put("staged", report.staged());
        facts.put("publish", report.preview().map(InspectionFacts::preview).orElse(null));
        return facts;
    }

    private Map<String, Object> role(RoleState role) {
        Optional<OffsetDateTime> expires = role.file().map(VerifiedRole::expires);
        Map<String, Object> facts = new LinkedHashMap<>();
        facts.put("role", role.name().value());
        facts.put("version", role.file().map(VerifiedRole::version).orElse(null));
        facts.put(
                "expires",
                expires.map(DateTimeFormatter.ISO_OFFSET_DATE_TIME::format).orElse(null));
        facts.put(
                "secondsLeft",
                expires.map(at -> Duration.between(report.at(), at.toInstant()).getSeconds())
                        .orElse(null));
        facts.put("threshold", role.threshold());
        facts.put("keys", role.keys().stream().map(this::key).toList());
        facts.put("paths", role.paths());
        return facts;
    }

    private Map<String, Object> key(KeyState key) {
        Map<String, Object> facts = new LinkedHashMap<>();
        facts.put("id", key.id().hex());
        facts.put("canonicalId", key.canonicalId().hex());
        facts.put("type", key.type());
        facts.put(
                "certificateExpires",
                key.certificateEnds().map(Instant::toString).orElse(null));
        facts.put("signed", key.hasSigned());
        facts.put("here", report.keysHere().contains(key.canonicalId()));
        return facts;
    }

    private static Map<String, Object> finding(Finding finding) {
        Map<String, Object> facts = new LinkedHashMap<>();
        facts.put("code", finding.code());
        facts.put("verdict", word(finding.verdict()));
        facts.put("role", finding.role().isEmpty() ? null : finding.role());
        facts.put("at", finding.at().map(Instant::toString).orElse(null));
        facts.put("message", finding.message());
        return facts;
    }

    private static Map<String, Object> preview(Preview preview) {
        Map<String, Object> facts = new LinkedHashMap<>();
        facts.put("obstacle", preview.obstacle().map(InspectionFacts::obstacle).orElse(null));
        facts.put("files", preview.files().stream().map(InspectionFacts::file).toList());
        return facts;
    }

    private static Map<String, Object> obstacle(Preview.Obstacle obstacle) {
        Map<String, Object> facts = new LinkedHashMap<>();
        facts.put("number", obstacle.number());
        facts.put("reason", String.valueOf(obstacle.reason().getMessage()));
        return facts;
    }

    private static Map<String, Object> file(FilePreview file) {
        Map<String, Object> facts = new LinkedHashMap<>();
        facts.put("role", file.role().value());
        facts.put("version", file.version());
        facts.put("added", file.added());
        facts.put("replaced", file.replaced());
        facts.put("removed", file.removed());
        facts.put(
                "unsignable",
                file.unsignable().map(PublishException::getMessage).orElse(null));
        return facts;
    }

    private static String word(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT);
    }
}
