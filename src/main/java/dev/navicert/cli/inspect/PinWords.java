package dev.navicert.cli.inspect;

import dev.navicert.trust.TrustPin;
import dev.navicert.tuf.crypto.KeyId;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** The pin in force. */
final class PinWords {
    private PinWords() {}

    static String text(TrustPin pin) {
        if (pin instanceof TrustPin.Certificates certificates) {
            return certificates.ids().isEmpty()
                    ? "no certificate at all"
                    : "certificates "
                            + certificates.ids().stream().map(KeyId::hex).collect(Collectors.joining(", "));
        }
        if (pin instanceof TrustPin.Authority pinned) {
            String fingerprint = pinned.authority().fingerprint();
            return fingerprint.isEmpty() ? "an authority whose file cannot be read" : "authority sha256:" + fingerprint;
        }
        return pin == TrustPin.FirstUse.ALLOWED
                ? "none: the first root that is seen is trusted"
                : "none, and first use is refused";
    }

    static Map<String, Object> facts(TrustPin pin) {
        Map<String, Object> facts = new LinkedHashMap<>();
        facts.put("kind", kind(pin));
        facts.put(
                "certificates",
                pin instanceof TrustPin.Certificates certificates
                        ? certificates.ids().stream().map(KeyId::hex).toList()
                        : List.of());
        facts.put(
                "authority",
                pin instanceof TrustPin.Authority pinned ? pinned.authority().fingerprint() : null);
        return facts;
    }

    private static String kind(TrustPin pin) {
        if (pin instanceof TrustPin.Certificates) {
            return "certificates";
        }
        if (pin instanceof TrustPin.Authority) {
            return "authority";
        }
        return pin == TrustPin.FirstUse.ALLOWED ? "first-use" : "refused";
    }
}
