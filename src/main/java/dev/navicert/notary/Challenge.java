package dev.navicert.notary;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * How a server wants to be asked, from {@code WWW-Authenticate}.
 *
 * @param scheme lower case: {@code bearer}, {@code basic}
 * @param parameters by lower-case name
 * @see <a href="https://www.rfc-editor.org/rfc/rfc9110#section-11.3">RFC 9110 §11.3</a>
 */
record Challenge(String scheme, Map<String, String> parameters) {
    private static final int MAX_HEADER = 8 << 10;
    private static final int MAX_CHALLENGES = 16;

    Challenge {
        parameters = Map.copyOf(parameters);
    }

    /** All challenges of an answer, in order. A header that does not follow the grammar counts for nothing. */
    static List<Challenge> of(Answer answer) {
        return parse(answer.headers("www-authenticate"));
    }

    static List<Challenge> parse(List<String> headers) {
        List<Challenge> challenges = new ArrayList<>();
        for (String header : headers) {
            if (header.length() <= MAX_HEADER) {
                challenges.addAll(new ChallengeReader(header).read());
            }
        }
        return challenges.size() > MAX_CHALLENGES ? List.of() : List.copyOf(challenges);
    }

    static Optional<Challenge> first(List<Challenge> challenges, String scheme) {
        return challenges.stream().filter(one -> one.scheme().equals(scheme)).findFirst();
    }

    /** A parameter; empty if it was not sent. */
    String parameter(String name) {
        return parameters.getOrDefault(name.toLowerCase(Locale.ROOT), "");
    }
}
