package dev.navicert.trust.view;

import dev.navicert.name.Gun;
import dev.navicert.trust.TrustPin;
import dev.navicert.trust.TrustServer;
import java.net.URI;
import java.time.Instant;
import java.util.Optional;

/**
 * Where a view came from and what it was held against. A policy that changes any of it makes the view worthless, whatever its
 * age.
 */
record Origin(URI url, TrustPin pin, Optional<TrustServer.Frozen> frozen, Optional<Instant> forgetBefore) {
    static Origin of(TrustServer server, Gun gun) {
        return new Origin(
                server.url(),
                server.pins().forGun(gun),
                server.frozen(),
                server.forgetBefore().forGun(gun));
    }
}
