package dev.navicert.notary;

import java.time.Duration;

/**
 * What is shown to a server, and how long it is worth showing. Prints without the secret.
 *
 * @param header the value of {@code Authorization}
 * @param until a moment of a clock that is never set, in nanoseconds
 */
record Authorization(String header, long until) {
    private static final Duration PASSWORD = Duration.ofDays(1);
    private static final Duration LAST_MOMENTS = Duration.ofSeconds(10);

    /** @param now a moment of the clock that {@link #isGoodAt} is asked by */
    static Authorization of(Token token, long now) {
        return new Authorization(token.bearer(), now + token.life().toNanos());
    }

    /** The same without the last moments of its life, in which it might end on the way. */
    static Authorization safely(Token token, long now) {
        Duration tenth = token.life().dividedBy(10);
        Duration left = token.life().minus(tenth.compareTo(LAST_MOMENTS) < 0 ? tenth : LAST_MOMENTS);
        return new Authorization(token.bearer(), now + left.toNanos());
    }

    /** @param now a moment of the clock that {@link #isGoodAt} is asked by */
    static Authorization of(Credentials.Password password, long now) {
        return new Authorization(password.basic(), now + PASSWORD.toNanos());
    }

    boolean isGoodAt(long now) {
        return now - until < 0;
    }

    @Override
    public String toString() {
        return "authorization ***";
    }
}
