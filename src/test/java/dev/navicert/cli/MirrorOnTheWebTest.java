package dev.navicert.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.navicert.cli.verbs.ProgramName;
import dev.navicert.real.GoNotary;
import dev.navicert.real.OnRealNotary;
import dev.navicert.real.RealServer;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The Go program publishes on a real server and reads on from a mirror that a plain web server serves; so do we. */
@OnRealNotary
@Timeout(180)
class MirrorOnTheWebTest {
    private static final String GUN = "registry.example.com/team/app";
    private static final String ONE = "5891b5b522d5df086d0ff0b110fbd9d21bb4fc7163af34d08286a2e846f6be03";
    private static final String TWO = "e258d248fda94c63753607f7c4494ee0fcbe92f1a76bfdac795c9d84101eb317";

    @TempDir
    Path work;

    @ParameterizedTest
    @EnumSource
    void notary_reads_a_mirror_as_it_read_the_server(StaticServer web) throws Exception {
        assumeTrue(web.isInstalled(), web + " is not installed");
        GoNotary old;
        String before;
        try (RealServer server = RealServer.plain(work.resolve("server"))) {
            GoNotary publisher = GoNotary.anonymous(work.resolve("publisher"), server);
            publisher.run("init", "-p", GUN);
            publisher.run("addhash", "-p", GUN, "1.0", "6", "--sha256", ONE);
            old = GoNotary.anonymous(work.resolve("old"), server);
            old.run("list", GUN); // knows the first root
            publisher.run("key", "rotate", GUN, "root");
            publisher.run("key", "rotate", GUN, "root");
            publisher.run("addhash", "-p", GUN, "2.0", "200", "--sha256", TWO);
            before = GoNotary.anonymous(work.resolve("fresh"), server).run("list", GUN);
            assertThat(before).contains("1.0", ONE, "2.0", TWO);

            CommandRun mirrored = mirror(server.url());
            assertThat(mirrored.exit()).as(mirrored.stdout()).isZero();
        }

        try (StaticServer.Running served = web.start(work.resolve("mirror"), work.resolve("web"))) {
            assertThat(at(served, "first").run("list", GUN)).isEqualTo(before);
            assertThat(at(served, "old").run("list", GUN))
                    .as("through the rotated roots")
                    .isEqualTo(before);
            assertThat(at(served, "first").run("lookup", GUN, "2.0")).contains(TWO);
            CommandRun ours = run("-s", served.url(), "-d", "ours", "list", GUN);
            assertThat(ours.exit()).as(ours.stdout()).isZero();
            assertThat(ours.stdout()).isEqualTo(before);
        }
    }

    @Test
    void a_mirror_follows_a_real_server_and_transfers_only_what_changed() throws Exception {
        try (RealServer server = RealServer.plain(work.resolve("server"))) {
            GoNotary publisher = GoNotary.anonymous(work.resolve("publisher"), server);
            publisher.run("init", "-p", GUN);
            mirror(server.url());
            assertThat(mirror(server.url()).stdout()).startsWith(GUN + ": 0 files written, 8 unchanged\n");

            publisher.run("addhash", "-p", GUN, "1.0", "6", "--sha256", ONE);

            CommandRun again = mirror(server.url());
            assertThat(again.exit()).as(again.stdout()).isZero();
            assertThat(again.stdout()).startsWith(GUN + ": 5 files written, ");
        }
        CommandRun list = run("-s", work.resolve("mirror").toUri().toString(), "-d", "other", "list", GUN);
        assertThat(list.stdout()).contains("1.0", ONE);
    }

    private GoNotary at(StaticServer.Running served, String name) {
        return new GoNotary(work.resolve(name), served.url(), Map.of());
    }

    private CommandRun mirror(String url) {
        return run("-s", url, "-d", "trust", "mirror", "--to", "mirror", GUN);
    }

    private CommandRun run(String... words) {
        return CommandRun.run(
                ProgramName.NAVICERT,
                Map.of("HOME", work.toString()),
                work,
                "",
                Clock.systemUTC(),
                List.of(words).toArray(String[]::new));
    }
}
