package dev.navicert.policy;

import dev.navicert.policy.yaml.InvalidPolicyException;
import dev.navicert.policy.yaml.PolicyDocuments;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Policy sets for tests, written as users write them. */
public final class Policies {
    private Policies() {}

    /** The set in a text. */
    public static PolicySet read(String yaml) throws InvalidPolicyException {
        try {
            Path file = Files.createTempFile("policy", ".yaml");
            try {
                Files.writeString(file, yaml);
                return PolicyDocuments.read(file);
            } finally {
                Files.delete(file);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A cluster policy with these rules, each a line such as {@code images: [...], deny: {}}. */
    public static String cluster(String name, String... rules) {
        return document("ClusterImagePolicy", "{name: " + name + "}", "", rules);
    }

    /** A namespaced policy with these rules. */
    public static String namespaced(String name, String namespace, String... rules) {
        return document("ImagePolicy", "{name: " + name + ", namespace: " + namespace + "}", "", rules);
    }

    /** A policy document; {@code fields} are lines of its spec. */
    public static String document(String kind, String metadata, String fields, String... rules) {
        StringBuilder text = new StringBuilder("---\napiVersion: navicert.dev/v1alpha1\nkind: " + kind + "\nmetadata: "
                + metadata + "\nspec:\n  " + fields + "\n  rules:\n");
        for (String rule : rules) {
            text.append("  - {").append(rule).append("}\n");
        }
        return text.toString();
    }

    /** A trust server; {@code fields} are further lines of its spec. */
    public static String server(String name, String serves, String... fields) {
        StringBuilder text =
                new StringBuilder("---\napiVersion: navicert.dev/v1alpha1\nkind: TrustServer\nmetadata: {name: " + name
                        + "}\nspec:\n  url: https://" + name + ".example\n  serves: [" + serves + "]\n");
        for (String field : fields) {
            text.append("  ").append(field).append('\n');
        }
        return text.toString();
    }
}
