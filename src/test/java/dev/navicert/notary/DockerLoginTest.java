package dev.navicert.notary;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Docker's configuration and its credential helpers, which are programs of this test. */
class DockerLoginTest {
    private static final Credentials ALICE = new Credentials.Password("alice", "s3cret");
    private static final String SERVER = "https://notary.example:4443/path";

    @TempDir
    private Path work;

    private final Map<String, String> environment = new HashMap<>();
    private Duration patience = Duration.ofSeconds(20);

    @BeforeEach
    void a_home_and_a_path() throws Exception {
        Files.createDirectories(work.resolve("home/.docker"));
        Files.createDirectories(work.resolve("bin"));
        environment.put("HOME", work.resolve("home").toString());
        environment.put("PATH", work.resolve("bin") + ":" + System.getenv("PATH"));
    }

    @Test
    void without_a_file_or_an_entry_for_the_host_there_is_nothing() throws Exception {
        assertThat(asked()).isEmpty();
        configured("{\"auths\":{\"other.example\":{\"auth\":\"YWxpY2U6czNjcmV0\"}}}");
        assertThat(asked()).isEmpty();
        configured("{\"credHelpers\":{\"other.example\":\"nosuch\"},\"proxies\":{\"default\":{}}}");
        assertThat(asked()).isEmpty();
        environment.clear();
        assertThat(DockerLogin.ofUser(environment, work)).isEmpty();
    }

    @Test
    void an_entry_of_the_file_counts_for_its_own_host() throws Exception {
        configured("{\"auths\":{\"notary.example:4443\":{\"auth\":\"YWxpY2U6czNjcmV0\"}}}");
        assertThat(asked()).hasValue(ALICE);
        configured("{\"auths\":{\"notary.example\":{\"auth\":\"eDp5\",\"identitytoken\":\"abc\"}}}");
        assertThat(asked()).hasValue(new Credentials.IdentityToken("abc"));
    }

    @Test
    void the_folder_can_be_another_one() throws Exception {
        configured("{\"auths\":{\"notary.example\":{\"auth\":\"eDp5\"}}}");
        Files.createDirectory(work.resolve("other"));
        Files.writeString(
                work.resolve("other/config.json"), "{\"auths\":{\"notary.example\":{\"auth\":\"YWxpY2U6czNjcmV0\"}}}");
        environment.put("DOCKER_CONFIG", "other");
        assertThat(asked()).hasValue(ALICE);
    }

    @Test
    void a_helper_is_asked_by_the_servers_name_on_standard_input() throws Exception {
        helper(
                "vault",
                "read server; echo \"$1 $server\" >" + work.resolve("asked")
                        + "; echo '{\"ServerURL\":\"x\",\"Username\":\"alice\",\"Secret\":\"s3cret\"}'");
        configured("{\"credHelpers\":{\"notary.example:4443\":\"vault\"},\"credsStore\":\"nosuch\"}");
        assertThat(asked()).hasValue(ALICE);
        assertThat(work.resolve("asked")).hasContent("get notary.example:4443");
    }

    @Test
    void a_store_is_asked_by_every_name_of_the_host_until_it_knows_one() throws Exception {
        helper(
                "store",
                "server=$(cat); case $server in notary.example) echo '{\"Username\":\"<token>\",\"Secret\":\"abc\"}';;"
                        + " *) echo credentials not found in native keychain; exit 1;; esac");
        configured("{\"auths\":{\"notary.example\":{}},\"credsStore\":\"store\"}");
        assertThat(asked()).hasValue(new Credentials.IdentityToken("abc"));
    }

    @Test
    void docker_hubs_own_login_has_an_address_for_its_name() throws Exception {
        helper(
                "store",
                "[ \"$(cat)\" = https://index.docker.io/v1/ ] && echo '{\"Username\":\"alice\",\"Secret\":\"s3cret\"}'"
                        + " || { echo credentials not found in native keychain; exit 1; }");
        configured("{\"credsStore\":\"store\"}");
        assertThat(login().credentials("https://notary.docker.io")).hasValue(ALICE);
    }

    @Test
    void what_a_store_does_not_know_the_file_may() throws Exception {
        helper("store", "echo credentials not found in native keychain; exit 1");
        configured("{\"auths\":{\"notary.example\":{\"auth\":\"YWxpY2U6czNjcmV0\"}},\"credsStore\":\"store\"}");
        assertThat(asked()).hasValue(ALICE);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"../evil", "a/b", "-x", "", " ", "a b", "a\\u0000b", "a\\nb", "$(id)", "docker-credential-é"})
    void a_name_that_is_none_starts_nothing(String name) throws Exception {
        configured("{\"credHelpers\":{\"notary.example\":\"" + name + "\"}}");
        if (name.isEmpty()) {
            assertThat(asked()).isEmpty();
        } else {
            refused("names a credential helper that is no name");
        }
    }

    @Test
    void a_helper_is_never_taken_from_the_working_directory() throws Exception {
        helper("near", "echo '{\"Username\":\"alice\",\"Secret\":\"s3cret\"}'");
        environment.put("PATH", ".:bin::/nonexistent");
        configured("{\"credsStore\":\"near\"}");
        refused("docker-credential-near, which is not on the PATH");
    }

    @Test
    void a_helper_that_does_not_answer_is_given_up() throws Exception {
        patience = Duration.ofSeconds(1);
        helper("slow", "sleep 60 & sleep 60");
        configured("{\"credsStore\":\"slow\"}");
        long before = System.nanoTime();
        refused("does not answer within 1 s");
        assertThat(Duration.ofNanos(System.nanoTime() - before)).isLessThan(Duration.ofSeconds(15));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "yes s3cret",
                "echo s3cret",
                "echo '[\"s3cret\"]'",
                "echo '{\"Secret\": \"s3cret\"'",
                "echo s3cret; exit 1",
                "echo s3cret >&2; exit 2"
            })
    void an_answer_that_is_none_is_refused_and_not_repeated(String line) throws Exception {
        helper("odd", line);
        configured("{\"credsStore\":\"odd\"}");
        refused("docker-credential-odd ");
    }

    @ParameterizedTest
    @ValueSource(strings = {"{s3cret", "{\"auths\":{\"notary.example\":{\"auth\":\"s3cret!\"}}}"})
    void a_file_that_cannot_be_read_is_named_and_not_repeated(String content) throws Exception {
        configured(content);
        refused("config.json cannot be used");
    }

    private void refused(String why) {
        assertThatThrownBy(this::asked)
                .isInstanceOf(DockerLogin.UnusableException.class)
                .hasMessageContaining(work.resolve("home/.docker/config.json").toString())
                .hasMessageContaining(why)
                .message()
                .doesNotContain("s3cret");
    }

    private Optional<Credentials> asked() throws Exception {
        return login().credentials(SERVER);
    }

    private DockerLogin login() {
        return DockerLogin.ofUser(environment, work, patience).orElseThrow();
    }

    private void configured(String content) throws Exception {
        Files.writeString(work.resolve("home/.docker/config.json"), content);
    }

    private void helper(String name, String line) throws Exception {
        Path program = Files.writeString(work.resolve("bin/docker-credential-" + name), "#!/bin/sh\n" + line + "\n");
        Files.setPosixFilePermissions(program, PosixFilePermissions.fromString("rwx------"));
    }
}
