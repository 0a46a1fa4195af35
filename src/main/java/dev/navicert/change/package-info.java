/**
 * Edits that wait to be published: what a publisher stages, in Notary's words and order.
 *
 * <p>A {@link dev.navicert.change.ChangeEntry} is an edit as its file says it, text for text; {@link dev.navicert.change.Change}
 * is what it means, one type per kind, and what means nothing keeps the reason for which Notary would not apply it. A
 * {@link dev.navicert.change.Changelist} holds them in order; one that cannot be read keeps its place
 * ({@link dev.navicert.change.StagedChange}), so that numbers mean the same to everybody.
 *
 * <p>Invariants: staging asks nobody and checks nothing that only the published collection can tell; what is written is read
 * by {@code notary}, and the other way round.
 *
 * {@snippet :
 * Scope scope = Scope.parse("targets/releases").orElseThrow();
 * changelist.append(ChangeEntry.removeTarget(scope, "2.6"));
 * for (StagedChange staged : changelist.list()) { … }
 * }
 */
@NullMarked
package dev.navicert.change;

import org.jspecify.annotations.NullMarked;
