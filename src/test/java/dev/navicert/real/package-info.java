/**
 * What we read of a real Notary server is what the real {@code notary} reads: Debian's programs, started here.
 *
 * <p>Skipped where they are not installed; with {@code NAVICERT_REQUIRE_NOTARY=true} (or the system property {@code
 * navicert.require.notary}) their absence is a failure.
 */
@NullMarked
package dev.navicert.real;

import org.jspecify.annotations.NullMarked;
