package dev.navicert.name;

/**
 * The terminal rules of the grammar in this package's description, each a predicate over a whole text. Every one is a
 * single pass without backtracking.
 */
final class Grammar {
    private static final int MAX_TAG = 128;
    private static final int MIN_DIGEST_HEX = 32;

    private Grammar() {}

    static boolean isTag(String text) {
        if (text.isEmpty() || text.length() > MAX_TAG || !isWord(text.charAt(0))) {
            return false;
        }
        return text.chars().allMatch(c -> isWord(c) || c == '.' || c == '-');
    }

    /** {@code host[:port]}. */
    static boolean isDomain(String text) {
        if (text.startsWith("[")) {
            int close = text.indexOf(']');
            return close > 1
                    && text.substring(1, close).chars().allMatch(c -> isHex(c) || c == ':')
                    && isOptionalPort(text.substring(close + 1));
        }
        int colon = text.indexOf(':');
        String host = colon < 0 ? text : text.substring(0, colon);
        return isDomainName(host) && isOptionalPort(text.substring(host.length()));
    }

    private static boolean isOptionalPort(String text) {
        return text.isEmpty()
                || (text.length() > 1
                        && text.charAt(0) == ':'
                        && text.chars().skip(1).allMatch(Grammar::isDigit));
    }

    private static boolean isDomainName(String host) {
        boolean mayEnd = false;
        int previous = '.';
        for (int i = 0; i < host.length(); i++) {
            int c = host.charAt(i);
            boolean alphanumeric = isLetter(c) || isDigit(c);
            boolean hyphenInside = c == '-' && previous != '.';
            boolean dotAfterComponent = c == '.' && mayEnd;
            if (!alphanumeric && !hyphenInside && !dotAfterComponent) {
                return false;
            }
            mayEnd = alphanumeric;
            previous = c;
        }
        return mayEnd;
    }

    /** {@code path-component { "/" path-component }}; its length is judged elsewhere. */
    static boolean isPath(String text) {
        int separator = 0;
        boolean afterAlphanumeric = false;
        int previous = '/';
        for (int i = 0; i < text.length(); i++) {
            int c = text.charAt(i);
            if (isLower(c) || isDigit(c)) {
                separator = 0;
                afterAlphanumeric = true;
            } else if (c == '/') {
                if (!afterAlphanumeric) {
                    return false;
                }
                afterAlphanumeric = false;
            } else if (c == '.' || c == '_' || c == '-') {
                separator++;
                boolean first = separator == 1 && afterAlphanumeric;
                boolean second = separator == 2 && c == '_' && previous == '_';
                boolean hyphens = separator > 1 && c == '-' && previous == '-';
                if (!first && !second && !hyphens) {
                    return false;
                }
                afterAlphanumeric = false;
            } else {
                return false;
            }
            previous = c;
        }
        return afterAlphanumeric;
    }

    /** What may follow an {@code @}: looser than {@link Digest}, which then says what is wrong with it. */
    static boolean looksLikeDigest(String text) {
        int colon = text.indexOf(':');
        if (colon < 0 || text.length() - colon - 1 < MIN_DIGEST_HEX) {
            return false;
        }
        int previous = '.';
        for (int i = 0; i < colon; i++) {
            int c = text.charAt(i);
            boolean atStart = isAlgorithmSeparator(previous);
            if (!(isLetter(c) || (!atStart && (isDigit(c) || isAlgorithmSeparator(c))))) {
                return false;
            }
            previous = c;
        }
        return !isAlgorithmSeparator(previous) && text.chars().skip(colon + 1L).allMatch(Grammar::isHex);
    }

    /** go-digest's idea of an algorithm's name: {@code [a-z0-9]+([.+_-][a-z0-9]+)*}. */
    static boolean isDigestAlgorithm(String text) {
        int previous = '.';
        for (int i = 0; i < text.length(); i++) {
            int c = text.charAt(i);
            boolean separator = isAlgorithmSeparator(c);
            if (separator ? isAlgorithmSeparator(previous) : !(isLower(c) || isDigit(c))) {
                return false;
            }
            previous = c;
        }
        return !isAlgorithmSeparator(previous);
    }

    /** go-digest's idea of an encoded hash, before the algorithm is looked at. */
    static boolean isDigestEncoding(String text) {
        return !text.isEmpty() && text.chars().allMatch(c -> isWord(c) || c == '=' || c == '-');
    }

    static boolean isLowerHex(String text) {
        return text.chars().allMatch(c -> isDigit(c) || (c >= 'a' && c <= 'f'));
    }

    private static boolean isAlgorithmSeparator(int c) {
        return c == '-' || c == '_' || c == '+' || c == '.';
    }

    private static boolean isWord(int c) {
        return isLetter(c) || isDigit(c) || c == '_';
    }

    private static boolean isHex(int c) {
        return isDigit(c) || (c >= 'a' && c <= 'f') || (c >= 'A' && c <= 'F');
    }

    private static boolean isLetter(int c) {
        return isLower(c) || (c >= 'A' && c <= 'Z');
    }

    private static boolean isLower(int c) {
        return c >= 'a' && c <= 'z';
    }

    private static boolean isDigit(int c) {
        return c >= '0' && c <= '9';
    }
}
