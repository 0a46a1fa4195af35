package dev.navicert.policy;

import dev.navicert.trust.TrustServer;
import java.util.List;

/**
 * A {@code TrustServer} document: a server, and which images it is asked about.
 *
 * @param serves patterns of collections
 * @param rewrites of image names, tried before any server is chosen
 */
public record ServerPolicy(TrustServer server, List<Pattern> serves, List<Rewrite> rewrites) {
    public ServerPolicy {
        serves = List.copyOf(serves);
        rewrites = List.copyOf(rewrites);
    }
}
