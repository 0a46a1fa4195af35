/**
 * Key types and signature methods that Notary uses: verify and identify; and the arithmetic of elliptic curves and of
 * passphrases for whoever keeps private keys.
 *
 * <p>Doors: {@link dev.navicert.tuf.crypto.PublicKey} and {@link dev.navicert.tuf.crypto.KeyId},
 * {@link dev.navicert.tuf.crypto.CertificateBundle} with its {@link dev.navicert.tuf.crypto.Certificate}s,
 * {@link dev.navicert.tuf.crypto.Pem}; {@link dev.navicert.tuf.crypto.Curve} and
 * {@link dev.navicert.tuf.crypto.PassphraseCipher} for private keys.
 *
 * <p>RSA is the JDK's; ECDSA is Bouncy Castle's lightweight API, which verifies five to ten times as fast here, and Ed25519 stands
 * on its field. Its JCA provider is never made: that alone costs a command line 150 ms. Nor are the JDK's providers started for a
 * few digests ({@link dev.navicert.tuf.crypto.Sha2}) or for a certificate like all others: 20 to 80 ms. Nothing is cached.
 */
@NullMarked
package dev.navicert.tuf.crypto;

import org.jspecify.annotations.NullMarked;
