/**
 * Where passphrases come from: a file or descriptor that a flag names, variables, or somebody at a terminal, in this order.
 * {@link dev.navicert.cli.passphrases.Passphrases} is what the keys room asks.
 */
@NullMarked
package dev.navicert.cli.passphrases;

import org.jspecify.annotations.NullMarked;
