/**
 * Signed metadata and the stages in which it comes to be believed.
 *
 * <pre>{@code
 * TrustedRoot root = TrustedRoot.accept(bytes, anchor, Floor.NONE, new Scrutiny(STRICT, now));
 * root.timestamp(bytes, floor).snapshot(bytes, floor).targets(bytes, floor).find("3.20")
 * }</pre>
 *
 * <p>Payloads ({@link dev.navicert.tuf.Root}, {@link dev.navicert.tuf.Timestamp}, {@link dev.navicert.tuf.Snapshot}, {@link
 * dev.navicert.tuf.Targets}) are well formed and no more. Stages ({@link dev.navicert.tuf.TrustedRoot}, {@link
 * dev.navicert.tuf.TrustedTimestamp}, {@link dev.navicert.tuf.TrustedSnapshot}, {@link dev.navicert.tuf.TrustedTargets}) can
 * only be had from the stage before; holding one is the proof. Whatever is wrong is a {@link dev.navicert.tuf.TrustException}.
 *
 * <p>Knows no file, no socket, no clock, no collection and no configuration.
 */
@NullMarked
package dev.navicert.tuf;

import org.jspecify.annotations.NullMarked;
