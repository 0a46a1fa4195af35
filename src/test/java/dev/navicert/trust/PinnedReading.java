package dev.navicert.trust;

import com.fasterxml.jackson.databind.JsonNode;
import dev.navicert.tuf.TrustException;
import dev.navicert.tuf.TrustException.NotAnchored.Reason;
import dev.navicert.tuf.crypto.KeyId;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** A row of {@code f-trust-pinning.json}: a collection read with a configuration. */
record PinnedReading(String name, RecordedCollection recorded, JsonNode row) {
    private static final Map<Reason, String> WORDS = Map.of(
            Reason.NO_VALID_LEAF, "unable to retrieve valid leaf certificates",
            Reason.NO_PIN_MATCHES, "unable to match any certificates to trust_pinning config",
            Reason.NOT_SELF_SIGNED, "failed to validate integrity of roots",
            Reason.FIRST_USE_REFUSED, "invalid trust pinning specified",
            Reason.AUTHORITY_UNREADABLE, "could not load root cert from CA path",
            Reason.AUTHORITY_INVALID, "invalid CA certs provided");

    /** Rows of which the collection is here. */
    static List<PinnedReading> all() throws IOException {
        List<PinnedReading> all = new ArrayList<>();
        int number = 0;
        for (JsonNode row : RecordedCollection.json(RecordedCollection.ALL.resolve("f-trust-pinning.json"))) {
            number++;
            String fixture = row.path("fixture").textValue();
            if (Files.isDirectory(RecordedCollection.ALL.resolve(fixture))) {
                RecordedCollection recorded = RecordedCollection.named(
                        fixture, row.path("client_cache").textValue());
                all.add(new PinnedReading(String.format("pinning %02d %s", number, fixture), recorded, row));
            }
        }
        return all;
    }

    /** {@code ok}, or the recorded line. */
    String expected() {
        return row.path("cli_error").asText("ok");
    }

    String notaryOutcome() throws Exception {
        try {
            TrustedCollection.update(
                    UpdateRequest.notary(recorded.gun(), recorded.server(), recorded.reader(), pins(), recorded.now()));
            return "ok";
        } catch (TrustException.NotAnchored e) {
            return "* fatal: could not validate the path to a trusted root: " + WORDS.get(e.reason());
        }
    }

    UpdateRequest strict() throws IOException {
        return UpdateRequest.strict(
                recorded.gun(), recorded.server(), recorded.reader(), pins(), Memory.NONE, recorded.now());
    }

    /** Notary's command line writes the names of collections in lower case when it reads its configuration. */
    private NotaryPins pins() throws IOException {
        JsonNode config = row.path("trust_pinning");
        Map<String, List<KeyId>> certs = new HashMap<>();
        config.path("certs").properties().forEach(entry -> {
            List<KeyId> ids = new ArrayList<>();
            entry.getValue().forEach(id -> ids.add(new KeyId(id.textValue())));
            certs.put(entry.getKey().toLowerCase(java.util.Locale.ROOT), ids);
        });
        Map<String, PinnedAuthority> ca = new HashMap<>();
        for (Map.Entry<String, JsonNode> entry : config.path("ca").properties()) {
            Path file = RecordedCollection.ALL.resolve(entry.getValue().textValue());
            ca.put(
                    entry.getKey(),
                    Files.exists(file) ? PinnedAuthority.of(Files.readAllBytes(file)) : PinnedAuthority.unreadable());
        }
        boolean refused = config.path("disable_tofu").asBoolean();
        return new NotaryPins(certs, ca, refused ? TrustPin.FirstUse.REFUSED : TrustPin.FirstUse.ALLOWED);
    }
}
