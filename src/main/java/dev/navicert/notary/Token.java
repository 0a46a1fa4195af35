package dev.navicert.notary;

import dev.navicert.tuf.json.GoStruct;
import dev.navicert.tuf.json.Json;
import dev.navicert.tuf.json.MalformedJsonException;
import dev.navicert.tuf.json.Reading;
import java.time.Duration;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * What a token service answered. Prints without the token.
 *
 * @param life how long it is good for, counted from now: the service's own clock may be wrong
 */
record Token(String text, Duration life) {
    /** Docker's clients once took every token for this long, so services give them at least that. */
    private static final long SHORTEST_LIFE_SECONDS = 60;

    private static final long LONGEST_LIFE_SECONDS = 24 * 60 * 60;
    private static final Pattern SENDABLE = Pattern.compile("[\\x21-\\x7e]{1,16384}");

    /**
     * Reads the answer of a token service: {@code access_token} counts before {@code token}. Empty if it holds neither.
     *
     * @throws MalformedJsonException if it is no JSON object, or the token is none that can be sent
     */
    static Optional<Token> read(byte[] json) throws MalformedJsonException {
        GoStruct answer = GoStruct.of(Json.parse(json, Reading.AS_GO), "auth.getTokenResponse", Reading.AS_GO);
        String accessToken = answer.text("access_token", "string");
        String text = accessToken.isEmpty() ? answer.text("token", "string") : accessToken;
        if (text.isEmpty()) {
            return Optional.empty();
        }
        if (!SENDABLE.matcher(text).matches()) {
            throw new MalformedJsonException("a token that cannot be sent in a header");
        }
        double seconds =
                answer.value("expires_in") instanceof Json.Num number ? Double.parseDouble(number.literal()) : 0;
        long life = (long) Math.max(SHORTEST_LIFE_SECONDS, Math.min(seconds, LONGEST_LIFE_SECONDS));
        return Optional.of(new Token(text, Duration.ofSeconds(life)));
    }

    String bearer() {
        return "Bearer " + text;
    }

    @Override
    public String toString() {
        return "token ***";
    }
}
