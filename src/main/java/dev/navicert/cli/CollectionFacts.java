package dev.navicert.cli;

import dev.navicert.trust.SignedTarget;
import dev.navicert.trust.UpdateFact;
import dev.navicert.trust.VerifiedRole;
import dev.navicert.tuf.crypto.KeyId;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;

/** What {@code --format json} says of a collection; the shape is promised in {@code docs/json-output.md}. */
final class CollectionFacts {
    private CollectionFacts() {}

    /** The collection as verified; room for more members at the end. */
    static Map<String, Object> of(CollectionSource.Reading reading) {
        Map<String, Object> facts = new LinkedHashMap<>();
        facts.put("gun", reading.collection().gun().value());
        facts.put("server", reading.server());
        facts.put("current", !reading.collection().usedCachedTimestamp());
        facts.put(
                "frozenUntil",
                reading.collection().renewal().fold(() -> null, frozen -> frozen.until(), () -> null, () -> null));
        List<Map<String, Object>> roles = new ArrayList<>();
        for (VerifiedRole role : reading.collection().roles().values()) {
            roles.add(of(role));
        }
        facts.put("roles", roles);
        List<Map<String, Object>> skipped = new ArrayList<>();
        for (UpdateFact.RoleSkipped fact : reading.collection().skipped()) {
            Map<String, Object> row = new LinkedHashMap<>();
            row.put("role", fact.role().value());
            row.put("reason", reading.words().of(fact.reason()));
            skipped.add(row);
        }
        facts.put("skipped", skipped);
        return facts;
    }

    private static Map<String, Object> of(VerifiedRole role) {
        Map<String, Object> row = new LinkedHashMap<>();
        row.put("role", role.name().value());
        row.put("version", role.version());
        row.put("expires", DateTimeFormatter.ISO_OFFSET_DATE_TIME.format(role.expires()));
        List<String> keys = new ArrayList<>();
        for (KeyId key : new TreeSet<>(role.signedBy())) {
            keys.add(key.hex());
        }
        row.put("signedBy", keys);
        return row;
    }

    /** A target; an algorithm that it has no checksum of is null. */
    static Map<String, Object> of(SignedTarget target) {
        Map<String, Object> row = new LinkedHashMap<>();
        row.put("name", target.name());
        row.put("sha256", target.sha256().orElse(null));
        row.put("sha512", target.sha512().orElse(null));
        row.put("length", target.length());
        row.put("role", target.role().value());
        return row;
    }
}
