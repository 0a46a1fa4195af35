package dev.navicert.demo;

import static dev.navicert.demo.DemoCollections.API;
import static dev.navicert.demo.DemoCollections.MODELS;
import static dev.navicert.demo.DemoCollections.REGISTRY;
import static dev.navicert.demo.DemoCollections.TAMPERED;
import static dev.navicert.demo.DemoCollections.WEB;

import dev.navicert.policy.Code;
import java.util.List;
import java.util.Optional;

/** What the demo asks, in the order of its table. */
final class DemoReviews {
    private static final Optional<Code> ADMITTED = Optional.empty();

    private DemoReviews() {}

    /** A pod with an image that nobody signed. */
    static DemoReview unsigned() {
        return DemoReview.pod("web-nightly", WEB + ":nightly", Optional.of(Code.UNSIGNED_TAG));
    }

    static List<DemoReview> all() {
        String digest =
                "@sha256:" + DemoCollections.manifest(WEB + ":1.0").sha256().orElseThrow();
        return List.of(
                DemoReview.pod("web", WEB + ":1.0", ADMITTED),
                DemoReview.pod("web-by-digest", WEB + digest, ADMITTED),
                DemoReview.pod("api", API + ":2.1", ADMITTED),
                DemoReview.pod("api-untested", API + ":2.2", Optional.of(Code.SIGNER_MISSING)),
                unsigned(),
                DemoReview.pod("tampered", TAMPERED + ":1.0", Optional.of(Code.SIGNATURE_INVALID)),
                DemoReview.pod("unknown", REGISTRY + "/shop/unknown:1.0", Optional.of(Code.NO_TRUST_DATA)),
                DemoReview.pod("elsewhere", "evil.example/" + WEB + ":1.0", Optional.of(Code.POLICY_DENY)),
                DemoReview.deployment("web", WEB + ":1.0", ADMITTED),
                DemoReview.ephemeralContainer("web", WEB + ":debug", Optional.of(Code.UNSIGNED_TAG)),
                DemoReview.imageVolume("predict", MODELS + ":2026-11", ADMITTED),
                DemoReview.imageVolume("predict-beta", MODELS + ":beta", Optional.of(Code.UNSIGNED_TAG)));
    }
}
