package dev.navicert.policy.document;

import java.util.Set;
import java.util.regex.Pattern;

/** Makes a server or a policy of a tree of nodes, or says what is wrong with it. */
public final class DocumentReader {
    /** The only version there is. */
    public static final String API_VERSION = "navicert.dev/v1alpha1";

    private static final int MAX_NAME = 253;
    private static final Pattern NAME =
            Pattern.compile("[a-z0-9]([-a-z0-9]*+(?<=[a-z0-9]))?(\\.[a-z0-9]([-a-z0-9]*+(?<=[a-z0-9]))?)*+");
    private static final int MAX_NAMESPACE = 63;

    private final TrustServerReader servers;

    /** @param attachments where the files are that documents name */
    public DocumentReader(Attachments attachments) {
        this.servers = new TrustServerReader(attachments);
    }

    /**
     * Reads one document.
     *
     * @throws InvalidDocumentException at the first thing that is wrong
     */
    public Document read(Node root) throws InvalidDocumentException {
        Fields document = Fields.of(new Value(root, ""), "apiVersion", "kind", "metadata", "spec");
        document.required("apiVersion").oneOf(API_VERSION);
        String kind = document.required("kind").oneOf("TrustServer", "ClusterImagePolicy", "ImagePolicy");
        Fields metadata = Fields.of(document.required("metadata"), "name", "namespace", "labels", "annotations");
        String name = name(metadata.required("name"), MAX_NAME);
        for (String texts : Set.of("labels", "annotations")) {
            Value value = metadata.orNull(texts);
            if (value != null) {
                for (Value text : Fields.ofAnyName(value).all()) {
                    text.string();
                }
            }
        }
        Value namespace = metadata.orNull("namespace");
        Value spec = document.required("spec");
        if (kind.equals("ImagePolicy")) {
            String in = name(metadata.required("namespace"), MAX_NAMESPACE);
            return new Document.Rules(root.position(), PolicyReader.ofNamespace(name, in, spec));
        }
        if (namespace != null) {
            throw namespace.refuse("is for an ImagePolicy; a " + kind + " is cluster-scoped");
        }
        return kind.equals("TrustServer")
                ? new Document.Server(root.position(), servers.read(name, spec))
                : new Document.Rules(root.position(), PolicyReader.ofCluster(name, spec));
    }

    private static String name(Value value, int longest) throws InvalidDocumentException {
        String name = value.string();
        boolean isLabel = longest > MAX_NAMESPACE || name.indexOf('.') < 0;
        if (name.length() > longest || !isLabel || !NAME.matcher(name).matches()) {
            throw value.refuse("must be lower-case letters, digits, hyphens"
                    + (longest > MAX_NAMESPACE ? " and dots" : "") + ", at most " + longest + " characters");
        }
        return name;
    }
}
