package dev.navicert.policy;

import static org.assertj.core.api.Assertions.assertThat;

import dev.navicert.name.ImageReference;
import dev.navicert.name.InvalidReferenceException;
import dev.navicert.name.MatchingName;
import dev.navicert.name.RandomReferences;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** What holds for every pattern and every name; thousands of them from a fixed seed. */
class PatternPropertiesTest {
    private static final int RUNS = 20_000;

    private final Random random = new Random(7);
    private final RandomReferences references = new RandomReferences(8);

    @Test
    void a_pattern_never_matches_a_host_that_it_does_not_name() throws Exception {
        for (int i = 0; i < RUNS; i++) {
            String host = references.domain();
            Pattern pattern = pattern(host);
            MatchingName name = MatchingName.of(hostile(host));

            if (pattern.matches(name)) {
                assertThat(name.host()).as("%s matches %s", pattern, name).isEqualTo(host);
            }
            if (pattern.alias().matches(name.alias())) {
                assertThat(name.alias().host())
                        .as("%s matches %s", pattern, name)
                        .isEqualTo(MatchingName.aliasOf(host));
            }
        }
    }

    @Test
    void a_wildcard_in_a_host_never_reaches_into_the_path() throws Exception {
        Pattern pattern = Pattern.parse("*.corp.example/**");
        for (int i = 0; i < RUNS; i++) {
            MatchingName name = MatchingName.of(hostile("registry.corp.example"));

            assertThat(pattern.matches(name))
                    .as("%s", name)
                    .isEqualTo(name.host().endsWith(".corp.example"));
        }
    }

    @Test
    void a_name_matches_itself_and_everything_matches_everything() throws Exception {
        for (int i = 0; i < RUNS; i++) {
            MatchingName name = MatchingName.of(ImageReference.parse(references.valid()));

            assertThat(Pattern.parse("**").matches(name)).isTrue();
            assertThat(Glob.matches(name.segments(), name.segments())).isTrue();
        }
    }

    private Pattern pattern(String host) throws InvalidPatternException {
        List<String> tails = List.of("**", "*/**", "**/a*", "x/**", "**/docker.io/**", "*/*");
        return Pattern.parse(host + "/" + tails.get(random.nextInt(tails.size())));
    }

    /** A name that holds the host somewhere, perhaps where it belongs. */
    private ImageReference hostile(String host) {
        String hostAsPath = host.toLowerCase(java.util.Locale.ROOT).replaceAll("[^a-z0-9.-]", "");
        List<String> texts = List.of(
                host + "/" + references.path(),
                "evil.example/" + hostAsPath + "/" + references.path(),
                "evil" + host + "/" + references.path(),
                host + ".evil.example/" + references.path(),
                host + ":5001/" + references.path(),
                host.toUpperCase(java.util.Locale.ROOT) + "/" + references.path(),
                hostAsPath + "/" + references.path(),
                references.valid());
        while (true) {
            try {
                return ImageReference.parse(Objects.requireNonNull(texts.get(random.nextInt(texts.size()))));
            } catch (InvalidReferenceException e) {
                // some of these are no names at all; another one then
            }
        }
    }
}
