package dev.navicert.cli.explain;

import dev.navicert.notary.JdkTransport;
import dev.navicert.notary.Proxies;
import dev.navicert.notary.RepositoriesWiring;
import dev.navicert.policy.Explanation;
import dev.navicert.policy.ImageVerifier;
import dev.navicert.policy.Ruling;
import dev.navicert.trust.Deadline;
import java.io.IOException;
import java.time.Clock;
import java.util.Map;

/**
 * Asks the trust servers that a policy names, and verifies as the webhook does. Nothing that a webhook remembers is consulted, so
 * a rollback that only its memory shows is not seen here.
 */
public final class ExplanationWiring {
    private ExplanationWiring() {}

    /**
     * Explains a ruling.
     *
     * @param environment of the process, for proxies
     * @throws IOException if connections cannot be closed
     */
    public static Explanation explain(Ruling ruling, Clock clock, Map<String, String> environment, Deadline deadline)
            throws IOException {
        Proxies proxies = Proxies.fromEnvironment(environment);
        try (RepositoriesWiring wiring = RepositoriesWiring.forgetting(tls -> new JdkTransport(tls, proxies), clock)) {
            return new ImageVerifier(wiring.repositories()).explain(ruling, deadline);
        }
    }
}
