package dev.navicert.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** Help texts, usage, unknown words, wrong flags and missing arguments, as recorded of {@code notary}. */
class RecordedWordsTest {
    private static final Set<String> ABOUT_WORDS = Set.of(
            "001-no-args",
            "002-help",
            "004-help-each",
            "005-help-variants",
            "006-unknown-command",
            "007-unknown-flag",
            "008-missing-args");
    /** These depend on flags beside the number of arguments, which is for the verbs themselves to check. */
    private static final Set<String> LEFT_TO_THE_VERB =
            Set.of("addhash g t 3", "reset g", "delegation add g targets/a", "delegation purge g");

    @TestFactory
    Stream<DynamicTest> answers_as_recorded() {
        return Transcripts.scenarios().stream()
                .filter(scenario -> ABOUT_WORDS.contains(scenario.get("id").asText()))
                .flatMap(scenario -> Transcripts.steps(scenario).stream())
                .filter(step -> !LEFT_TO_THE_VERB.contains(String.join(" ", step.words())))
                .map(step -> DynamicTest.dynamicTest(step.name(), () -> {
                    CommandRun run = CommandRun.notary(step.words().toArray(new String[0]));
                    assertThat(run.stdout()).isEqualTo(step.stdout());
                    assertThat(run.exit()).isEqualTo(step.exit());
                    assertThat(run.stderr()).isEmpty();
                }));
    }
}
