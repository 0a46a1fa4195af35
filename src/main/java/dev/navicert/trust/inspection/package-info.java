/**
 * When a collection ends: its roles and keys as they are, and what readers will refuse, or refuse already.
 *
 * <p>Invariants: pure; what is reported was verified in all respects but its dates
 * ({@link dev.navicert.trust.UpdateRequest#inspected}), and every date that readers judge is judged here.
 */
@NullMarked
package dev.navicert.trust.inspection;

import org.jspecify.annotations.NullMarked;
