/** A repository with an attacker in it, for tests: everything in memory, real keys, nothing visible until it is published. */
@NullMarked
package dev.navicert.simulator;

import org.jspecify.annotations.NullMarked;
