package dev.navicert.webhook;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.navicert.name.Gun;
import dev.navicert.policy.Code;
import dev.navicert.trustserver.RepositoryFiles;
import dev.navicert.trustserver.RepositoryKeys;
import dev.navicert.trustserver.SignedRepository;
import dev.navicert.tuf.FileMeta;
import dev.navicert.tuf.RoleName;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLContext;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * A real webhook before trust servers that misbehave over real connections, each in one way, and what it says of a repository
 * whose view is fresh, stale or absent. The table is that of ADR 0013.
 */
@Timeout(60)
@Tag("once")
class BadDaysTest {
    private static final Duration INTERVAL = Duration.ofSeconds(60);
    private static final RepositoryKeys KEYS = RepositoryKeys.generate();
    private static final RepositoryKeys STRANGERS = RepositoryKeys.generate();
    private static final Gun FRESH = new Gun("registry.test/new/fresh");
    private static final Gun STALE = new Gun("registry.test/old/stale");
    private static final Gun ABSENT = new Gun("registry.test/new/absent");

    /** What happens, what is said of a repository that was never seen, and of one whose view is too old to answer. */
    enum Day {
        DOWN(Code.SERVER_UNREACHABLE, "connection refused", Code.SERVER_UNREACHABLE, "connection refused"),
        HANGS(Code.DEADLINE, "gave up waiting", Code.SERVER_UNREACHABLE, "last verified"),
        DRIPS(Code.DEADLINE, "gave up waiting", Code.SERVER_UNREACHABLE, "last verified"),
        BREAKS_OFF(Code.SERVER_UNREACHABLE, "EOF", Code.SERVER_UNREACHABLE, "EOF"),
        OTHER_CERTIFICATE(Code.SERVER_UNREACHABLE, "x509", Code.SERVER_UNREACHABLE, "x509"),
        SAYS_400(Code.SERVER_UNREACHABLE, "was refused", Code.SERVER_UNREACHABLE, "was refused"),
        SAYS_401(Code.AUTH_FAILED, "credentials of TrustServer", Code.SERVER_UNREACHABLE, "credentials of TrustServer"),
        SAYS_403(Code.AUTH_FAILED, "credentials of TrustServer", Code.SERVER_UNREACHABLE, "credentials of TrustServer"),
        SAYS_404(
                Code.NO_TRUST_DATA,
                "has no trust data",
                Code.SERVER_UNREACHABLE,
                "does not have the repository any more"),
        SAYS_429(Code.SERVER_UNREACHABLE, "429", Code.SERVER_UNREACHABLE, "429"),
        SAYS_500(Code.SERVER_UNREACHABLE, "500", Code.SERVER_UNREACHABLE, "500"),
        SAYS_503(Code.SERVER_UNREACHABLE, "503", Code.SERVER_UNREACHABLE, "503"),
        GARBAGE(Code.METADATA_INVALID, "cannot be read", Code.METADATA_INVALID, "cannot be read"),
        TRUNCATED(Code.METADATA_INVALID, "cannot be read", Code.METADATA_INVALID, "cannot be read"),
        ENDLESS(Code.LIMIT, "bytes", Code.LIMIT, "bytes"),
        SPOILED_SIGNATURES(Code.SIGNATURE_INVALID, "is signed by 0 of", Code.SIGNATURE_INVALID, "is signed by 0 of"),
        EXPIRED(Code.EXPIRED, "publish the repository again", Code.EXPIRED, "publish the repository again"),
        /** What was never seen cannot be older than what was seen. */
        ROLLED_BACK(null, "", Code.ROLLBACK, "somebody may be replaying old data"),
        FOREIGN_ROOT(Code.ROOT_UNTRUSTED, "offered", Code.ROOT_UNTRUSTED, "offered");

        private final @Nullable Code first;
        private final String firstWords;
        private final Code later;
        private final String laterWords;

        Day(@Nullable Code first, String firstWords, Code later, String laterWords) {
            this.first = first;
            this.firstWords = firstWords;
            this.later = later;
            this.laterWords = laterWords;
        }

        boolean isDistrust() {
            return ordinal() >= GARBAGE.ordinal();
        }
    }

    @TempDir
    Path folder;

    private final MovableClock clock = new MovableClock();

