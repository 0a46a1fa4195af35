package dev.navicert.notary;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.navicert.trust.RemoteException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CredentialsTest {
    private static final Credentials.Password ALICE = new Credentials.Password("alice", "s3cret");

    @TempDir
    Path directory;

    @Test
    void reads_notary_auth_and_trims_the_password() throws Exception {
        assertThat(NotaryAuth.read(base64("alice:s3cret\n"))).isEqualTo(ALICE);
        assertThat(NotaryAuth.read(base64("alice:s3:cret"))).isEqualTo(new Credentials.Password("alice", "s3:cret"));
    }

    @ParameterizedTest
    @CsvSource({
        "!!!, Could not base64-decode authentication string",
        "bm9jb2xvbg==, Malformatted authentication string; format must be <username>:<password>",
        "Ong=, Authentication string with zero-length username"
    })
    void says_as_notary_does_what_is_wrong_with_notary_auth(String value, String words) {
        assertThatThrownBy(() -> NotaryAuth.read(value))
                .isInstanceOf(NotaryAuth.InvalidNotaryAuthException.class)
                .hasMessage(words);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "alice:s3cret\n",
                "{\"auths\":{\"notary.example:4443\":{\"auth\":\"YWxpY2U6czNjcmV0\"},\"notary.example\":{\"auth\":\"eDp5\"}}}",
                "{\"auths\":{\"notary.example\":{\"username\":\"alice\",\"password\":\"s3cret\"},\"x\":{\"auth\":\"eDp5\"}}}",
                "{\"auths\":{\"https://notary.example:4443/v1/\":{\"auth\":\"YWxpY2U6czNjcmV0\"},\"x\":{\"auth\":\"eDp5\"}}}",
                "{\"auths\":{\"https://Notary.Example/v1/\":{\"auth\":\"YWxpY2U6czNjcmV0\"}}}",
                "{\"auths\":{\"https://notary.example/v1/\":{\"auth\":\"YWxpY2U6czNjcmV0\"},\"https://notary.example/v1/access-token\":{\"auth\":\"eDp5\"}}}",
                "{\"auths\":{\"https://notary.example/v1/access-token\":{\"auth\":\"eDp5\"},\"https://notary.example/v1/\":{\"auth\":\"YWxpY2U6czNjcmV0\"}}}",
                "{\"notary.example:4443\":{\"auth\":\"YWxpY2U6czNjcmV0\"}}",
            })
    void reads_credentials_from_a_file(String content) throws Exception {
        assertThat(read(content)).hasValue(ALICE);
    }

    @Test
    void prefers_an_identity_token() throws Exception {
        assertThat(read("{\"auths\":{\"notary.example\":{\"auth\":\"eDp5\",\"identitytoken\":\"abc\"}}}"))
                .hasValue(new Credentials.IdentityToken("abc"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "no colon but s3cret",
                "{s3cret",
                "[\"s3cret\"]",
                "{\"auths\":{\"notary.example\":{\"auth\":\"s3cret!\"}}}",
                "{\"auths\":{\"notary.example\":{}},\"credsStore\":\"desktop\"}",
            })
    void says_what_is_wrong_with_a_file_and_not_what_is_in_it(String content) {
        assertThatThrownBy(() -> read(content))
                .isInstanceOf(RemoteException.Unauthorized.class)
                .hasMessageContaining("credentials file " + directory)
                .hasMessageContaining("notary.example:4443")
                .hasMessageNotContaining("s3cret");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{'auths':{}} | it has no entries",
                "{'auths':{'only.example':{'auth':'eDpzM2NyZXQ='}}} | it has entries for only.example; add",
                "{'auths':{'notary.example:5000':{'auth':'eDpzM2NyZXQ='}}} | it has entries for notary.example:5000; add",
                "{'auths':{'evil-notary.example':{},'notary.example.evil':{}}} | it has entries for evil-notary.example, notary.example.evil;",
                "{'auths':{'https://index.docker.io/v1/':{}}} | it has entries for index.docker.io; add",
                "{'a':{},'b':{},'c':{},'d':{},'e':{},'f':{},'g':{}} | it has entries for a, b, c, d, e and 2 more; add",
            })
    void shows_no_host_the_password_of_another(String content, String words) {
        assertThatThrownBy(() -> read(content.replace('\'', '"')))
                .isInstanceOf(RemoteException.Unauthorized.class)
                .hasMessageContaining(
                        "no credentials for notary.example:4443 in " + directory.resolve("credentials") + ": " + words)
                .hasMessageNotContaining("s3cret")
                .hasMessageNotContaining("eDpzM2NyZXQ=");
    }

    @ParameterizedTest
    @CsvSource({
        "https://notary.example, notary.example:443",
        "https://notary.example:443, notary.example",
        "https://notary.docker.io, https://index.docker.io/v1/",
        "https://docker.io, https://index.docker.io/v1/",
        "https://notary.docker.io, docker.io",
        "https://notary.docker.io, notary.docker.io",
        "https://[2001:db8::1]:4443, [2001:db8::1]",
    })
    void knows_a_host_by_its_other_spellings(String server, String entry) throws Exception {
        assertThat(new CredentialsFile(docker(entry), server, Optional.empty()).credentials())
                .hasValue(ALICE);
    }

    @Test
    void knows_no_docker_hub_in_a_name_that_ends_alike() throws Exception {
        Path file = docker("https://index.docker.io/v1/");
        assertThatThrownBy(() -> new CredentialsFile(file, "https://evil-docker.io", Optional.empty()).credentials())
                .hasMessageContaining("no credentials for evil-docker.io");
    }

    @Test
    void takes_the_entry_of_another_host_where_the_policy_names_it() throws Exception {
        Path file = docker("registry.example");

        assertThat(new CredentialsFile(file, "https://notary.example", Optional.of("registry.example")).credentials())
                .hasValue(ALICE);
        assertThatThrownBy(() -> new CredentialsFile(file, "https://registry.example", Optional.of("other.example"))
                        .credentials())
                .hasMessageContaining("no credentials for other.example");
    }

    private Path docker(String entry) throws IOException {
        return Files.writeString(
                directory.resolve("credentials"), "{\"auths\":{\"" + entry + "\":{\"auth\":\"YWxpY2U6czNjcmV0\"}}}");
    }

    @Test
    void prints_no_secret() {
        assertThat(ALICE.toString() + new Credentials.IdentityToken("s3cret")).doesNotContain("s3cret");
    }

    private Optional<Credentials> read(String content) throws Exception {
        Path file = Files.writeString(directory.resolve("credentials"), content);
        return new CredentialsFile(file, "https://notary.example:4443/path", Optional.empty()).credentials();
    }

    private static String base64(String text) {
        return Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }
}
