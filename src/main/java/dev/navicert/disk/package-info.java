/**
 * Trust data in files: Notary's trust directory byte for byte ({@link dev.navicert.disk.TrustDirectory}), a mirror in the
 * server's URL layout ({@link dev.navicert.disk.Mirror}), and {@link dev.navicert.disk.AtomicFile} for whatever else is kept.
 *
 * <p>Invariants: a name from outside never leads out of the directory it belongs to; nobody ever reads half a file; what is
 * private is 0600 in directories of 0700; what is read is capped.
 *
 * {@snippet :
 * MetadataCache cache = new TrustDirectory(Path.of("/home/me/.notary")).cache(gun);
 * RemoteMetadata mirror = new Mirror(Path.of("/srv/mirror")).collection(gun);
 * }
 */
@NullMarked
package dev.navicert.disk;

import org.jspecify.annotations.NullMarked;
