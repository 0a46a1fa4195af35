package dev.navicert.demo;

import java.net.URI;
import java.util.Map;
import java.util.stream.Collectors;

/** The policy of the demo: what a platform team would write, with the pins of keys that were made a moment ago. */
final class DemoPolicy {
    private static final String TEXT = """
            apiVersion: navicert.dev/v1alpha1
            kind: TrustServer
            metadata: {name: demo}
            spec:
              url: %s
              insecure: true                      # plain HTTP, on the loopback interface
              serves: ["%2$s/**"]
              pins:
                certs:
            %3$s
            ---
            apiVersion: navicert.dev/v1alpha1
            kind: ClusterImagePolicy
            metadata: {name: demo}
            spec:
              mode: enforce
              rules:
              - images: ["%2$s/shop/*"]
                verify: {}
              - images: ["%2$s/shop/api"]         # more specific, so it wins: both must have signed
                verify:
                  signedBy: {allOf: [targets/releases, targets/qa]}
              - images: ["**"]
                deny: {}
            """;

    private DemoPolicy() {}

    /** The documents, for {@code --policy}. */
    static String text(URI server, Map<String, String> rootCertificates) {
        String pins = rootCertificates.entrySet().stream()
                .map(pin -> "      \"" + pin.getKey() + "\": [" + pin.getValue() + "]")
                .collect(Collectors.joining("\n"));
        return TEXT.formatted(server, DemoCollections.REGISTRY, pins);
    }
}
