/**
 * What the user wants where nothing is said on the command line: {@code Settings}, put together from
 * flags, configuration file and defaults as {@code notary} does with viper.
 */
@NullMarked
package dev.navicert.cli.settings;

import org.jspecify.annotations.NullMarked;
