package dev.navicert.webhook.review;

/** Which of the two questions is asked. */
public enum Endpoint {
    /** {@code /mutate}: may rewrite what it judges. */
    MUTATE,
    /** {@code /validate}: judges the final object, after every other mutation. */
    VALIDATE
}
