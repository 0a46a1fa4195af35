/**
 * A Notary server inside the program: it makes keys, signs collections and answers the routes that reading needs. For the
 * demo and the tests.
 *
 * <p>{@link dev.navicert.trustserver.SignedRepository} publishes {@link dev.navicert.trustserver.RepositoryFiles};
 * {@link dev.navicert.trustserver.TrustServerSite} answers requests with them, without a socket;
 * {@link dev.navicert.trustserver.TrustServer} puts the site behind HTTP or HTTPS on loopback.
 */
@NullMarked
package dev.navicert.trustserver;

import org.jspecify.annotations.NullMarked;
