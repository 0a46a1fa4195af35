package dev.navicert.cli.passphrases;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.navicert.cli.settings.Surroundings;
import dev.navicert.cli.terminal.FatalException;
import dev.navicert.cli.terminal.Terminal;
import dev.navicert.cli.verbs.ProgramName;
import dev.navicert.keys.PassphraseSource.Purpose;
import dev.navicert.keys.PassphraseSource.Question;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Where passphrases come from, which of the places counts, and that none stays behind. */
class PassphrasesTest {
    private final Map<String, String> environment = new HashMap<>();
    private final ByteArrayOutputStream shown = new ByteArrayOutputStream();
    private boolean hidden;

    private Terminal terminal(String typed, boolean isTerminal) {
        PrintStream out = new PrintStream(shown, false, UTF_8);
        InputStream in = new ByteArrayInputStream(typed.getBytes(UTF_8));
        return new Terminal(in, out, out, new Terminal.Device() {
            @Override
            public boolean isTerminal(Terminal.Stream stream) {
                return isTerminal;
            }

            @Override
            public AutoCloseable withoutEcho() {
                hidden = true;
                return () -> {};
            }
        });
    }

    private Passphrases of(ProgramName program, Terminal terminal) {
        return Passphrases.of(program, new Surroundings(environment, Path.of("/")), terminal);
    }

    private static PassphraseFile file(String text) throws FatalException {
        return PassphraseFile.read("the file", new ByteArrayInputStream(text.getBytes(UTF_8)));
    }

    private static Question open(String role, int attempt) {
        return new Question("0123456789", role, Purpose.OPEN, attempt);
    }

    private static String answer(Passphrases passphrases, Question question) {
        return passphrases.answer(question).map(String::new).orElse("none");
    }

    @ParameterizedTest
    @CsvSource({
        "root, one",
        "targets, two",
        "snapshot, three",
        "timestamp, none",
        "targets/releases, four",
        "alice, four",
        "'', four"
    })
    void each_role_has_its_variable_and_whatever_is_no_base_role_shares_one(String role, String passphrase) {
        environment.put("NOTARY_ROOT_PASSPHRASE", "one");
        environment.put("NOTARY_TARGETS_PASSPHRASE", "two");
        environment.put("NOTARY_SNAPSHOT_PASSPHRASE", "three");
        environment.put("NOTARY_DELEGATION_PASSPHRASE", "four");

        assertThat(answer(of(ProgramName.NOTARY, terminal("", false)), open(role, 0)))
                .isEqualTo(passphrase);
    }

    @Test
    void a_file_goes_before_variables_and_notarys_variables_go_before_dockers_and_the_terminal() throws Exception {
        environment.put("DOCKER_CONTENT_TRUST_ROOT_PASSPHRASE", "docker root");
        environment.put("DOCKER_CONTENT_TRUST_REPOSITORY_PASSPHRASE", "docker repository");
        Terminal terminal = terminal("typed\n", true);
        Passphrases navicert = of(ProgramName.NAVICERT, terminal);

        assertThat(answer(navicert, open("root", 0))).isEqualTo("docker root");
        assertThat(answer(navicert, open("alice", 0))).isEqualTo("docker repository");
        assertThat(answer(of(ProgramName.NOTARY, terminal), open("root", 0))).isEqualTo("typed");
        environment.put("NOTARY_ROOT_PASSPHRASE", "notary root");
        assertThat(answer(navicert, open("root", 0))).isEqualTo("notary root");
        assertThat(navicert.origin("root")).isEqualTo("NOTARY_ROOT_PASSPHRASE");
        Passphrases withFile = navicert.after(file("root:from the file\n"));
        assertThat(answer(withFile, open("root", 0))).isEqualTo("from the file");
        assertThat(withFile.origin("root")).isEqualTo("the file");
        assertThat(answer(withFile, open("alice", 0))).isEqualTo("docker repository");
    }

