package dev.navicert.cli.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.navicert.cli.syntax.CommandLine;
import dev.navicert.cli.syntax.Invocation;
import dev.navicert.cli.syntax.SyntaxException;
import dev.navicert.cli.terminal.FatalException;
import dev.navicert.cli.terminal.Log;
import dev.navicert.cli.terminal.Terminal;
import dev.navicert.cli.terminal.Wires;
import dev.navicert.cli.verbs.ProgramName;
import dev.navicert.cli.verbs.Vocabulary;
import dev.navicert.name.Gun;
import dev.navicert.trust.TrustPin;
import dev.navicert.tuf.crypto.KeyId;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What viper and {@code parseConfig} make of flags and files; each expectation was asked of the real {@code notary}. */
class SettingsReaderTest {
    @TempDir
    Path work;

    private final ByteArrayOutputStream err = new ByteArrayOutputStream();
    private ProgramName program = ProgramName.NOTARY;
    private String home = "";

    private Settings read(String... words) throws FatalException {
        Terminal terminal = new Terminal(
                new ByteArrayInputStream(new byte[0]),
                new PrintStream(new ByteArrayOutputStream(), false, StandardCharsets.UTF_8),
                new PrintStream(err, false, StandardCharsets.UTF_8),
                Wires.PIPES);
        Log log = new Log(terminal, Clock.fixed(Instant.EPOCH, ZoneOffset.UTC), Log.Colours.NEVER);
        Surroundings surroundings = new Surroundings(Map.of("HOME", home), work);
        return new SettingsReader(program, surroundings, log).read(invocation(words));
    }

    private static Invocation invocation(String... words) {
        String[] all = new String[words.length + 2];
        System.arraycopy(words, 0, all, 0, words.length);
        all[words.length] = "list";
        all[words.length + 1] = "gun";
        try {
            CommandLine line = new CommandLine(Vocabulary.calledAs(ProgramName.NOTARY));
            return ((CommandLine.Request.Run) line.parse(List.of(all))).invocation();
        } catch (SyntaxException e) {
            throw new AssertionError(e);
        }
    }

    private Settings withFile(String name, String content) throws IOException, FatalException {
        Files.createDirectories(work.resolve(name).getParent());
        Files.writeString(work.resolve(name), content);
        return read("-c", name);
    }

    private void assertFatal(String message, String... words) {
        assertThatThrownBy(() -> read(words)).isInstanceOf(FatalException.class).hasMessage(message);
    }

    @Test
    void without_anything_the_defaults_of_0_7_0_apply() throws FatalException {
        home = "/home/me";
        Settings settings = read();
        assertThat(settings.trustDirectory()).isEqualTo("/home/me/.notary");
        assertThat(settings.serverUrl()).isEqualTo("https://notary-server:4443");
        assertThat(settings.tls())
                .isEqualTo(new Settings.TlsFiles("", "", "", Settings.TlsFiles.Verification.REQUIRED));
        assertThat(settings.pinning().read().forGun(new Gun("a"))).isEqualTo(TrustPin.FirstUse.ALLOWED);
    }

    @Test
    void without_a_home_the_working_directory_is_used_and_that_is_said() throws FatalException {
        assertThat(read().trustDirectory()).isEqualTo(".notary");
        assertThat(err.toString(StandardCharsets.UTF_8))
                .contains("level=warning msg=\"cannot get current user home directory: environment variable not set\"")
                .contains("msg=\"notary will use " + work + "/.notary to store configuration and keys\"");
    }

    @Test
    void flags_win_and_their_paths_are_relative_to_the_working_directory() throws Exception {
        Files.writeString(
                work.resolve("c.json"),
                "{\"trust_dir\": \"/x\", \"remote_server\": {\"url\": \"http://u\", \"root_ca\": \"ca\"}}");
        Settings settings = read("-c", "c.json", "-d", "a/../t/", "-s", "http://s", "--tlscacert", "~/ca.crt");
        assertThat(settings.trustDirectory()).isEqualTo(work + "/t");
        assertThat(settings.serverUrl()).isEqualTo("http://s");
        assertThat(settings.tls().rootCa()).isEqualTo(work + "/~/ca.crt");
    }

    @Test
    void files_named_in_the_configuration_are_relative_to_it() throws Exception {
        Settings settings = withFile(
                "cfg/c.json",
                "{\"remote_server\": {\"root_ca\": \"sub/ca.crt\", \"TLS_client_cert\": \"/abs.crt\","
                        + " \"skipTLSVerify\": true}}");
        assertThat(settings.tls())
                .isEqualTo(new Settings.TlsFiles(
                        "cfg/sub/ca.crt", "/abs.crt", "", Settings.TlsFiles.Verification.SKIPPED));
    }

