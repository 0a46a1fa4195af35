package dev.navicert.notary;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.util.Locale;
import java.util.Optional;

/**
 * What a registry's or token service's error answer says, as Docker's clients put it: {@code unauthorized: authentication
 * required}.
 *
 * @see <a href="https://github.com/distribution/distribution/blob/v2.8.3/registry/client/errors.go">registry/client/errors.go</a>
 */
final class RegistryErrors {
    private static final JsonFactory JSON = new JsonFactory();
    private static final int MAX_WORDS = 300;

    private RegistryErrors() {}

    static String words(Answer answer) {
        if (answer.status() < 400 || answer.status() >= 500) {
            return "received unexpected HTTP status: " + printable(answer.statusLine());
        }
        return first(answer.body())
                .orElseGet(() -> answer.status() == 401
                        ? "unauthorized: authentication required"
                        : "error parsing HTTP " + answer.status() + " response body");
    }

    /** Code and message of the first of {@code {"errors":[{"code":…,"message":…}]}}. */
    static Optional<String> first(byte[] body) {
        String code = "";
        String message = "";
        try (JsonParser parser = JSON.createParser(body)) {
            while (parser.nextToken() != null) {
                boolean text = parser.currentToken() == JsonToken.VALUE_STRING;
                if (text && "code".equals(parser.currentName()) && code.isEmpty()) {
                    code = parser.getText();
                } else if (text && "message".equals(parser.currentName()) && message.isEmpty()) {
                    message = parser.getText();
                }
            }
        } catch (IOException notJson) {
            return Optional.empty();
        }
        return code.isEmpty()
                ? Optional.empty()
                : Optional.of(printable(code.toLowerCase(Locale.ROOT).replace('_', ' ') + ": " + message));
    }

    /** Others wrote it: no control characters, not endless. */
    static String printable(String text) {
        String line = text.replaceAll("\\p{Cntrl}", " ").strip();
        return line.length() > MAX_WORDS ? line.substring(0, MAX_WORDS) + "…" : line;
    }
}
