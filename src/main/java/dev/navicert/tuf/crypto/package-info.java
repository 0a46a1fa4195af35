/** Key types and signature methods that Notary uses. */
@NullMarked
package dev.navicert.tuf.crypto;

import org.jspecify.annotations.NullMarked;
