package dev.navicert.notary;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.navicert.name.Gun;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Texts were recorded from {@code notary} 0.7.0. */
class ServerUrlTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "127.0.0.1:4443 | Could not parse remote trust server url (127.0.0.1:4443): parse \"127.0.0.1:4443\": first path segment in URL cannot contain colon",
                "://x | Could not parse remote trust server url (://x): parse \"://x\": missing protocol scheme",
                "http://a b/ | Could not parse remote trust server url (http://a b/): parse \"http://a b/\": invalid character \" \" in host name",
                "http://h:port | Could not parse remote trust server url (http://h:port): parse \"http://h:port\": invalid port \":port\" after host",
                "http://h/%zz | Could not parse remote trust server url (http://h/%zz): parse \"http://h/%zz\": invalid URL escape \"%zz\"",
                "/x | Trust server url has to be in the form of http(s)://URL:PORT. Got: /x",
            })
    void refuses_what_notary_refuses_in_its_words(String url, String words) {
        assertThatThrownBy(() -> ServerUrl.forCommandLine(url))
                .isInstanceOf(InvalidServerUrlException.class)
                .hasMessage(words);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "localhost:4443 | localhost:///v2/ | unsupported protocol scheme \"localhost\"",
                "http:// | http:///v2/ | http: no Host in request URL",
                "http://h:99999 | http://h:99999/v2/ | dial tcp: address 99999: invalid port",
                "ftp://127.0.0.1:1 | ftp://127.0.0.1:1/v2/ | unsupported protocol scheme \"ftp\"",
            })
    void takes_some_for_urls_that_cannot_be_asked(String url, String ping, String words) throws Exception {
        ServerUrl server = ServerUrl.forCommandLine(url);

        assertThat(server.pingText()).isEqualTo(ping);
        assertThat(server.problem()).hasValue(words);
    }

    @ParameterizedTest
    @CsvSource({
        "https://Notary.example, https://notary.example/v2/, https://notary.example/v2/g/_trust/tuf/root.json",
        "http://h:80, http://h/v2/, http://h/v2/g/_trust/tuf/root.json",
        "http://h:4443/a/b, http://h:4443/a/b/v2/, http://h:4443/a/b/v2/g/_trust/tuf/root.json",
        "http://[::1]:1, http://[::1]:1/v2/, http://[::1]:1/v2/g/_trust/tuf/root.json",
        "http://h/, http://h/v2/, http://h//v2/g/_trust/tuf/root.json",
    })
    void asks_where_notary_asks(String url, String ping, String root) throws Exception {
        ServerUrl server = ServerUrl.forCommandLine(url);

        assertThat(server.ping()).hasToString(ping);
        assertThat(server.metadata(new Gun("g"), "root.json")).hasToString(root);
    }

    @Test
    void does_not_mind_slashes_at_the_end_for_a_service() throws Exception {
        assertThat(ServerUrl.forService("https://h/a//").metadata(new Gun("g"), "root.json"))
                .hasToString("https://h/a/v2/g/_trust/tuf/root.json");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "h",
                "ftp://h",
                "https://",
                "https://u:p@h",
                "https://h?x",
                "https://h#x",
                "https://h:99999",
                "https://h\u0000",
                "https://hö.example"
            })
    void refuses_for_a_service_what_is_no_plain_address(String url) {
        assertThatThrownBy(() -> ServerUrl.forService(url)).isInstanceOf(InvalidServerUrlException.class);
    }

    @ParameterizedTest
    @CsvSource({
        "docker.io/library/alpine, docker.io/library/alpine",
        "localhost:5000/A_b/c.d-e~f, localhost:5000/A_b/c.d-e~f",
        "a b, a%20b",
        "ünï, %C3%BCn%C3%AF",
        "'a!$&''()+,;=@', 'a!$&''()+,;=@'",
        "a[b], a%5Bb%5D",
        "a//b, a//b",
        "'a\\b', a%5Cb",
        "..a/b.., ..a/b..",
    })
    void escapes_a_gun_as_go_does(String gun, String path) {
        assertThat(UrlPath.of(new Gun(gun))).isEqualTo(path);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "a?b",
                "a#b",
                "a%2e%2e/b",
                "a%zz",
                "..",
                "../../etc",
                "a/../b",
                "a/..",
                "./a",
                "a\r\nHost: evil",
                "a\u0000",
                "a\u0085",
                "\ud800"
            })
    void refuses_a_gun_that_would_be_another_url(String gun) {
        assertThatThrownBy(() -> UrlPath.of(new Gun(gun)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("cannot be asked for");
    }
}
