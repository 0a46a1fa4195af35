package dev.navicert.webhook;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WebhookOptionsTest {
    private static final Map<String, String> HOME = Map.of("HOME", "/home/eve");

    @Test
    void has_a_default_for_everything_but_the_policy() throws StartException {
        assertThat(WebhookOptions.parse(List.of("--policy", "/etc/navicert"), HOME))
                .isEqualTo(new WebhookOptions(
                        Path.of("/etc/navicert"),
                        "0.0.0.0",
                        8443,
                        null,
                        Path.of("/home/eve/.local/state/navicert"),
                        8080));
    }

    @Test
    void reads_every_flag_in_both_spellings() throws StartException {
        WebhookOptions options = WebhookOptions.parse(
                List.of(
                        "--policy=/p",
                        "--port",
                        "1",
                        "--tls-cert=/c",
                        "--tls-key",
                        "/k",
                        "--state=/s",
                        "--metrics-port=2"),
                HOME);
        assertThat(options)
                .isEqualTo(new WebhookOptions(
                        Path.of("/p"),
                        "0.0.0.0",
                        1,
                        new WebhookOptions.CertificateFiles(Path.of("/c"), Path.of("/k")),
                        Path.of("/s"),
                        2));
    }

    @Test
    void sends_traces_if_a_collector_is_named() throws StartException {
        List<String> words = List.of("--policy", "p");
        assertThat(WebhookOptions.parse(words, HOME).traces()).isNull();
        String endpoint = "OTEL_EXPORTER_OTLP_ENDPOINT";
        assertThat(WebhookOptions.parse(words, Map.of("HOME", "/h", endpoint, "http://collector:4318"))
                        .traces())
                .isNotNull();
        assertThatThrownBy(() -> WebhookOptions.parse(words, Map.of("HOME", "/h", endpoint, "collector")))
                .isInstanceOf(StartException.class)
                .hasMessage(endpoint + " is no http or https address");
    }

    @Test
    void keeps_state_where_xdg_says() throws StartException {
        assertThat(WebhookOptions.parse(List.of("--policy", "p"), Map.of("HOME", "/h", "XDG_STATE_HOME", "/x"))
                        .state())
                .isEqualTo(Path.of("/x/navicert"));
        assertThat(WebhookOptions.parse(List.of("--policy", "p"), Map.of("HOME", "/h", "XDG_STATE_HOME", "relative"))
                        .state())
                .isEqualTo(Path.of("/h/.local/state/navicert"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "--port 8443|--policy is missing: name a policy file or a folder of them",
                "--policy p --port x|--port must be a number from 0 to 65535, not x",
                "--policy p --port 65536|--port must be a number from 0 to 65535, not 65536",
                "--policy p --tls-cert c|--tls-cert and --tls-key go together: give both, or neither",
                "--policy p --prot 1|unknown flag --prot; see navicert webhook --help",
                "--policy p more|unknown argument more; see navicert webhook --help",
                "--policy|flag --policy needs a value",
                "--policy p --policy q|flag --policy is given twice",
            })
    void says_what_is_wrong_in_one_line(String words, String message) {
        assertThatThrownBy(() -> WebhookOptions.parse(List.of(words.split(" ")), HOME))
                .isInstanceOf(StartException.class)
                .hasMessage(message);
    }
}
