package dev.navicert.trust;

import dev.navicert.name.Gun;
import dev.navicert.tuf.Renewal;
import dev.navicert.tuf.Strictness;
import java.time.Instant;
import java.util.function.Consumer;

/**
 * What {@link TrustedCollection#update} needs to know.
 *
 * @param gun which collection
 * @param remote where its metadata is; carries the deadline
 * @param cache what was seen before, and where accepted files go
 * @param pins what a first root must show
 * @param strictness how much is asked
 * @param memory versions accepted before and where trust started; used by {@link Strictness#STRICT} alone
 * @param purpose whether the server must know the collection
 * @param now the instant at which everything is judged
 * @param renewal whether a server still renews timestamp and snapshot
 * @param observer is told facts as they happen, in order, also when the update fails in the end
 */
public record UpdateRequest(
        Gun gun,
        RemoteMetadata remote,
        MetadataCache cache,
        TrustPins pins,
        Strictness strictness,
        Memory memory,
        Purpose purpose,
        Instant now,
        Renewal renewal,
        Consumer<UpdateFact> observer) {
    /** What the collection is wanted for. */
    public enum Purpose {
        READING,
        /** Notary's "always check initialised": the server is asked for a root even where one is cached. */
        WRITING
    }

    /** A reading as the {@code notary} command does it. */
    public static UpdateRequest notary(
            Gun gun, RemoteMetadata remote, MetadataCache cache, TrustPins pins, Instant now) {
        return new UpdateRequest(
                gun,
                remote,
                cache,
                pins,
                Strictness.NOTARY,
                Memory.NONE,
                Purpose.READING,
                now,
                Renewal.SERVED,
                fact -> {});
    }

    /** A reading as the webhook does it. */
    public static UpdateRequest strict(
            Gun gun, RemoteMetadata remote, MetadataCache cache, TrustPins pins, Memory memory, Instant now) {
        return new UpdateRequest(
                gun, remote, cache, pins, Strictness.STRICT, memory, Purpose.READING, now, Renewal.SERVED, fact -> {});
    }

    public UpdateRequest forWriting() {
        return new UpdateRequest(gun, remote, cache, pins, strictness, memory, Purpose.WRITING, now, renewal, observer);
    }

    /** The same, for whoever reports what has expired instead of believing the rest; nothing is written to the cache. */
    public UpdateRequest inspected() {
        return new UpdateRequest(
                gun,
                remote,
                new UnchangedCache(cache),
                pins,
                strictness,
                memory,
                purpose,
                now,
                Renewal.INSPECTED,
                observer);
    }

    public UpdateRequest observedBy(Consumer<UpdateFact> listener) {
        return new UpdateRequest(gun, remote, cache, pins, strictness, memory, purpose, now, renewal, listener);
    }

    /** The same of a source whose server is gone or not. */
    public UpdateRequest renewed(Renewal other) {
        return new UpdateRequest(gun, remote, cache, pins, strictness, memory, purpose, now, other, observer);
    }
}