    @Test
    void a_provided_passphrase_that_was_wrong_is_not_given_again_and_nobody_is_asked_instead() {
        environment.put("NOTARY_ROOT_PASSPHRASE", "wrong");

        assertThat(answer(of(ProgramName.NOTARY, terminal("typed\n", true)), open("root", 1)))
                .isEqualTo("none");
        assertThat(shown.toString(UTF_8)).isEmpty();
    }

    @Test
    void what_is_typed_is_hidden_trimmed_and_remembered_for_its_role() {
        Passphrases passphrases = of(ProgramName.NOTARY, terminal("  typed \u00e4 \r\nother\n", true));

        assertThat(answer(passphrases, open("root", 0))).isEqualTo("typed \u00e4");
        assertThat(answer(passphrases, open("root", 0))).isEqualTo("typed \u00e4");
        assertThat(answer(passphrases, open("alice", 0))).isEqualTo("other");
        assertThat(hidden).isTrue();
        assertThat(shown.toString(UTF_8))
                .isEqualTo("Enter passphrase for root key with ID 0123456: \n"
                        + "Enter passphrase for alice key with ID 0123456: \n");
    }

    @Test
    void a_role_cannot_command_the_terminal() {
        answer(of(ProgramName.NOTARY, terminal("typed\n", true)), open("\u001b[2Jroot\u202e\r", 0));

        assertThat(shown.toString(UTF_8)).isEqualTo("Enter passphrase for  [2Jroot   key with ID 0123456: \n");
    }

    @Test
    void what_was_typed_or_read_is_forgotten_when_the_terminal_is_closed() throws Exception {
        Terminal terminal = terminal("typed\nagain\n", true);
        PassphraseFile file = file("alice's");
        terminal.whenClosed(file::wipe);
        Passphrases passphrases = of(ProgramName.NOTARY, terminal);
        assertThat(answer(passphrases, open("root", 0))).isEqualTo("typed");

        terminal.close();

        assertThat(answer(passphrases, open("root", 0))).isEqualTo("again");
        assertThat(file.passphrase("alice")).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"a passphrase", "a passphrase\n", "a passphrase\r\n", "\na passphrase\n\n", "*:a passphrase"})
    void one_line_is_for_every_key(String text) throws Exception {
        for (String role : new String[] {"root", "targets", "timestamp", "targets/releases", ""}) {
            assertThat(file(text).passphrase(role)).contains("a passphrase".toCharArray());
        }
    }

    @Test
    void lines_with_roles_are_for_those_roles_and_blanks_count() throws Exception {
        PassphraseFile file = file("root: a: b \ndelegation:c\n*:d\n");

        assertThat(file.passphrase("root")).contains(" a: b ".toCharArray());
        assertThat(file.passphrase("targets/releases")).contains("c".toCharArray());
        assertThat(file.passphrase("alice")).contains("c".toCharArray());
        assertThat(file.passphrase("targets")).contains("d".toCharArray());
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            ''                    | holds no passphrase
            '\\n\\n'              | holds no passphrase
            'root:'               | holds no passphrase
            'one\\ntwo'           | each must begin with a role and a colon
            'root:secret1\\ntwo'  | each must begin with a role and a colon
            'root:a\\nroot:b'     | has two passphrases for "root"
            """)
    void what_cannot_be_meant_is_refused_without_showing_it(String text, String why) {
        assertThatThrownBy(() -> file(text.replace("\\n", "\n")))
                .isInstanceOf(FatalException.class)
                .hasMessageContaining(why)
                .hasMessageNotContaining("secret1")
                .hasMessageNotContaining("two\n");
    }

    @Test
    void what_has_no_end_is_refused() {
        assertThatThrownBy(() -> file("x".repeat(PassphraseFile.MAX_BYTES + 1)))
                .hasMessage("the file holds more than 65536 bytes, which are no passphrases");
    }
}
