/**
 * What is believed of repositories right now, ready to answer from.
 *
 * <p>A {@link dev.navicert.trust.view.RepositoryView} is one verified repository as an immutable object, replaced as a whole.
 * {@link dev.navicert.trust.view.Repositories} is the door for whoever asks.
 */
@NullMarked
package dev.navicert.trust.view;

import org.jspecify.annotations.NullMarked;
