/** Pinning a root, the update workflow, finding a target; owns the ports to sources and caches. */
@NullMarked
package dev.navicert.trust;

import org.jspecify.annotations.NullMarked;
