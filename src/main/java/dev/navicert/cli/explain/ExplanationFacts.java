package dev.navicert.cli.explain;

import dev.navicert.name.Digest;
import dev.navicert.policy.Explanation;
import dev.navicert.policy.Hit;
import dev.navicert.policy.Reason;
import dev.navicert.policy.Ruling;
import dev.navicert.policy.Verdict;
import dev.navicert.policy.Winner;
import dev.navicert.trust.TrustPin;
import dev.navicert.trust.UpdateFact;
import dev.navicert.trust.view.RepositoryView;
import dev.navicert.tuf.crypto.KeyId;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** An explanation for programs; the shape is promised in {@code docs/json-output.md}. */
public final class ExplanationFacts {
    private final Explanation explanation;

    private ExplanationFacts(Explanation explanation) {
        this.explanation = explanation;
    }

    /**
     * Ordered members, ready for printing.
     *
     * @param recollection null if servers were asked
     */
    public static Map<String, @Nullable Object> of(Explanation explanation, @Nullable Recollection recollection) {
        Map<String, @Nullable Object> facts = new ExplanationFacts(explanation).all();
        facts.put("remembered", recollection == null ? null : remembered(recollection));
        return facts;
    }

    private static Map<String, @Nullable Object> remembered(Recollection recollection) {
        Map<String, @Nullable Object> row = new LinkedHashMap<>();
        row.put("state", recollection.state().toString());
        row.put("changedAt", recollection.changedAt().map(Object::toString).orElse(null));
        Map<String, Object> floors = new LinkedHashMap<>();
        new TreeMap<>(recollection.floors()).forEach((role, version) -> floors.put(role.value(), version));
        row.put("floors", floors);
        return row;
    }

    /** The same members for a text that is no image reference, so that nothing else could be found out. */
    public static Map<String, @Nullable Object> unreadable(String image, String reason) {
        Map<String, @Nullable Object> facts = new LinkedHashMap<>();
        facts.put("image", image);
        for (String member : List.of("canonical", "alias", "namespace", "mode", "modeFrom")) {
            facts.put(member, null);
        }
        facts.put("rules", List.of());
        facts.put("gun", null);
        facts.put("server", null);
        facts.put("roles", List.of());
        facts.put("skipped", List.of());
        for (String member : List.of("anchor", "verifiedAt", "expires", "frozenUntil", "remembered")) {
            facts.put(member, null);
        }
        facts.put("outcome", "refused");
        facts.put("reasons", List.of(reason("REFERENCE_INVALID", reason, List.of())));
        return facts;
    }

    private Map<String, @Nullable Object> all() {
        Ruling ruling = explanation.ruling();
        Map<String, @Nullable Object> facts = new LinkedHashMap<>();
        facts.put("image", ruling.image().written());
        facts.put("canonical", ruling.image().canonical());
        facts.put(
                "alias",
                explanation.alias().equals(explanation.name())
                        ? null
                        : explanation.alias().toString());
        facts.put("namespace", ruling.namespace().name());
        facts.put("mode", ruling.mode().toString());
        facts.put("modeFrom", ruling.modeSource());
        facts.put("rules", rules(ruling));
        facts.put("gun", ruling.route().gun().value());
        facts.put("server", server(ruling));
        facts.put("roles", roles());
        facts.put("skipped", skipped());
        facts.put(
                "anchor",
                explanation
                        .view()
                        .flatMap(RepositoryView::anchor)
                        .map(ExplanationFacts::anchor)
                        .orElse(null));
        facts.put(
                "verifiedAt",
                explanation.view().map(view -> view.verifiedAt().toString()).orElse(null));
        facts.put(
                "expires",
                explanation.view().map(view -> view.expires().toString()).orElse(null));
        facts.put(
                "frozenUntil",
                explanation
                        .view()
                        .flatMap(view -> view.renewal().frozen())
                        .map(terms -> terms.until().toString())
                        .orElse(null));
        facts.put("outcome", explanation.outcome().name().toLowerCase(Locale.ROOT));
        facts.putAll(verdict());
        return facts;
    }

