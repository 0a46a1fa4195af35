package dev.navicert.change;

import dev.navicert.keys.KeyRing;
import dev.navicert.name.Gun;
import dev.navicert.trust.MetadataCache;
import dev.navicert.trust.RemoteRepository;
import dev.navicert.trust.UpdateRequest;
import dev.navicert.tuf.Expires;
import dev.navicert.tuf.Lifetime;
import dev.navicert.tuf.Renewal;
import dev.navicert.tuf.RoleName;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.function.Consumer;
import java.util.function.Function;

/**
 * What {@link Publication}, {@link Initialization} and {@link KeyRotation} need to know.
 *
 * @param update how the collection is read: which one, from where, what was seen before, at what instant
 * @param server where it is published
 * @param keys the private keys that are here
 * @param offset the publisher's from UTC at an instant: Go writes dates with it
 * @param observer is told facts as they happen, in order
 */
public record PublicationRequest(
        UpdateRequest update,
        RemoteRepository server,
        KeyRing keys,
        Function<Instant, ZoneOffset> offset,
        Consumer<PublishFact> observer) {
    /** The same of a collection of which more may have expired. */
    public PublicationRequest renewed(Renewal renewal) {
        return new PublicationRequest(update.renewed(renewal), server, keys, offset, observer);
    }

    Gun gun() {
        return update.gun();
    }

    MetadataCache cache() {
        return update.cache();
    }

    Signatory signatory() {
        return new Signatory(keys);
    }

    /** Until when a file that is signed now holds. */
    Expires expiry(RoleName role) {
        Instant end = update.now().plus(Lifetime.of(role));
        return Expires.at(end.atOffset(offset.apply(end)));
    }
}
