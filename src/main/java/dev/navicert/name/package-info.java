/** What an image is called. */
@NullMarked
package dev.navicert.name;

import org.jspecify.annotations.NullMarked;
