/**
 * Key types and signature methods that Notary uses: verify and identify, nothing else.
 *
 * <p>Doors: {@link dev.navicert.tuf.crypto.PublicKey} and {@link dev.navicert.tuf.crypto.KeyId},
 * {@link dev.navicert.tuf.crypto.CertificateBundle} with its {@link dev.navicert.tuf.crypto.Certificate}s,
 * {@link dev.navicert.tuf.crypto.Pem}.
 *
 * <p>SHA-256 and RSA are the JDK's; ECDSA and Ed25519 are Bouncy Castle's lightweight API, which verifies five to ten
 * times as fast here. Its JCA provider is never made: that alone costs a command line 150 ms. Nothing is cached.
 */
@NullMarked
package dev.navicert.tuf.crypto;

import org.jspecify.annotations.NullMarked;
