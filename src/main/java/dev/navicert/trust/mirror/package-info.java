/**
 * Verified collections kept as files, for when their server is gone.
 *
 * <p>A {@link dev.navicert.trust.mirror.CollectionCopy} is all that readers of a collection will ever ask for: every file of today
 * and every root since the first. A {@link dev.navicert.trust.mirror.Manifest} names every file of a mirror by its SHA-256; with its
 * own SHA-256 pinned, it stands in for the timestamps that nobody signs any more ({@link dev.navicert.tuf.Renewal.Frozen}).
 *
 * <p>Invariants: nothing is copied that was not verified or is not vouched for by a verified snapshot; nothing is read from a
 * frozen mirror but the very bytes that the pinned manifest names.
 */
@NullMarked
package dev.navicert.trust.mirror;

import org.jspecify.annotations.NullMarked;