    @ParameterizedTest
    @EnumSource
    void every_bad_day_has_its_verdict_and_passes(Day day) throws Exception {
        SelfMadeCertificate.Authority authority = SelfMadeCertificate.authority(clock.instant());
        boolean encrypted = day == Day.OTHER_CERTIFICATE;
        SSLContext tls =
                MoodyServer.showing(SelfMadeCertificate.leaf(authority.keys().getPrivate(), clock.instant()));
        try (MoodyServer old = new MoodyServer(encrypted ? tls : null);
                MoodyServer young = new MoodyServer(encrypted ? tls : null)) {
            List<Repository> repositories =
                    List.of(new Repository(old, STALE), new Repository(young, FRESH), new Repository(young, ABSENT));
            repositories.forEach(Repository::serveNewest);
            Path ca =
                    Files.writeString(folder.resolve("ca.pem"), authority.pair().certificate());
            Path policy = Files.writeString(
                    folder.resolve("policy.yaml"),
                    server("old", old, "registry.test/old/**", ca, repositories)
                            + server("young", young, "registry.test/new/**", ca, repositories)
                            + """
                            apiVersion: navicert.dev/v1alpha1
                            kind: ClusterImagePolicy
                            metadata: {name: everything}
                            spec: {mode: enforce, rules: [{images: ["**"], verify: {}}]}
                            """);
            try (LiveWebhook webhook = new LiveWebhook(policy, folder.resolve("state"), clock)) {
                admitted(webhook, STALE);
                begin(day, old, repositories.subList(0, 1));
                clock.advance(INTERVAL.plusSeconds(1));
                admitted(webhook, FRESH);
                begin(day, young, repositories.subList(1, 3));

                isAnsweredWithoutTheServer(webhook, young);
                isAdmittedAndCalledOld(day, webhook);
                isUndecidedWhereNothingIsSigned(day, webhook);
                hasItsCodeAtFirstContact(day, webhook);
                clock.advance(Duration.ofHours(24));
                isRefusedInTheEnd(day, webhook);

                end(day, old, tls, repositories.get(0));
                clock.advance(Duration.ofSeconds(61));
                isAdmittedAgain(webhook);
            }
        }
    }

    private static void isAnsweredWithoutTheServer(LiveWebhook webhook, MoodyServer server) throws Exception {
        int asked = server.requests().size();
        assertThat(admitted(webhook, FRESH).toString()).doesNotContain("aged");
        assertThat(server.requests()).hasSize(asked);
    }

    private static void isAdmittedAndCalledOld(Day day, LiveWebhook webhook) throws Exception {
        JsonNode response = admitted(webhook, STALE);
        assertThat(response.path("auditAnnotations").path("images").textValue())
                .contains("\"aged\":{\"verifiedAt\":\"");
        assertThat(new String(response.path("patch").binaryValue(), UTF_8))
                .contains("@sha256:")
                .doesNotContain("aged");
        String event = "\"event\":\"" + (day.isDistrust() ? "distrust" : "outage") + "\"";
        assertThat(webhook.logWith(event)).contains(event);
        assertThat(webhook.logWith("\"aged\":{")).contains("\"aged\":{");
        assertThat(webhook.health("/metrics").body()).contains("navicert_image_decisions_aged_total{");
        if (day.isDistrust()) {
            assertThat(webhook.health("/metrics").body()).contains("navicert_trust_distrusted_total{");
        }
    }

    private static void isUndecidedWhereNothingIsSigned(Day day, LiveWebhook webhook) throws Exception {
        String refusal = refused(webhook, STALE + ":9.9");
        assertThat(refusal).startsWith(day.later + " ").contains(day.laterWords);
        assertThat(refusal.lines().skip(1))
                .anyMatch(line -> line.matches(" +by what was known at .*: UNSIGNED_TAG .*"));
        assertThat(refusal.lines().findFirst().orElseThrow())
                .doesNotContain("UNSIGNED_TAG")
                .contains("; ");
    }

    private static void hasItsCodeAtFirstContact(Day day, LiveWebhook webhook) throws Exception {
        if (day.first == null) {
            admitted(webhook, ABSENT);
        } else {
            assertThat(refused(webhook, ABSENT + ":1.0"))
                    .startsWith(day.first + " ")
                    .contains(day.firstWords);
        }
    }

    private static void isRefusedInTheEnd(Day day, LiveWebhook webhook) throws Exception {
        String refusal = refused(webhook, STALE + ":1.0");
        assertThat(refusal).startsWith(day.later + " ").contains(day.laterWords);
        if (!day.isDistrust()) {
            assertThat(refusal).contains("last verified 24 h ago", "outage.serveVerifiedFor is 24 h");
        }
    }

    /** At once, or after the check that was under way. */
    private static void isAdmittedAgain(LiveWebhook webhook) throws Exception {
        long patience = System.nanoTime() + TimeUnit.SECONDS.toNanos(30);
        JsonNode response = webhook.review("/mutate?timeout=3s", STALE + ":1.0");
        while (!response.path("allowed").booleanValue() && System.nanoTime() < patience) {
            TimeUnit.MILLISECONDS.sleep(50);
            response = webhook.review("/mutate?timeout=3s", STALE + ":1.0");
        }
        assertThat(response.path("allowed").booleanValue())
                .as(response.toString())
                .isTrue();
        assertThat(response.toString()).doesNotContain("aged");
        assertThat(webhook.logWith("\"event\":\"outage-over\"")).contains("\"event\":\"outage-over\"");
    }

    private static JsonNode admitted(LiveWebhook webhook, Gun gun) throws Exception {
        JsonNode response = webhook.review("/mutate?timeout=4s", gun + ":1.0");
        assertThat(response.path("allowed").booleanValue())
                .as(response.toString())
                .isTrue();
        return response;
    }

