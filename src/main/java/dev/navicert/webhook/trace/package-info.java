/**
 * Tells an OpenTelemetry collector where the time of a review went, if whoever starts the webhook wants that; else nothing here
 * is ever loaded but {@link dev.navicert.webhook.trace.Tracing#OFF}.
 *
 * <p>Doors: {@link dev.navicert.webhook.trace.TraceSettings} reads the standard variables, {@link
 * dev.navicert.webhook.trace.Tracing} follows reviews and checks, {@link dev.navicert.webhook.trace.Collector} sends what was
 * found. Spans carry names of images, rules and servers; never tokens, users or bodies.
 */
@NullMarked
package dev.navicert.webhook.trace;

import org.jspecify.annotations.NullMarked;
