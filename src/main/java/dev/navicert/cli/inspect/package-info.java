/**
 * {@code navicert inspect}: what a collection is made of and what of it ends, in words and for programs.
 *
 * <p>{@link dev.navicert.cli.inspect.InspectionText} and {@link dev.navicert.cli.inspect.InspectionFacts} print a
 * {@link dev.navicert.cli.inspect.Report}; what is wrong with a collection, and what to do about it, is a
 * {@link dev.navicert.cli.inspect.Finding} and worded once, for both.
 */
@NullMarked
package dev.navicert.cli.inspect;

import org.jspecify.annotations.NullMarked;
