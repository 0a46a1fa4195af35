/**
 * {@code navicert explain}: a policy's judgement on one image, and everything that led to it, for a person who asks why.
 *
 * <p>{@link dev.navicert.cli.explain.ExplanationText} and {@link dev.navicert.cli.explain.ExplanationFacts} print what the
 * policy room explains; {@link dev.navicert.cli.explain.ExplanationWiring} asks the trust servers, {@link
 * dev.navicert.cli.explain.MemoryWiring} what a webhook remembers.
 */
@NullMarked
package dev.navicert.cli.explain;

import org.jspecify.annotations.NullMarked;
