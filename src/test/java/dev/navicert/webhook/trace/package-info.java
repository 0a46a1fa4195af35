@NullMarked
package dev.navicert.webhook.trace;

import org.jspecify.annotations.NullMarked;