    private static List<Object> rules(Ruling ruling) {
        List<Object> rules = new ArrayList<>();
        for (Hit hit : ruling.reached()) {
            Map<String, @Nullable Object> row = new LinkedHashMap<>();
            row.put("policy", hit.policy().toString());
            row.put("index", hit.rule().index());
            row.put("pattern", hit.pattern().toString());
            row.put("through", hit.through().toString());
            row.put("action", hit.rule().action().word());
            row.put("judges", judges(ruling, hit));
            rules.add(row);
        }
        return rules;
    }

    static boolean judges(Ruling ruling, Hit hit) {
        for (Winner winner : ruling.judges()) {
            if (winner.hits().contains(hit)) {
                return true;
            }
        }
        return false;
    }

    private @Nullable Map<String, @Nullable Object> server(Ruling ruling) {
        return ruling.route()
                .fold(
                        served -> {
                            Map<String, @Nullable Object> row = new LinkedHashMap<>();
                            row.put("name", served.server().name());
                            row.put("url", served.server().url().toString());
                            row.put("serves", served.pattern().toString());
                            row.put(
                                    "pinnedBy",
                                    explanation
                                            .pinPattern()
                                            .map(Object::toString)
                                            .orElse(null));
                            row.put(
                                    "pin",
                                    explanation.pin().map(ExplanationFacts::pin).orElse(null));
                            return row;
                        },
                        unserved -> null);
    }

    private static Map<String, Object> pin(TrustPin pin) {
        Map<String, Object> row = new LinkedHashMap<>();
        if (pin instanceof TrustPin.Certificates certificates) {
            row.put("kind", "certs");
            row.put("ids", keys(certificates.ids()));
        } else if (pin instanceof TrustPin.Authority) {
            row.put("kind", "ca");
        } else {
            row.put("kind", "firstUse");
            row.put("allowed", pin == TrustPin.FirstUse.ALLOWED);
        }
        return row;
    }

    private static Map<String, Object> anchor(dev.navicert.trust.Anchor anchor) {
        Map<String, Object> row = new LinkedHashMap<>();
        row.put("pin", anchor.pin());
        row.put("rootVersion", anchor.rootVersion());
        row.put("sha256", anchor.sha256());
        return row;
    }

    private List<Object> roles() {
        List<Object> roles = new ArrayList<>();
        for (Explanation.RoleFacts role : explanation.roles()) {
            Map<String, Object> row = new LinkedHashMap<>();
            row.put("role", role.role().value());
            row.put("version", role.version());
            row.put("expires", role.expires().toString());
            row.put("signedBy", keys(role.signedBy()));
            Map<String, Object> tags = new LinkedHashMap<>();
            for (Map.Entry<String, Digest> tag : new TreeMap<>(role.tags()).entrySet()) {
                tags.put(tag.getKey(), tag.getValue().toString());
            }
            row.put("tags", tags);
            roles.add(row);
        }
        return roles;
    }

    private List<Object> skipped() {
        List<Object> roles = new ArrayList<>();
        for (UpdateFact.RoleSkipped skipped : explanation.skipped()) {
            Map<String, Object> row = new LinkedHashMap<>();
            row.put("role", skipped.role().value());
            row.put("reason", String.valueOf(skipped.reason().getMessage()));
            roles.add(row);
        }
        return roles;
    }

    private static List<String> keys(List<KeyId> ids) {
        List<String> keys = new ArrayList<>();
        for (KeyId id : ids) {
            keys.add(id.hex());
        }
        return keys;
    }

    private Map<String, @Nullable Object> verdict() {
        Map<String, @Nullable Object> row = new LinkedHashMap<>();
        Verdict verdict = explanation.verdict();
        if (verdict instanceof Verdict.Signed signed) {
            row.put("digest", signed.digest().toString());
            row.put("tags", signed.tags());
            row.put("pinned", signed.pinned());
        } else if (verdict instanceof Verdict.Exempt exempt) {
            row.put("exempt", exempt.reason());
        } else if (verdict instanceof Verdict.Refused refused) {
            List<Object> reasons = new ArrayList<>();
            for (Reason reason : refused.reasons()) {
                reasons.add(reason(reason.code().name(), reason.what() + "; " + reason.remedy(), reason.details()));
            }
            row.put("reasons", reasons);
        }
        return row;
    }

    private static Map<String, Object> reason(String code, String message, List<String> details) {
        Map<String, Object> row = new LinkedHashMap<>();
        row.put("code", code);
        row.put("message", message);
        row.put("details", details);
        return row;
    }
}
