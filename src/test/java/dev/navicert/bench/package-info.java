/** Measurements, run by {@code ./mvnw -Pbench test-compile exec:exec@bench}; never part of a build. */
@NullMarked
package dev.navicert.bench;

import org.jspecify.annotations.NullMarked;
