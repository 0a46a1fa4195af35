package dev.navicert.webhook;

import io.quarkus.runtime.Quarkus;
import io.quarkus.runtime.QuarkusApplication;
import jakarta.inject.Inject;
import java.util.List;

/** The webhook as a process: from its start until somebody ends it. */
public class WebhookApplication implements QuarkusApplication {
    private final Webhooks webhooks;

    @Inject
    WebhookApplication(Webhooks webhooks) {
        this.webhooks = webhooks;
    }

    @Override
    public int run(String... words) {
        List<String> all = List.of(words);
        try (Webhook webhook = webhooks.start(WebhookOptions.parse(all, System.getenv()))) {
            EndSignals.handle(() -> Quarkus.asyncExit(0)); // ends the wait below, and nothing else yet
            webhook.announce();
            Quarkus.waitForExit();
            return 0;
        } catch (StartException e) {
            return WebhookMain.refuse(e, all, System.err);
        } catch (RuntimeException bug) {
            String message = "failed, which is a bug: " + bug + "; please report it with what --debug shows";
            return WebhookMain.refuse(new StartException(message, bug), all, System.err);
        }
    }
}
