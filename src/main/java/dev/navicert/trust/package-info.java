/**
 * From a name of a collection to a collection that is believed: where trust starts, how it is brought up to date, who signs a
 * target. Owns the ports to sources ({@link dev.navicert.trust.RemoteMetadata}) and caches ({@link
 * dev.navicert.trust.MetadataCache}).
 *
 * <p>{@link dev.navicert.trust.TrustedCollection#update} is the door, {@link dev.navicert.trust.UpdateRequest} what it wants to
 * know. {@link dev.navicert.trust.TrustPins} say what a first root must show; {@link dev.navicert.trust.Memory} is what must
 * outlive a process; {@link dev.navicert.trust.UpdateFact} is worth a line in a log.
 *
 * <p>Invariants: nothing is used that {@code tuf} has not minted; a copy that cannot be read is never taken for none; an update
 * succeeds as a whole or changes no answer.
 *
 * @see <a href="https://github.com/theupdateframework/notary/blob/v0.7.0/client/tufclient.go">Notary client/tufclient.go</a>
 */
@NullMarked
package dev.navicert.trust;

import org.jspecify.annotations.NullMarked;
