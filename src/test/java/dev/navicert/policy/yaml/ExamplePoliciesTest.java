package dev.navicert.policy.yaml;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import dev.navicert.policy.document.Attachments;
import dev.navicert.policy.document.DocumentReader;
import dev.navicert.policy.document.InvalidDocumentException;
import dev.navicert.policy.document.Node;
import dev.navicert.policy.document.Position;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The examples in {@code config/}, and the schema there, which says what the reader says. */
class ExamplePoliciesTest {
    private static final Position NOWHERE = new Position("nowhere", 0);
    private static final DocumentReader READER = new DocumentReader(new Attachments() {
        @Override
        public String locate(String path) {
            return path;
        }

        @Override
        public byte[] read(String path) {
            return "-----BEGIN CERTIFICATE-----".getBytes(StandardCharsets.UTF_8);
        }
    });

    static List<Path> examples() throws IOException {
        try (Stream<Path> files = Files.list(Path.of("config/examples"))) {
            return files.filter(file -> file.toString().endsWith(".yaml"))
                    .sorted()
                    .toList();
        }
    }

    @ParameterizedTest
    @MethodSource("examples")
    void every_example_can_be_loaded(Path example) {
        assertThatCode(() -> PolicyDocuments.read(example)).doesNotThrowAnyException();
    }

    /** Every field of every example, removed, renamed, repeated as another type: reader and schema agree on each. */
    @Test
    void the_schema_accepts_and_refuses_what_the_reader_does() throws Exception {
        MiniSchema schema = MiniSchema.parse(Files.readString(Path.of("config/policy.schema.json")));
        List<Node> documents = new ArrayList<>();
        for (Path example : examples()) {
            documents.addAll(YamlReader.read(example.toString(), Files.readString(example)));
        }
        documents.addAll(YamlReader.read("everything", EVERYTHING));
        int compared = 0;
        for (Node document : documents) {
            assertThat(schema.check(document)).isEmpty();
            for (Node variant : variants(document)) {
                String refusal = refusal(variant);
                assertThat(schema.check(variant).isEmpty())
                        .as("the reader says \"%s\", the schema %s, of %s", refusal, schema.check(variant), variant)
                        .isEqualTo(refusal.isEmpty());
                compared++;
            }
        }
        assertThat(compared).isGreaterThan(500);
    }

    private static String refusal(Node document) {
        try {
            READER.read(document);
            return "";
        } catch (InvalidDocumentException e) {
            return String.valueOf(e.getMessage());
        }
    }

    /** The document with one thing changed, in every way and at every place. */
    private static List<Node> variants(Node node) {
        List<Node> variants = new ArrayList<>();
        variants.add(new Node.Scalar(NOWHERE, Node.Type.NULL, ""));
        variants.add(new Node.Scalar(NOWHERE, Node.Type.BOOLEAN, "true"));
        variants.add(new Node.Scalar(NOWHERE, Node.Type.INTEGER, "7777777"));
        variants.add(new Node.Scalar(NOWHERE, Node.Type.STRING, "no such word!"));
        variants.add(new Node.Sequence(NOWHERE, List.of()));
        if (node instanceof Node.Mapping mapping) {
            List<Node.Entry> entries = mapping.entries();
            variants.add(with(entries, entries.size(), entry("unknown", variants.get(1))));
            for (int i = 0; i < entries.size(); i++) {
                int at = i;
                Node.Entry entry = entries.get(i);
                variants.add(with(without(entries, i), i, entry(entry.name() + "x", entry.value())));
                variants.add(new Node.Mapping(NOWHERE, without(entries, i)));
                changed(entry.value(), value -> with(without(entries, at), at, entry(entry.name(), value)), variants);
            }
        } else if (node instanceof Node.Sequence sequence) {
            for (int i = 0; i < sequence.items().size(); i++) {
                int at = i;
                changed(
                        sequence.items().get(i),
                        value -> {
                            List<Node> items = new ArrayList<>(sequence.items());
                            items.set(at, value);
                            return new Node.Sequence(NOWHERE, items);
                        },
                        variants);
            }
        }
        return variants;
    }

    /** What is said in words, not by structure, is left alone: any text, any name and any pattern may stand there. */
    private static void changed(Node value, UnaryOperator<Node> in, List<Node> variants) {
        variants(value).stream()
                .filter(variant -> !isFree(value, variant))
                .map(in)
                .forEach(variants::add);
    }

    private static boolean isFree(Node before, Node after) {
        boolean bothTexts = before instanceof Node.Scalar old
                && after instanceof Node.Scalar now
                && now.type() == Node.Type.STRING
                && old.type() == Node.Type.STRING;
        boolean number = before instanceof Node.Scalar old
                && old.type() == Node.Type.INTEGER
                && after instanceof Node.Scalar now
                && now.type() == Node.Type.INTEGER;
        return bothTexts || number;
    }

    private static Node.Entry entry(String name, Node value) {
        return new Node.Entry(NOWHERE, name, value);
    }

    private static Node.Mapping with(List<Node.Entry> entries, int at, Node.Entry entry) {
        List<Node.Entry> result = new ArrayList<>(entries);
        result.add(at, entry);
        return new Node.Mapping(NOWHERE, result);
    }

    private static List<Node.Entry> without(List<Node.Entry> entries, int at) {
        List<Node.Entry> result = new ArrayList<>(entries);
        result.remove(at);
        return result;
    }

    /** What the examples do not show. */
    private static final String EVERYTHING = """
            apiVersion: navicert.dev/v1alpha1
            kind: TrustServer
            metadata: {name: everything, labels: {a: b}, annotations: {c: d}}
            spec:
              url: file:///mirror
              insecure: true
              serves: ["a.example/**"]
              pins:
                ca: {"a.example/x": {file: x.pem}, "a.example/y": {pem: "-----BEGIN CERTIFICATE-----"}}
                firstUse: true
              frozen: {until: 2027-06-30, manifest: "sha256:%1$s"}
              forgetBefore: {"a.example/x": 2026-11-27T21:00:00Z, "a.example/y": 2026-11-27T21:00:00.5+01:00}
            ---
            apiVersion: navicert.dev/v1alpha1
            kind: ImagePolicy
            metadata: {name: everything, namespace: team, labels: {a: b}, annotations: {c: d}}
            spec:
              mode: audit
              templates: pin
              rules:
              - images: ["a.example/**", "b.example/x:1"]
                verify:
                  signedBy: {atLeast: 1, of: [targets, {role: targets/qa, keys: ["%1$s"]}]}
                overridable: false
            """.formatted("a".repeat(64));
}
