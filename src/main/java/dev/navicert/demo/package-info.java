/**
 * What Navicert does, shown on a machine with nothing but a JDK: a trust server, a webhook and reviews of good and bad pods in
 * one process. {@link dev.navicert.demo.DemoApplication} is the door.
 *
 * <p>Nothing here is a shortcut: the collections are signed, the webhook is the one that {@code navicert webhook} starts, and
 * the reviews reach it over HTTPS.
 */
@NullMarked
package dev.navicert.demo;

import org.jspecify.annotations.NullMarked;
