package dev.navicert.faults;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Random;
import java.util.concurrent.locks.LockSupport;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.net.ssl.SSLContext;

/**
 * Clients that never stop asking about signed images, unsigned ones and invented ones, and that know the truth. What is wrong on
 * any day is noted at once: an unsigned image admitted, or a digest that nobody signs under that tag now.
 */
final class Load implements AutoCloseable {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Pattern CODE = Pattern.compile("[A-Z][A-Z_]+");
    private static final Pattern DIGEST = Pattern.compile("@sha256:([0-9a-f]{64})");
    private static final Duration PAUSE = Duration.ofMillis(4);

    private final URI webhook;
    private final Truth truth;
    /** Never signed by the publisher, by whomever else they may be. */
    private final List<String> unsigned;

    private final HttpClient client;
    private final List<Thread> askers = new ArrayList<>();
    private volatile Tally tally = new Tally();
    private volatile boolean ended;

    Load(URI webhook, SSLContext tls, Truth truth, List<String> unsigned, int askers) {
        this.webhook = webhook;
        this.truth = truth;
        this.unsigned = unsigned;
        this.client = HttpClient.newBuilder()
                .sslContext(tls)
                .connectTimeout(Duration.ofSeconds(5))
                .build();
        for (int i = 0; i < askers; i++) {
            Random choices = new Random(i);
            Thread asker = new Thread(() -> askOn(choices), "asker-" + i);
            asker.setDaemon(true);
            asker.start();
            this.askers.add(asker);
        }
    }

    /** Begins a new count, and answers the one that ends. */
    Tally next() {
        Tally before = tally;
        tally = new Tally();
        return before;
    }

    private void askOn(Random choices) {
        while (!ended) {
            Tally now = tally;
            try {
                if (choices.nextInt(3) == 0) {
                    askUnsigned(unsigned.get(choices.nextInt(unsigned.size())), now);
                } else {
                    List<String> signed = List.copyOf(truth.settled());
                    askSigned(signed.get(choices.nextInt(signed.size())), now);
                }
            } catch (IOException noAnswer) {
                now.unanswered();
            } catch (InterruptedException e) {
                return;
            }
            LockSupport.parkNanos(PAUSE.toNanos());
        }
    }

    private void askUnsigned(String image, Tally now) throws IOException, InterruptedException {
        JsonNode response = review("/mutate", image);
        if (response.path("allowed").asBoolean()) {
            now.wrong("admitted, and nobody signed it: " + image);
        } else {
            now.refused(code(response));
        }
    }

    /** Asks twice, as the API server does: what the first answer pins, the second must accept. */
    private void askSigned(String image, Tally now) throws IOException, InterruptedException {
        Instant asked = Instant.now();
        JsonNode response = review("/mutate", image);
        if (!response.path("allowed").asBoolean()) {
            if (truth.isKnown(image)) {
                now.refusedThoughSigned(code(response));
            } else {
                now.refused("new: " + code(response));
            }
            return;
        }
        String patch =
                new String(Base64.getDecoder().decode(response.path("patch").asText()), StandardCharsets.UTF_8);
        Matcher pinned = DIGEST.matcher(patch);
        if (!pinned.find() || !truth.digests(image, asked).contains(pinned.group(1))) {
            now.wrong("admitted with another digest than the signed one: " + image + " " + patch);
            return;
        }
        now.admitted();
        truth.admitted(image);
        JsonNode validated = review("/validate", image + pinned.group());
        if (validated.path("allowed").asBoolean()) {
            now.admitted();
        } else if (!truth.isNewest(image, pinned.group(1))) {
            now.refused("signed anew meanwhile: " + code(validated));
        } else {
            now.refusedThoughSigned("validate " + code(validated));
        }
    }

    private JsonNode review(String path, String image) throws IOException, InterruptedException {
        String body = """
                {"apiVersion":"admission.k8s.io/v1","kind":"AdmissionReview","request":{"uid":"u1","operation":"CREATE",\
                "kind":{"group":"","version":"v1","kind":"Pod"},"namespace":"shop","object":{"metadata":{},\
                "spec":{"containers":[{"name":"app","image":"%s"}]}}}}""".formatted(image);
        HttpResponse<String> answer = client.send(
                HttpRequest.newBuilder(webhook.resolve(path + "?timeout=10s"))
                        .timeout(Duration.ofSeconds(15))
                        .header("content-type", "application/json")
                        .POST(HttpRequest.BodyPublishers.ofString(body))
                        .build(),
                HttpResponse.BodyHandlers.ofString());
        if (answer.statusCode() != 200) {
            throw new IOException(answer.statusCode() + " " + answer.body());
        }
        return JSON.readTree(answer.body()).path("response");
    }

    private static String code(JsonNode response) {
        Matcher code = CODE.matcher(response.at("/status/message").asText());
        return code.find() ? code.group() : response.toString();
    }

    @Override
    public void close() throws InterruptedException {
        ended = true;
        askers.forEach(Thread::interrupt);
        for (Thread asker : askers) {
            asker.join();
        }
    }
}
