/**
 * Private keys. In memory for now: {@link dev.navicert.keys.SigningKey} makes keys and signs, and
 * {@link dev.navicert.keys.RootCertificate} makes the certificate that a root key must be wrapped in.
 *
 * <p>Signing is the JDK's: it happens rarely, and it keeps the signing half independent of the verifying one, which
 * Bouncy Castle does.
 */
@NullMarked
package dev.navicert.keys;

import org.jspecify.annotations.NullMarked;
