package dev.navicert.notary;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.navicert.trust.RemoteException;
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
                "{\"auths\":{\"anything\":{\"auth\":\"YWxpY2U6czNjcmV0\"}}}",
                "{\"notary.example:4443\":{\"auth\":\"YWxpY2U6czNjcmV0\"}}",
            })
    void reads_credentials_from_a_file(String content) throws Exception {
        assertThat(read(content)).hasValue(ALICE);
    }

    @Test
    void prefers_an_identity_token() throws Exception {
        assertThat(read("{\"auths\":{\"x\":{\"auth\":\"eDp5\",\"identitytoken\":\"abc\"}}}"))
                .hasValue(new Credentials.IdentityToken("abc"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "no colon but s3cret",
                "{s3cret",
                "{\"auths\":{}}",
                "{\"auths\":{\"a\":{\"auth\":\"eDp5\"},\"b\":{\"auth\":\"eDp5\"}}}",
                "{\"auths\":{\"a\":{\"auth\":\"s3cret!\"}}}",
                "{\"auths\":{\"a\":{}},\"credsStore\":\"desktop\"}",
            })
    void says_what_is_wrong_with_a_file_and_not_what_is_in_it(String content) {
        assertThatThrownBy(() -> read(content))
                .isInstanceOf(RemoteException.Unauthorized.class)
                .hasMessageContaining("credentials file " + directory)
                .hasMessageContaining("notary.example:4443")
                .hasMessageNotContaining("s3cret");
    }

    @Test
    void prints_no_secret() {
        assertThat(ALICE.toString() + new Credentials.IdentityToken("s3cret")).doesNotContain("s3cret");
    }

    private Optional<Credentials> read(String content) throws Exception {
        Path file = Files.writeString(directory.resolve("credentials"), content);
        return new CredentialsFile(file, "https://notary.example:4443/path").credentials();
    }

    private static String base64(String text) {
        return Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }
}
