/**
 * The distribution in {@code target/navicert}, started as its user would: by its scripts, as processes, with nothing of the
 * build around it. Runs in the integration-test phase, when the distribution is there.
 */
@NullMarked
package dev.navicert.packaged;

import org.jspecify.annotations.NullMarked;
