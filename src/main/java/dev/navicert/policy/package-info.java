/**
 * Which rule governs an image, and whether the image satisfies it.
 *
 * <p>{@link dev.navicert.policy.PolicySet} holds what administrators wrote. Asked for an image in a namespace it gives a
 * {@link dev.navicert.policy.Ruling}: the winning rules, the mode in force, the trust server, all without network.
 * {@link dev.navicert.policy.ImageVerifier} turns a ruling into a {@link dev.navicert.policy.Verdict}. Whatever is neither
 * signed nor exempt is refused, with a {@link dev.navicert.policy.Reason}.
 *
 * <p>Rules are compared with the canonical name as written and, if that differs, with its usual spelling
 * ({@link dev.navicert.name.MatchingName#alias}). In each of the two lists, cluster and namespace, the most specific pattern
 * wins: a literal host first, then literal segments, then literal characters, then a literal tag or digest; among equals
 * deny, else every verify, else allow. Where the two spellings lead to different winners the strictest wins. The cluster's
 * winner and the namespace's must both admit.
 *
 * <p>Documents are read in {@code policy.document} from trees of nodes with positions, which {@code policy.yaml} makes of files.
 */
@NullMarked
package dev.navicert.policy;

import org.jspecify.annotations.NullMarked;
