package dev.navicert.notary;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.navicert.tuf.json.GoQuote;
import dev.navicert.tuf.json.GoStruct;
import dev.navicert.tuf.json.Json;
import dev.navicert.tuf.json.MalformedJsonException;
import dev.navicert.tuf.json.Reading;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * What a registry's or token service's error answer says, as Docker's clients put it: {@code unauthorized: authentication
 * required}.
 *
 * @see <a href="https://github.com/distribution/distribution/blob/v2.8.3/registry/client/errors.go">registry/client/errors.go</a>
 */
final class RegistryErrors {
    private static final int MAX_WORDS = 300;

    private RegistryErrors() {}

    /** Why a token service gave no token. */
    static String words(Answer answer) {
        if (answer.status() < 400 || answer.status() >= 500) {
            return "received unexpected HTTP status: " + printable(answer.statusLine());
        }
        try {
            GoStruct top = GoStruct.of(Json.parse(answer.body(), Reading.AS_GO), "errcode.Errors", Reading.AS_GO);
            if (top.value("details") instanceof Json.Str details
                    && !details.value().isEmpty()) {
                return irregular(answer.status()) + ": " + printable(details.value());
            }
            return first(top).orElseGet(() -> unexplained(answer, "no error details found in HTTP response body"));
        } catch (MalformedJsonException e) {
            return unexplained(answer, String.valueOf(e.getMessage()));
        }
    }

    private static String irregular(int status) {
        return status == 401 ? "unauthorized" : status == 429 ? "toomanyrequests" : "unknown";
    }

    private static String unexplained(Answer answer, String why) {
        return answer.status() == 401
                ? "unauthorized: authentication required"
                : "error parsing HTTP " + answer.status() + " response body: " + why + ": "
                        + GoQuote.text(new String(answer.body(), UTF_8));
    }

    /** Code and message of the first of {@code {"errors":[{"code":…,"message":…}]}}. */
    static Optional<String> first(byte[] body) {
        try {
            return first(GoStruct.of(Json.parse(body, Reading.AS_GO), "errcode.Errors", Reading.AS_GO));
        } catch (MalformedJsonException noExplanation) {
            return Optional.empty();
        }
    }

    private static Optional<String> first(GoStruct top) throws MalformedJsonException {
        List<Json> errors = top.list("errors", "errcode.Errors");
        if (errors.isEmpty()) {
            return Optional.empty();
        }
        GoStruct error = GoStruct.of(errors.get(0), "errcode.Error", Reading.AS_GO);
        String code = error.text("code", "string").toLowerCase(Locale.ROOT).replace('_', ' ');
        return Optional.of(printable(code + ": " + error.text("message", "string")));
    }

    /** Others wrote it: {@link #harmless}, not endless. */
    static String printable(String text) {
        String line = harmless(text).strip();
        return line.length() > MAX_WORDS ? line.substring(0, MAX_WORDS) + "…" : line;
    }

    /** Without what steers a terminal, breaks a line or turns the direction of writing. */
    static String harmless(String text) {
        return text.codePoints()
                .map(c -> isInvisible(c) ? ' ' : c)
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                .toString();
    }

    /** What shows no glyph and changes what is shown around it. */
    private static boolean isInvisible(int codePoint) {
        return switch (Character.getType(codePoint)) {
            case Character.CONTROL,
                    Character.FORMAT,
                    Character.SURROGATE,
                    Character.LINE_SEPARATOR,
                    Character.PARAGRAPH_SEPARATOR -> true;
            default -> false;
        };
    }
}
