/**
 * The webhook: HTTPS in front, the policy in force behind. {@link Webhook} is the door; {@link WebhookMain} opens it from the
 * command line, {@link Webhooks} from within a running Quarkus. What is decided is decided in {@code webhook.review}; here
 * are sockets, certificates, files that change, health, metrics and the log.
 *
 * <p>Invariants: an event loop never waits; every byte and every request from outside is counted against a cap; a broken
 * certificate or policy never replaces a working one; whoever was promised an answer gets it before the process ends.
 */
@NullMarked
package dev.navicert.webhook;

import org.jspecify.annotations.NullMarked;
