package dev.navicert.notary;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.time.Duration;
import java.util.Locale;
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
    private static final JsonFactory JSON = new JsonFactory();

    /** Reads the answer of a token service: {@code access_token} counts before {@code token}. Empty if it holds neither. */
    static Optional<Token> read(byte[] json) throws IOException {
        String token = "";
        String accessToken = "";
        long seconds = 0;
        try (JsonParser parser = JSON.createParser(json)) {
            if (parser.nextToken() != JsonToken.START_OBJECT) {
                throw new IOException("not a JSON object");
            }
            while (parser.nextToken() == JsonToken.FIELD_NAME) {
                String name = parser.currentName().toLowerCase(Locale.ROOT);
                JsonToken value = parser.nextToken();
                if (name.equals("token") && value == JsonToken.VALUE_STRING) {
                    token = parser.getText();
                } else if (name.equals("access_token") && value == JsonToken.VALUE_STRING) {
                    accessToken = parser.getText();
                } else if (name.equals("expires_in") && value == JsonToken.VALUE_NUMBER_INT) {
                    seconds = parser.getLongValue();
                } else {
                    parser.skipChildren();
                }
            }
        }
        String text = accessToken.isEmpty() ? token : accessToken;
        if (text.isEmpty()) {
            return Optional.empty();
        }
        if (!SENDABLE.matcher(text).matches()) {
            throw new IOException("a token that cannot be sent in a header");
        }
        long life = Math.max(SHORTEST_LIFE_SECONDS, Math.min(seconds, LONGEST_LIFE_SECONDS));
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
