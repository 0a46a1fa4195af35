package dev.navicert.demo;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.navicert.cli.terminal.Table;
import dev.navicert.trustserver.TrustServer;
import dev.navicert.webhook.StartException;
import dev.navicert.webhook.Webhook;
import dev.navicert.webhook.WebhookOptions;
import dev.navicert.webhook.Webhooks;
import io.quarkus.runtime.Quarkus;
import io.quarkus.runtime.QuarkusApplication;
import jakarta.inject.Inject;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Locale;

/** {@code navicert demo}: prints a table of verdicts, then stays for whoever wants to ask more. */
public class DemoApplication implements QuarkusApplication {
    private static final String LOOPBACK = "127.0.0.1";

    private final Webhooks webhooks;
    private final ObjectMapper json = new ObjectMapper();
    private final PrintStream out = new PrintStream(System.out, true, StandardCharsets.UTF_8);

    @Inject
    DemoApplication(Webhooks webhooks) {
        this.webhooks = webhooks;
    }

    @Override
    public int run(String... words) {
        DemoCollections collections = DemoCollections.publish(Clock.systemUTC().instant());
        try (DemoFolder folder = DemoFolder.create();
                TrustServer server = TrustServer.start(collections.site(), 0)) {
            Path policy = folder.write("policy.yaml", DemoPolicy.text(server.uri(), collections.rootCertificates()));
            try (Webhook webhook = webhooks.start(
                    new WebhookOptions(policy, LOOPBACK, 0, null, folder.path().resolve("state"), 0))) {
                boolean asExpected = judgeAll(webhook);
                if (List.of(words).contains(DemoMain.ONCE)) {
                    return asExpected ? 0 : 1;
                }
                stay(webhook, server, policy, folder);
                return 0;
            }
        } catch (StartException | IOException | GeneralSecurityException e) {
            System.err.println("navicert demo: " + e.getMessage());
            return 1;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return 1;
        }
    }

    /** Whether every verdict is the one that was to be shown. */
    private boolean judgeAll(Webhook webhook) throws IOException, GeneralSecurityException, InterruptedException {
        AdmissionClient client = new AdmissionClient(webhook.url(), authority(webhook));
        Table table = new Table("OBJECT", "IMAGE", "VERDICT", "DIGEST OR REASON", "MS");
        boolean asExpected = true;
        for (DemoReview question : DemoReviews.all()) {
            long begin = System.nanoTime();
            byte[] body = client.mutate(json.writeValueAsBytes(question.review()));
            Duration took = Duration.ofNanos(System.nanoTime() - begin);
            DemoAnswer answer = DemoAnswer.read(body, question.place(), took);
            boolean met = answer.meets(question);
            asExpected &= met;
            table.row(
                    question.object(),
                    question.image(),
                    (answer.allowed() ? "admitted" : "refused") + (met ? "" : " (unexpected)"),
                    answer.digestOrReason(),
                    String.format(Locale.ROOT, "%.1f", took.toNanos() / 1e6));
        }
        out.print(table);
        return asExpected;
    }

    private void stay(Webhook webhook, TrustServer server, Path policy, DemoFolder folder) throws IOException {
        DemoReview unsigned = DemoReviews.unsigned();
        Path review = folder.write("unsigned-pod.json", json.writeValueAsBytes(unsigned.review()));
        String home = System.getProperty("navicert.home", "");
        String navicert = home.isEmpty() ? "navicert" : home + "/bin/navicert";
        out.println();
        out.println("The webhook and the trust server stay up until Ctrl-C. The policy is " + policy
                + "; change it and ask again:");
        out.println("  curl --cacert " + authority(webhook) + " -H 'Content-Type: application/json' -d @" + review + " "
                + webhook.url() + "/mutate");
        out.println("  " + navicert + " -s " + server.uri() + " -d "
                + folder.path().resolve("trust") + " list " + DemoCollections.API);
        Quarkus.waitForExit();
    }

    private static Path authority(Webhook webhook) {
        return webhook.authority().orElseThrow(() -> new IllegalStateException("the webhook made no certificate"));
    }
}
