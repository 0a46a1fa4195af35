/**
 * A Notary server inside the program: it makes keys, signs collections and answers the routes that reading needs. For the
 * demo, the training of start archives and the tests.
 *
 * <p>{@link dev.navicert.trustserver.SignedRepository} publishes {@link dev.navicert.trustserver.RepositoryFiles};
 * {@link dev.navicert.trustserver.TrustServerSite} answers requests with them, without a socket;
 * {@link dev.navicert.trustserver.TrustServer} puts the site behind HTTP or HTTPS on loopback.
 *
 * <p>Whoever publishes to it, in training and in tests, meets a {@link dev.navicert.trustserver.PublishingSite} with an
 * {@link dev.navicert.trustserver.UploadedCollection}.
 */
@NullMarked
package dev.navicert.trustserver;

import org.jspecify.annotations.NullMarked;
