package dev.navicert.bench;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.navicert.keys.SigningKey;
import dev.navicert.name.Gun;
import dev.navicert.trustserver.RepositoryFiles;
import dev.navicert.trustserver.RepositoryKeys;
import dev.navicert.trustserver.RoleSigners;
import dev.navicert.trustserver.SignedRepository;
import dev.navicert.trustserver.SiteAnswer;
import dev.navicert.trustserver.TokenAuthority;
import dev.navicert.trustserver.TrustServerSite;
import dev.navicert.tuf.FileMeta;
import dev.navicert.tuf.RoleName;
import java.io.IOException;
import java.io.PrintStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Executors;

/**
 * A trust server with many signed repositories, as far away as one likes, that asks for tokens and tells when each request came
 * and was answered: a line with both, in milliseconds, then method, status and path. Started by the scripts of {@code src/bench}.
 */
public final class SlowTrustServer {
    private static final int THREADS = 64;
    private static final String HOST = "bench.example";

    private final RepositoryKeys keys = RepositoryKeys.generate();
    private final SigningKey delegate = SigningKey.generate(SigningKey.Algorithm.ECDSA);
    private final int tags;
    private final int delegations;

    private SlowTrustServer(int tags, int delegations) {
        this.tags = tags;
        this.delegations = delegations;
    }

    /** Takes port, repositories, tags of each, delegations of each, milliseconds to answer; prints {@code ready} to the log. */
    public static void main(String... words) throws IOException {
        int port = Integer.parseInt(words[0]);
        int repositories = Integer.parseInt(words[1]);
        long delay = Long.parseLong(words[4]);
        SlowTrustServer publisher = new SlowTrustServer(Integer.parseInt(words[2]), Integer.parseInt(words[3]));
        TrustServerSite site = TrustServerSite.withTokens(TokenAuthority.forEverybody(
                "http://127.0.0.1:" + port + TrustServerSite.TOKEN_PATH, "bench", Clock.systemUTC()));
        for (int i = 0; i < repositories; i++) {
            Gun gun = new Gun(HOST + "/app-" + i);
            site.serve(gun, publisher.repository(gun));
        }
        HttpServer server = HttpServer.create(
                new InetSocketAddress(InetAddress.getByAddress("localhost", new byte[] {127, 0, 0, 1}), port), 0);
        server.setExecutor(Executors.newFixedThreadPool(THREADS));
        server.createContext("/", exchange -> answer(site, exchange, delay, System.out));
        server.start();
        System.out.println("ready");
    }

    private RepositoryFiles repository(Gun gun) {
        Instant now = Clock.systemUTC().instant();
        SignedRepository repository = SignedRepository.create(gun, keys, now);
        if (delegations > 0) {
            fill(repository.delegate(RoleName.RELEASES, RoleSigners.of(delegate), List.of("")), RoleName.RELEASES);
        } else {
            fill(repository, RoleName.TARGETS);
        }
        for (int i = 1; i < delegations; i++) {
            repository.delegate(new RoleName("targets/team-" + i), RoleSigners.of(delegate), List.of(""));
        }
        return repository.publish(now);
    }

    private void fill(SignedRepository repository, RoleName role) {
        for (int i = 0; i < tags; i++) {
            byte[] manifest = (repository.gun() + ":v" + i).getBytes(StandardCharsets.UTF_8);
            repository.addTarget(role, "v" + i, FileMeta.of(manifest));
        }
    }

    private static void answer(TrustServerSite site, HttpExchange exchange, long delay, PrintStream log)
            throws IOException {
        long came = System.nanoTime();
        try (exchange) {
            Thread.sleep(delay);
            String authorization = Optional.ofNullable(
                            exchange.getRequestHeaders().getFirst("Authorization"))
                    .orElse("");
            SiteAnswer answer = site.answer(exchange.getRequestMethod(), exchange.getRequestURI(), authorization);
            answer.headers().forEach(exchange.getResponseHeaders()::set);
            log.printf(
                    "%.1f %.1f %s %d %s%n",
                    came / 1e6,
                    System.nanoTime() / 1e6,
                    exchange.getRequestMethod(),
                    answer.status(),
                    exchange.getRequestURI());
            exchange.sendResponseHeaders(answer.status(), answer.body().length == 0 ? -1 : answer.body().length);
            exchange.getResponseBody().write(answer.body());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