    private static String refused(LiveWebhook webhook, String image) throws Exception {
        JsonNode response = webhook.review("/mutate?timeout=2s", image);
        assertThat(response.path("allowed").booleanValue())
                .as(response.toString())
                .isFalse();
        return response.path("status").path("message").textValue().replace("containers/app: ", "");
    }

    // ---- days ----

    private void begin(Day day, MoodyServer server, List<Repository> repositories) throws Exception {
        switch (day) {
            case DOWN -> server.shut();
            case HANGS -> server.become((file, out) -> TimeUnit.MINUTES.sleep(5));
            case DRIPS ->
                server.become((file, out) -> {
                    out.write("HTTP/1.1 200 OK\r\nContent-Length: 1000\r\n\r\n".getBytes(ISO_8859_1));
                    for (int i = 0; i < 1000; i++) {
                        out.write(' ');
                        out.flush();
                        TimeUnit.MILLISECONDS.sleep(100);
                    }
                });
            case BREAKS_OFF ->
                server.become((file, out) -> {
                    out.write("HTTP/1.1 200 OK\r\nContent-Length: 100000\r\n\r\n{\"signed\"".getBytes(ISO_8859_1));
                    out.flush();
                    out.close();
                });
            case OTHER_CERTIFICATE ->
                server.show(MoodyServer.showing(SelfMadeCertificate.leaf(
                        SelfMadeCertificate.authority(clock.instant()).keys().getPrivate(), clock.instant())));
            case GARBAGE -> server.become((file, out) -> MoodyServer.send(out, 200, "<html>".getBytes(UTF_8)));
            case TRUNCATED ->
                server.become((file, out) -> MoodyServer.send(out, 200, Arrays.copyOf(file, file.length / 2)));
            case ENDLESS ->
                server.become((file, out) -> {
                    out.write("HTTP/1.1 200 OK\r\nContent-Length: 99999999999\r\n\r\n".getBytes(ISO_8859_1));
                    out.flush();
                });
            case SPOILED_SIGNATURES -> repositories.forEach(Repository::serveSpoiled);
            case EXPIRED -> repositories.forEach(Repository::serveExpired);
            case ROLLED_BACK -> repositories.forEach(Repository::serveOldest);
            case FOREIGN_ROOT -> repositories.forEach(Repository::serveStrangers);
            default -> {
                int status = Integer.parseInt(day.name().substring("SAYS_".length()));
                server.become((file, out) -> MoodyServer.send(out, status, new byte[0]));
            }
        }
    }

    private static void end(Day day, MoodyServer server, SSLContext tls, Repository repository) throws Exception {
        repository.serveNewest();
        server.become(MoodyServer.GOOD);
        if (day == Day.DOWN) {
            server.open();
        }
        if (day == Day.OTHER_CERTIFICATE) {
            server.show(tls);
        }
    }

    /** A repository, as it was, as it is, and as it is not. */
    private final class Repository {
        private final MoodyServer server;
        private final Gun gun;
        private final SignedRepository signed;
        private final RepositoryFiles oldest;
        private final RepositoryFiles newest;

        Repository(MoodyServer server, Gun gun) {
            this.server = server;
            this.gun = gun;
            this.signed = SignedRepository.create(gun, KEYS, clock.instant())
                    .addTarget(RoleName.TARGETS, "1.0", FileMeta.of(gun.value().getBytes(UTF_8)));
            this.oldest = signed.publish(clock.instant());
            this.newest = signed.touch(RoleName.TARGETS).publish(clock.instant());
        }

        void serveNewest() {
            server.serve(gun, newest);
        }

        void serveOldest() {
            server.serve(gun, oldest);
        }

        void serveSpoiled() {
            String timestamp = new String(newest.file("timestamp.json").orElseThrow(), UTF_8);
            server.serve(
                    gun,
                    newest.with(
                            "timestamp.json",
                            timestamp
                                    .replace("\"expires\":\"2", "\"expires\":\"3")
                                    .getBytes(UTF_8)));
        }

        void serveExpired() {
            server.serve(
                    gun, signed.touch(RoleName.TARGETS).publish(clock.instant().minus(Duration.ofDays(30))));
        }

        void serveStrangers() {
            server.serve(
                    gun,
                    SignedRepository.create(gun, STRANGERS, clock.instant()).publish(clock.instant()));
        }

        String pin() {
            return "\"" + gun + "\": [\"" + signed.signers(RoleName.ROOT).ids().get(0) + "\"]";
        }
    }

    private static String server(
            String name, MoodyServer server, String serves, Path ca, List<Repository> repositories) {
        return """
                apiVersion: navicert.dev/v1alpha1
                kind: TrustServer
                metadata: {name: %s}
                spec:
                  url: "%s"
                  insecure: true
                  serves: ["%s"]
                  ca: {file: %s}
                  pins: {certs: {%s}}
                ---
                """.formatted(
                name,
                server.url(),
                serves,
                ca,
                String.join(", ", repositories.stream().map(Repository::pin).toList()));
    }
}
