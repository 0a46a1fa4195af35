package dev.navicert.real;

import static org.assertj.core.api.Assertions.assertThat;

import dev.navicert.cli.CommandRun;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * The walk through Docker's documentation of the Notary client that its readers type: list, remove a tag, look at what is staged,
 * publish. Its {@code publish} forgot the {@code -d}; all else is as typed, with the output of 0.7.0.
 */
@OnRealNotary
@Timeout(60)
class DeletingATagTest {
    private static final String GUN = "docker.io/library/alpine";
    private static final Map<String, String> TAGS = Map.of(
            "2.6", "e9cec9aec697d8b9d450edd32860ecd363f2f3174c8338beb5f809422d182c63 1374",
            "2.7", "9f08005dff552038f0ad2f46b8e65ff3d25641747d3912e3ea8da6785046561a 1374",
            "latest", "24a36bbc059b1345b7e8be0df20f1b23caa3602e85d42fff7ecd9d0bd255de56 1377");

    @TempDir
    Path home;

    @Test
    void works_as_typed() throws Exception {
        try (RealServer server = RealServer.plain(home)) {
            GoNotary owner = GoNotary.anonymous(home, server);
            owner.run("init", GUN);
            for (Map.Entry<String, String> tag : new TreeMap<>(TAGS).entrySet()) {
                String[] content = tag.getValue().split(" ");
                owner.run("addhash", GUN, tag.getKey(), content[1], "--sha256", content[0]);
            }
            owner.run("publish", GUN);

            assertThat(notary(owner, "-s", server.url(), "-d", "trust", "list", GUN))
                    .isEqualTo("""
                    NAME      DIGEST                                                              SIZE (BYTES)    ROLE
                    ----      ------                                                              ------------    ----
                    2.6       e9cec9aec697d8b9d450edd32860ecd363f2f3174c8338beb5f809422d182c63    1374            targets
                    2.7       9f08005dff552038f0ad2f46b8e65ff3d25641747d3912e3ea8da6785046561a    1374            targets
                    latest    24a36bbc059b1345b7e8be0df20f1b23caa3602e85d42fff7ecd9d0bd255de56    1377            targets
                    """);
            assertThat(notary(owner, "-s", server.url(), "-d", "trust", "remove", GUN, "2.6"))
                    .isEqualTo("Removal of 2.6 from docker.io/library/alpine staged for next publish.\n");
            assertThat(notary(owner, "-d", "trust", "status", GUN)).isEqualTo("""
                    Unpublished changes for docker.io/library/alpine:

                    #    ACTION    SCOPE      TYPE      PATH
                    -    ------    -----      ----      ----
                    0    delete    targets    target    2.6
                    """);
            assertThat(notary(owner, "-s", server.url(), "-d", "trust", "publish", GUN))
                    .isEqualTo("""
                    Pushing changes to docker.io/library/alpine
                    Successfully published changes for repository docker.io/library/alpine
                    """);
            assertThat(owner.list(GUN)).extracting(GoNotary.Row::name).containsExactly("2.7", "latest");
        }
    }

    private String notary(GoNotary owner, String... words) {
        Map<String, String> environment = new TreeMap<>(Map.of("HOME", home.toString()));
        for (String role : List.of("ROOT", "TARGETS", "SNAPSHOT")) {
            environment.put("NOTARY_" + role + "_PASSPHRASE", "a long passphrase");
        }
        CommandRun run = CommandRun.now(environment, owner.work(), "", words);
        assertThat(run.exit()).as(run.toString()).isZero();
        assertThat(run.stderr()).isEmpty();
        return run.stdout();
    }
}
