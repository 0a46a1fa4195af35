package dev.navicert.name;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** What holds for every reference; thousands of them from a fixed seed. */
class ReferencePropertiesTest {
    private static final int RUNS = 20_000;
    private static final Pattern GRAMMAR = goGrammar();

    private final RandomReferences random = new RandomReferences(20231107);

    @Test
    void printing_and_parsing_is_the_identity() throws InvalidReferenceException {
        for (int i = 0; i < RUNS; i++) {
            ImageReference reference = ImageReference.parse(random.valid());
            ImageReference again = ImageReference.parse(print(reference));

            assertThat(print(again)).isEqualTo(print(reference));
            assertThat(again.domain()).isEqualTo(reference.domain());
            assertThat(again.path()).isEqualTo(reference.path());
            assertThat(again.tag()).isEqualTo(reference.tag());
            assertThat(again.digest()).isEqualTo(reference.digest());
        }
    }

    @Test
    void normalisation_is_idempotent() throws InvalidReferenceException {
        for (int i = 0; i < RUNS; i++) {
            String canonical = ImageReference.parse(random.valid()).canonical();

            assertThat(ImageReference.parse(canonical).canonical()).isEqualTo(canonical);
        }
    }

    @Test
    void aliasing_is_idempotent() throws InvalidReferenceException {
        for (int i = 0; i < RUNS; i++) {
            MatchingName alias =
                    MatchingName.of(ImageReference.parse(random.valid())).alias();

            assertThat(alias.alias()).isEqualTo(alias);
        }
    }

    @Test
    void anything_is_either_refused_or_read_without_loss() {
        for (int i = 0; i < RUNS; i++) {
            String text = random.hostile();
            try {
                ImageReference reference = ImageReference.parse(text);
                assertThat(ImageReference.parse(print(reference)).canonical()).isEqualTo(reference.canonical());
                assertThat(reference.canonical()).matches("[\\x21-\\x7e]+");
            } catch (InvalidReferenceException e) {
                assertThat(e).hasMessageNotContaining("null");
            }
        }
    }

    /** The hand-written scanner against the reference's own regular expression, on domain and remainder made whole. */
    @Test
    void the_scanner_accepts_what_the_regular_expression_accepts() {
        for (int i = 0; i < RUNS; i++) {
            String text = "registry.example/" + random.hostile();
            boolean regex = GRAMMAR.matcher(text).matches();
            String reason = refusal(text);

            assertThat(regex).as("%s: %s", text, reason).isEqualTo(reason.isEmpty() || reason.contains("digest"));
        }
    }

    private static String refusal(String text) {
        try {
            ImageReference.parse(text);
            return "";
        } catch (InvalidReferenceException e) {
            return String.valueOf(e.getMessage());
        }
    }

    private static String print(ImageReference reference) {
        return reference.gun()
                + reference.tag().map(tag -> ":" + tag).orElse("")
                + reference.digest().map(digest -> "@" + digest).orElse("");
    }

    /** {@code regexp.go}, piece by piece. */
    private static Pattern goGrammar() {
        String label = "(?:[a-zA-Z0-9]|[a-zA-Z0-9][a-zA-Z0-9-]*[a-zA-Z0-9])";
        String host = "(?:" + label + "(?:\\." + label + ")*|\\[(?:[a-fA-F0-9:]+)\\])";
        String component = "[a-z0-9]+(?:(?:[._]|__|[-]+)[a-z0-9]+)*";
        String name = "(?:" + host + "(?::[0-9]+)?/)?" + component + "(?:/" + component + ")*";
        String digest = "[A-Za-z][A-Za-z0-9]*(?:[-_+.][A-Za-z][A-Za-z0-9]*)*:[0-9a-fA-F]{32,}";
        return Pattern.compile("(?:" + name + ")(?::[a-zA-Z0-9_][a-zA-Z0-9_.-]{0,127})?(?:@" + digest + ")?");
    }
}
