/**
 * The packaged webhook on bad days: Debian's {@code notary-server} behind a gate that can put anything in its place, Go's {@code
 * notary} publishing meanwhile, and a load that knows what may be answered.
 */
package dev.navicert.faults;
