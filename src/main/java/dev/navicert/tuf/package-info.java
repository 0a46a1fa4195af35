/** Signed metadata and the stages in which it comes to be believed. */
@NullMarked
package dev.navicert.tuf;

import org.jspecify.annotations.NullMarked;
