package dev.navicert.webhook;

import io.quarkus.runtime.Quarkus;
import java.io.PrintStream;
import java.util.List;

/** {@code navicert webhook}: what is wrong with the words is said before a framework is started. */
public final class WebhookMain {
    private WebhookMain() {}

    public static void main(String... words) {
        List<String> all = List.of(words);
        if (WebhookOptions.wantsHelp(all)) {
            System.out.print(WebhookOptions.USAGE);
            return;
        }
        try {
            WebhookOptions.parse(all, System.getenv());
        } catch (StartException e) {
            System.exit(refuse(e, all, System.err));
        }
        Quarkus.run(WebhookApplication.class, words);
    }

    /** One line; where it came from only for whoever asks. */
    static int refuse(StartException e, List<String> words, PrintStream err) {
        err.println("navicert webhook: " + e.getMessage());
        if (WebhookOptions.wantsDebug(words)) {
            e.printStackTrace(err);
        }
        return 1;
    }
}