    @Test
    void the_trust_directory_of_the_configuration_is_taken_as_it_is_but_for_a_tilde() throws Exception {
        home = "/home/me";
        assertThat(withFile("cfg/c.json", "{\"trust_dir\": \"rel\"}").trustDirectory())
                .isEqualTo("rel");
        assertThat(withFile("cfg/h.json", "{\"TRUST_DIR\": \"~/here\"}").trustDirectory())
                .isEqualTo("/home/me/here");
        assertThat(withFile("cfg/u.json", "{\"trust_dir\": \"~me\"}").trustDirectory())
                .isEqualTo("~me");
        assertThat(withFile("cfg/n.json", "{\"trust_dir\": 5}").trustDirectory())
                .isEqualTo("5");
        assertThat(withFile("cfg/0.json", "{\"trust_dir\": null}").trustDirectory())
                .isEqualTo("/home/me/.notary");
    }

    @Test
    void yaml_is_read_too_and_dotted_names_count() throws Exception {
        assertThat(withFile("c/c.yml", "remote_server:\n  url: http://y\n").serverUrl())
                .isEqualTo("http://y");
        assertThat(withFile("c/d.json", "{\"remote_server.url\": \"http://d\"}").serverUrl())
                .isEqualTo("http://d");
        assertThat(withFile("c/n.json", "null").serverUrl()).isEqualTo(Settings.DEFAULT_SERVER);
    }

    @ParameterizedTest
    @CsvSource(quoteCharacter = '`', delimiter = '|', textBlock = """
        {not json        | While parsing config: invalid character 'n' looking for beginning of object key string
        []               | While parsing config: json: cannot unmarshal array into Go value of type map[string]interface {}
        "x"              | While parsing config: json: cannot unmarshal string into Go value of type map[string]interface {}
        {"a":1           | While parsing config: unexpected end of JSON input
        {"a":1} x        | While parsing config: invalid character 'x' after top-level value
        {"a":tru}        | While parsing config: invalid character '}' in literal true (expecting 'e')
        """)
    void a_broken_file_is_fatal_in_the_words_of_go(String content, String message) {
        assertThatThrownBy(() -> withFile("bad/c.json", content))
                .isInstanceOf(FatalException.class)
                .hasMessage("error opening config file: " + message);
    }

    @Test
    void a_broken_default_file_is_fatal_and_a_missing_one_is_not() throws IOException {
        home = work.toString();
        Files.createDirectories(work.resolve(".notary"));
        Files.writeString(work.resolve(".notary/config.json"), "");
        assertFatal("error opening config file: While parsing config: unexpected end of JSON input");
    }

    @Test
    void a_file_that_cannot_be_had_is_named() throws IOException {
        Files.createDirectories(work.resolve("d.json"));
        assertFatal("error opening config file: open nosuch.json: no such file or directory", "-c", "nosuch.json");
        assertFatal("error opening config file: read d.json: is a directory", "-c", "d.json");
        assertFatal("error opening config file: Unsupported Config Type \"\"", "-c", "noext");
        assertFatal("error opening config file: Unsupported Config Type \"JSON\"", "-c", "x.JSON");
        assertFatal("error opening config file: x.toml: write it as .json or .yaml, .toml is not read", "-c", "x.toml");
    }

    @Test
    void pins_for_a_name_with_capitals_are_lost_as_notary_and_kept_as_navicert() throws Exception {
        String pins = "{\"trust_pinning\": {\"certs\": {\"ex.com/Up\": [\"ab\"]}, \"disable_tofu\": true}}";
        assertThat(withFile("c/p.json", pins).pinning().read().forGun(new Gun("ex.com/Up")))
                .isEqualTo(TrustPin.FirstUse.REFUSED);
        program = ProgramName.NAVICERT;
        assertThat(withFile("c/p.json", pins).pinning().read().forGun(new Gun("ex.com/Up")))
                .isEqualTo(new TrustPin.Certificates(List.of(new KeyId("ab"))));
    }

    @ParameterizedTest
    @ValueSource(strings = {"\"x\"", "[\"a\", 1]", "null", "{}"})
    void a_pin_that_is_no_list_of_texts_is_fatal_once_it_is_needed(String value) throws Exception {
        Settings settings = withFile("c/b.json", "{\"trust_pinning\": {\"certs\": {\"gun\": " + value + "}}}");
        assertThatThrownBy(() -> settings.pinning().read())
                .isInstanceOf(FatalException.class)
                .hasMessage("invalid format for trust_pinning.certs");
    }

    @Test
    void the_flags_decide_how_much_is_logged() throws FatalException {
        read("-v", "-D", "-d", "/t");
        assertThat(err.toString(StandardCharsets.UTF_8))
                .contains("level=debug msg=\"Configuration file not found, using defaults\"")
                .contains("level=debug msg=\"Using the following trust directory: /t\"");
    }
}
