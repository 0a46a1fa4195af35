package dev.navicert;

import dev.navicert.demo.DemoMain;
import dev.navicert.webhook.WebhookMain;
import io.quarkus.runtime.annotations.QuarkusMain;
import java.util.Arrays;

/** Where the server's door leads: {@code webhook} and {@code demo}. The start script sends nobody else here. */
@QuarkusMain
public final class ServerLauncher {
    private ServerLauncher() {}

    /** Runs the program that the first word names. */
    public static void main(String... words) {
        String first = words.length == 0 ? "" : words[0];
        String[] rest = words.length == 0 ? words : Arrays.copyOfRange(words, 1, words.length);
        switch (first) {
            case "webhook" -> WebhookMain.main(rest);
            case "demo" -> DemoMain.main(rest);
            default -> {
                System.err.println("navicert: the server knows webhook and demo, not \"" + first + "\"");
                System.exit(1);
            }
        }
    }
}
