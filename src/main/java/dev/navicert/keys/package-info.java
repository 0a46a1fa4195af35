/**
 * Private keys, in memory and at rest.
 *
 * <p>Doors: {@link dev.navicert.keys.KeyRing} keeps the keys of a trust directory behind their passphrases, in
 * {@link dev.navicert.keys.KeyFile}s that Notary reads and writes alike; {@link dev.navicert.keys.SigningKey} signs;
 * {@link dev.navicert.keys.RootCertificate} makes the certificate that a root key must be wrapped in. Ports:
 * {@link dev.navicert.keys.KeyFiles}, {@link dev.navicert.keys.PassphraseSource}.
 *
 * <p>Invariants: a private key is never printed and never kept without a passphrase; passphrases are {@code char[]} and wiped
 * by whoever holds them last; a key is derived once per run; a file is replaced as a whole, and not before its new content is
 * complete.
 *
 * {@snippet :
 * KeyRing ring = KeyRing.open(KeyDirectory.open(trustDirectory, warnings), passphrases, (name, why) -> log(why));
 * byte[] signature = ring.open(keyId).sign(message);
 * }
 *
 * <p>Signing is the JDK's: it happens rarely, and it keeps the signing half independent of the verifying one, which
 * Bouncy Castle does. The one exception is the curve P-224, which the JDK reads and does not sign with.
 */
@NullMarked
package dev.navicert.keys;

import org.jspecify.annotations.NullMarked;
