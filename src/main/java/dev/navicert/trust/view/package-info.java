/**
 * What is believed of repositories right now, ready to answer from.
 *
 * <p>A {@link dev.navicert.trust.view.RepositoryView} is one verified repository as an immutable object, replaced as a whole.
 * {@link dev.navicert.trust.view.Repositories} is the door for whoever asks; {@link dev.navicert.trust.view.VerifiedRepositories}
 * is behind it, with {@link dev.navicert.trust.view.Sources} to ask and a {@link dev.navicert.trust.view.RepositoryStore} to
 * remember with.
 *
 * <p>Invariants: nothing is answered that was not verified under the policy in force; no view exists before its floors are safe;
 * no failure is remembered as a verdict; a repository is fetched by one thread at a time.
 *
 * {@snippet :
 * Repositories repositories = new VerifiedRepositories(sources, StateDirectory.open(state), clock, fetchers, CheckObserver.NONE);
 * RepositoryView view = repositories.view(server, gun, Freshness.WITHIN_INTERVAL, Deadline.after(Duration.ofSeconds(8)));
 * Optional<SignedTarget> signed = view.target(RoleName.RELEASES, "1.0");
 * }
 */
@NullMarked
package dev.navicert.trust.view;

import org.jspecify.annotations.NullMarked;
