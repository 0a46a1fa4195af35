package dev.navicert.notary;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ProxiesTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            emptyValue = "",
            value = {
                "''                     | http://notary.example         | proxied",
                "notary.example         | http://notary.example         | direct",
                "NOTARY.example         | http://notary.example         | direct",
                "example                | http://notary.example         | direct",
                ".example               | http://notary.example         | direct",
                ".notary.example        | http://notary.example         | proxied",
                "*.example              | http://notary.example         | direct",
                "tary.example           | http://notary.example         | proxied",
                "other, notary.example  | http://notary.example         | direct",
                "notary.example:80      | http://notary.example         | direct",
                "notary.example:4443    | http://notary.example         | proxied",
                "notary.example:4443    | http://notary.example:4443    | direct",
                "*                      | http://notary.example         | direct",
                "10.0.0.0/8             | http://10.1.2.3               | direct",
                "10.0.0.0/8             | http://11.1.2.3               | proxied",
                "10.1.2.3               | http://10.1.2.3:99            | direct",
                "10.1.2.3:98            | http://10.1.2.3:99            | proxied",
                "2001:db8::/32          | http://[2001:db8::1]          | direct",
                "''                     | http://localhost              | direct",
                "''                     | http://127.9.9.9              | direct",
                "''                     | http://[::1]                  | direct",
            })
    void goes_directly_where_go_does(String noProxy, String url, String way) throws Exception {
        Proxies proxies = Proxies.fromEnvironment(Map.of("HTTP_PROXY", "proxy.example:3128", "NO_PROXY", noProxy));

        Optional<Proxy> proxy = proxies.proxyFor(HttpUrl.parse(url).orElseThrow());

        assertThat(proxy.isPresent() ? "proxied" : "direct").isEqualTo(way);
    }

    @Test
    void reads_the_upper_case_variable_first_and_tells_the_schemes_apart() throws Exception {
        Proxies proxies = Proxies.fromEnvironment(Map.of(
                "HTTPS_PROXY", "https.example:1", "https_proxy", "lower.example:2", "http_proxy", "http.example"));

        assertThat(proxies.proxyFor(HttpUrl.parse("https://x.example").orElseThrow()))
                .hasValue(new Proxy(Proxy.Kind.HTTP, "https.example", 1, Optional.empty()));
        assertThat(proxies.proxyFor(HttpUrl.parse("http://x.example").orElseThrow()))
                .hasValue(new Proxy(Proxy.Kind.HTTP, "http.example", 80, Optional.empty()));
    }

    @ParameterizedTest
    @CsvSource({
        "127.0.0.1, 127.0.0.1",
        "::1, [::1]",
        "::, [::]",
        "2001:db8::, [2001:db8::]",
        "2001:db8:0:1:0:0:0:1, [2001:db8:0:1::1]",
        "2001:db8:0:1:1:1:1:1, [2001:db8:0:1:1:1:1:1]",
        "10:0:0:10::10, [10:0:0:10::10]",
    })
    void writes_addresses_as_go_does(String address, String written) throws Exception {
        assertThat(IpAddress.inAddress(java.net.InetAddress.getByName(address))).isEqualTo(written);
    }

    @Test
    void reads_credentials_and_does_not_print_them() throws Exception {
        Proxy proxy = Proxy.parse("socks5://me:p%40ss+word@[::1]");

        assertThat(proxy.kind()).isEqualTo(Proxy.Kind.SOCKS5);
        assertThat(proxy.port()).isEqualTo(1080);
        assertThat(proxy.login()).hasValue(new Proxy.Login("me", "p@ss+word"));
        assertThat(proxy.toString()).contains("me").doesNotContain("p@ss");
    }

    @ParameterizedTest
    @ValueSource(strings = {"ftp://proxy.example", "http://", "http://a b", "http://proxy.example/path"})
    void refuses_what_is_no_proxy_without_printing_it(String text) {
        assertThatThrownBy(() -> Proxy.parse(text))
                .isInstanceOf(NetworkFailure.class)
                .hasMessageContaining("prox");
    }
}
