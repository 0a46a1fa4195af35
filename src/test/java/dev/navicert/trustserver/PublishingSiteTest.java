package dev.navicert.trustserver;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.navicert.name.Gun;
import dev.navicert.tuf.FileMeta;
import dev.navicert.tuf.RoleName;
import dev.navicert.tuf.SignedFile;
import dev.navicert.tuf.Snapshot;
import dev.navicert.tuf.Strictness;
import dev.navicert.tuf.Timestamp;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** That whole publications succeed is shown where verbs publish; here, what the routes do. */
class PublishingSiteTest {
    private static final Instant NOW = Instant.parse("2026-11-02T03:04:05Z");
    private static final Gun GUN = new Gun("registry.example.com/team/app");
    private static final String BASE = "/v2/" + GUN + "/_trust/tuf/";
    private static final RepositoryFiles FILES = SignedRepository.create(GUN, RepositoryKeys.generate(), NOW)
            .addTarget(RoleName.TARGETS, "1.0", FileMeta.of(new byte[] {1}))
            .publish(NOW);

    private final PublishingSite site = PublishingSite.of(GUN, new UploadedCollection(NOW));

    @Test
    void serves_what_was_uploaded_byte_for_byte_and_vouches_for_it() throws Exception {
        assertThat(upload("root", "targets", "snapshot").status()).isEqualTo(200);

        for (String role : new String[] {"root", "targets", "snapshot"}) {
            assertThat(get(role + ".json").body())
                    .isEqualTo(FILES.file(role + ".json").orElseThrow());
        }
        SignedFile timestamp =
                SignedFile.read(RoleName.TIMESTAMP, get("timestamp.json").body(), Strictness.STRICT);
        assertThat(Timestamp.read(timestamp.signed(), Strictness.STRICT).snapshot())
                .isEqualTo(FileMeta.of(get("snapshot.json").body()));
    }

    @Test
    void takes_nothing_that_it_has_already() throws Exception {
        upload("root", "targets", "snapshot");

        SiteAnswer again = upload("targets", "snapshot");

        assertThat(again.status()).isEqualTo(400);
        assertThat(new String(again.body(), UTF_8)).contains("\"code\":\"VERSION\"");
    }

    @Test
    void signs_the_snapshot_once_it_was_asked_for_the_key() throws Exception {
        assertThat(upload("root", "targets").status()).isEqualTo(400);
        assertThat(get("root.json").status()).isEqualTo(404);

        assertThat(get("snapshot.key").status()).isEqualTo(200);
        assertThat(upload("root", "targets").status()).isEqualTo(200);

        SignedFile snapshot =
                SignedFile.read(RoleName.SNAPSHOT, get("snapshot.json").body(), Strictness.STRICT);
        assertThat(Snapshot.read(snapshot.signed(), Strictness.STRICT).meta()).containsOnlyKeys("root", "targets");
    }

    @Test
    void keeps_a_key_until_another_is_asked_for() throws Exception {
        byte[] first = get("timestamp.key").body();
        assertThat(get("timestamp.key").body()).isEqualTo(first);

        assertThat(ask("POST", BASE + "timestamp.key", InputStream.nullInputStream())
                        .body())
                .isNotEqualTo(first);
        assertThat(get("timestamp.key").body()).isNotEqualTo(first);
    }

    @Test
    void forgets_what_is_deleted() throws Exception {
        upload("root", "targets", "snapshot");

        assertThat(ask("DELETE", BASE, InputStream.nullInputStream()).status()).isEqualTo(200);

        assertThat(get("root.json").status()).isEqualTo(404);
        assertThat(upload("root", "targets", "snapshot").status()).isEqualTo(200);
    }

    @ParameterizedTest
    @ValueSource(strings = {"../x", "mirrors", "targets/A", ""})
    void no_other_names_have_keys_or_files(String name) throws Exception {
        assertThat(get(name + ".key").status()).isEqualTo(400);
        assertThat(ask("POST", BASE, part(name, "{}")).status()).isEqualTo(400);
        assertThat(ask("POST", BASE, part("targets", "no JSON")).status()).isEqualTo(400);
    }

    @Test
    void takes_no_more_than_its_cap() throws Exception {
        InputStream endless = new InputStream() {
            @Override
            public int read() {
                return 0;
            }

            @Override
            public int read(byte[] into, int from, int length) {
                return length;
            }
        };

        assertThat(ask("POST", BASE, endless).status()).isEqualTo(413);
    }

    @Test
    void answers_for_other_collections_as_a_server_that_has_none() throws Exception {
        assertThat(ask("GET", "/v2/", InputStream.nullInputStream()).status()).isEqualTo(200);
        assertThat(ask("GET", "/v2/ex.com/other/_trust/tuf/root.json", InputStream.nullInputStream())
                        .status())
                .isEqualTo(404);
        assertThat(ask("POST", "/v2/ex.com/other/_trust/tuf/", InputStream.nullInputStream())
                        .status())
                .isEqualTo(404);
    }

    private SiteAnswer upload(String... roles) throws IOException {
        ByteArrayOutputStream body = new ByteArrayOutputStream();
        for (String role : roles) {
            part(role, new String(FILES.file(role + ".json").orElseThrow(), UTF_8))
                    .transferTo(body);
        }
        return ask("POST", BASE, new ByteArrayInputStream(body.toByteArray()));
    }

    private static InputStream part(String name, String content) {
        return new ByteArrayInputStream(("--b\r\nContent-Disposition: form-data; name=\"files\"; filename=\"" + name
                        + "\"\r\nContent-Type: application/octet-stream\r\n\r\n" + content + "\r\n--b--\r\n")
                .getBytes(UTF_8));
    }

    private SiteAnswer get(String file) throws IOException {
        return ask("GET", BASE + file, InputStream.nullInputStream());
    }

    private SiteAnswer ask(String method, String path, InputStream body) throws IOException {
        return site.answer(method, URI.create(path), "", body);
    }
}
