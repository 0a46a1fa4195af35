package dev.navicert.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.navicert.cli.syntax.Command;
import dev.navicert.cli.syntax.Flag;
import dev.navicert.cli.verbs.ProgramName;
import dev.navicert.cli.verbs.Vocabulary;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

class SchemasTest {
    @Test
    void every_verb_that_speaks_json_has_a_schema_and_no_schema_is_left_over() throws Exception {
        Set<String> promised = new TreeSet<>(Schemas.all());
        assertThat(promised.remove("error")).isTrue();
        assertThat(promised.remove("decision")).as("the webhook's log").isTrue();

        assertThat(verbsWithJson(ProgramName.NAVICERT))
                .extracting(verb -> verb.replace(' ', '-'))
                .containsExactlyElementsOf(promised);
    }

    @Test
    void every_verb_that_speaks_json_is_documented() throws Exception {
        String documented = Files.readString(Path.of("docs/json-output.md"));
        for (String verb : verbsWithJson(ProgramName.NAVICERT)) {
            assertThat(documented.lines().findFirst().orElseThrow() + documented.split("\n\n", 3)[1])
                    .contains("`" + verb + "`");
        }
    }

    @Test
    void notary_speaks_json_wherever_it_has_the_verb() {
        Set<String> own = new TreeSet<>(verbsWithJson(ProgramName.NAVICERT));
        own.removeAll(verbsWithJson(ProgramName.NOTARY));
        assertThat(own).containsExactly("explain", "inspect", "mirror");
    }

    @Test
    void a_member_that_no_schema_describes_is_noticed() throws Exception {
        String version = CommandRun.navicert("version", "--format", "json").stdout();
        assertThat(Schemas.complaints("version", version)).isEmpty();
        assertThat(Schemas.complaints("version", version.replaceFirst("\\{", "{\"new\": 1,")))
                .isNotEmpty();
        assertThat(Schemas.complaints("version", "{}")).isNotEmpty();
    }

    private static Set<String> verbsWithJson(ProgramName program) {
        Set<String> verbs = new TreeSet<>();
        collect(Vocabulary.calledAs(program), verbs);
        return verbs;
    }

    private static void collect(Command command, Set<String> verbs) {
        if (command.ownFlags().stream().map(Flag::name).anyMatch("format"::equals)) {
            verbs.add(command.path().substring(command.path().indexOf(' ') + 1));
        }
        command.subcommands().forEach(below -> collect(below, verbs));
    }
}
