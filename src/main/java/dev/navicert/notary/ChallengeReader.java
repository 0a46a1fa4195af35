package dev.navicert.notary;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Reads one {@code WWW-Authenticate} header, in which commas separate parameters as well as challenges. */
final class ChallengeReader {
    private static final String TOKEN_PUNCTUATION = "!#$%&'*+-.^_`|~";
    private static final int MAX_PARAMETERS = 32;

    private final String text;
    private int at;

    ChallengeReader(String text) {
        this.text = text;
    }

    private static final class Malformed extends Exception {
        private static final long serialVersionUID = 1L;

        Malformed() {
            super("not a list of challenges");
        }
    }

    /** The challenges; none if any part is malformed, because nobody knows what was meant. */
    List<Challenge> read() {
        try {
            List<Challenge> challenges = new ArrayList<>();
            for (skipCommas(); at < text.length(); skipCommas()) {
                challenges.add(readChallenge());
            }
            return challenges;
        } catch (Malformed nobodyKnows) {
            return List.of();
        }
    }

    private Challenge readChallenge() throws Malformed {
        String scheme = readToken().toLowerCase(Locale.ROOT);
        Map<String, String> parameters = new HashMap<>();
        if (at < text.length() && text.charAt(at) != ',') {
            if (text.charAt(at) != ' ') {
                throw new Malformed();
            }
            skipBlanks();
            if (!skipToken68()) {
                readParameters(parameters);
            }
        }
        return new Challenge(scheme, parameters);
    }

    private void readParameters(Map<String, String> parameters) throws Malformed {
        while (at < text.length() && text.charAt(at) != ',' && beginsParameter()) {
            String name = readToken().toLowerCase(Locale.ROOT);
            skipBlanks();
            at++;
            skipBlanks();
            String value = at < text.length() && text.charAt(at) == '"' ? readQuoted() : readToken();
            if (parameters.put(name, value) != null || parameters.size() > MAX_PARAMETERS) {
                throw new Malformed();
            }
            skipBlanks();
            if (at < text.length()) {
                if (text.charAt(at) != ',') {
                    throw new Malformed();
                }
                int comma = at;
                skipCommas();
                if (at < text.length() && !beginsParameter()) {
                    at = comma;
                    return;
                }
            }
        }
    }

    /** Whether {@code name =} follows, rather than the scheme of the next challenge. */
    private boolean beginsParameter() {
        int start = at;
        while (at < text.length() && isToken(text.charAt(at))) {
            at++;
        }
        boolean named = at > start;
        skipBlanks();
        boolean parameter = named && at < text.length() && text.charAt(at) == '=';
        at = start;
        return parameter;
    }

    /** Credentials in one word, such as {@code Negotiate YII=}; of no use here. */
    private boolean skipToken68() {
        int end = at;
        while (end < text.length()
                && (Character.isLetterOrDigit(text.charAt(end)) || "-._~+/".indexOf(text.charAt(end)) >= 0)) {
            end++;
        }
        boolean word = end > at;
        while (end < text.length() && text.charAt(end) == '=') {
            end++;
        }
        int next = end;
        while (next < text.length() && isBlank(text.charAt(next))) {
            next++;
        }
        if (!word || next < text.length() && text.charAt(next) != ',') {
            return false;
        }
        at = next;
        return true;
    }

    private String readToken() throws Malformed {
        int start = at;
        while (at < text.length() && isToken(text.charAt(at))) {
            at++;
        }
        if (at == start) {
            throw new Malformed();
        }
        return text.substring(start, at);
    }

    private String readQuoted() throws Malformed {
        StringBuilder value = new StringBuilder();
        for (at++; at < text.length(); at++) {
            char c = text.charAt(at);
            if (c == '"') {
                at++;
                return value.toString();
            }
            if (c == '\\') {
                at++;
                if (at == text.length()) {
                    throw new Malformed();
                }
                c = text.charAt(at);
            }
            if (c < 0x20 && c != '\t' || c == 0x7f) {
                throw new Malformed();
            }
            value.append(c);
        }
        throw new Malformed();
    }

    private void skipBlanks() {
        while (at < text.length() && isBlank(text.charAt(at))) {
            at++;
        }
    }

    private void skipCommas() {
        while (at < text.length() && (isBlank(text.charAt(at)) || text.charAt(at) == ',')) {
            at++;
        }
    }

    private static boolean isBlank(char c) {
        return c == ' ' || c == '\t';
    }

    private static boolean isToken(char c) {
        return c >= 'a' && c <= 'z'
                || c >= 'A' && c <= 'Z'
                || c >= '0' && c <= '9'
                || TOKEN_PUNCTUATION.indexOf(c) >= 0;
    }
}
