/** Each class is an attack: somebody publishes honestly, the reader accepts, the attacker acts, the reader refuses and loses nothing. */
@NullMarked
package dev.navicert.attack;

import org.jspecify.annotations.NullMarked;
