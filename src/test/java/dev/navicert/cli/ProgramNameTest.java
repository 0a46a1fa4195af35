package dev.navicert.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class ProgramNameTest {
    @Test
    void called_as_navicert_its_help_is_the_same_with_the_name_exchanged_and_flags_of_its_own() {
        List<String> notary = lines(CommandRun.notary("list", "--help"));
        List<String> navicert = lines(CommandRun.navicert("list", "--help"));
        assertThat(navicert).containsSubsequence(notary);
        assertThat(navicert.stream().filter(line -> !notary.contains(line)))
                .isNotEmpty()
                .allMatch(line -> line.startsWith("--"));
    }

    /** Without the width of columns, which is that of the longest flag. */
    private static List<String> lines(CommandRun help) {
        return help.stdout()
                .replace("navicert", "notary")
                .lines()
                .map(line -> line.strip().replaceAll(" {2,}", "  "))
                .toList();
    }

    @Test
    void shows_its_own_verbs_under_its_own_name_only() {
        assertThat(CommandRun.navicert("help").stdout())
                .contains("  explain     ", "  webhook     ", "  demo        ", "  archive     ")
                .startsWith("Navicert allows");
        assertThat(CommandRun.notary("help").stdout()).doesNotContain("explain", "webhook");
        assertThat(CommandRun.notary("explain", "x").stdout())
                .startsWith("\n* fatal: unknown command \"explain\" for \"notary\"");
    }

    @Test
    void says_what_it_is_in_the_layout_of_notary() {
        assertThat(CommandRun.notary("version").stdout())
                .matches("notary\n Version:    \\S*\n Git commit: \\S*\n Java version: \\S+\n");
        assertThat(CommandRun.navicert("--version").stdout())
                .matches("navicert Version: \\S*, Git commit: \\S*, Java version: \\S+\n");
    }

    @Test
    void says_what_it_is_to_programs() {
        assertThat(CommandRun.navicert("version", "--format", "json").stdout())
                .startsWith("{\n  \"name\": \"navicert\",\n  \"version\": ");
        CommandRun wrong = CommandRun.navicert("version", "--format", "xml");
        assertThat(wrong.stdout()).isEqualTo("\n* fatal: --format must be text or json, not \"xml\"\n");
        assertThat(wrong.exit()).isEqualTo(1);
    }
}
