package dev.navicert.policy;

import java.util.List;

/**
 * Compares texts with wildcards. Both loops remember one place to come back to, so no input costs more than the product of the
 * two lengths.
 */
final class Glob {
    static final String ANY_DEPTH = "**";

    private Glob() {}

    /** Whether {@code *} in {@code pattern} can stand for something that makes it {@code text}. */
    static boolean matches(String pattern, String text) {
        int p = 0;
        int t = 0;
        int star = -1;
        int resume = 0;
        while (t < text.length()) {
            if (p < pattern.length() && pattern.charAt(p) == '*') {
                star = p++;
                resume = t;
            } else if (p < pattern.length() && pattern.charAt(p) == text.charAt(t)) {
                p++;
                t++;
            } else if (star >= 0) {
                p = star + 1;
                t = ++resume;
            } else {
                return false;
            }
        }
        while (p < pattern.length() && pattern.charAt(p) == '*') {
            p++;
        }
        return p == pattern.length();
    }

    /** The same for segments, where {@code **} stands for any number of them, none included. */
    static boolean matches(List<String> pattern, List<String> segments) {
        int p = 0;
        int s = 0;
        int star = -1;
        int resume = 0;
        while (s < segments.size()) {
            if (p < pattern.size() && pattern.get(p).equals(ANY_DEPTH)) {
                star = p++;
                resume = s;
            } else if (p < pattern.size() && matches(pattern.get(p), segments.get(s))) {
                p++;
                s++;
            } else if (star >= 0) {
                p = star + 1;
                s = ++resume;
            } else {
                return false;
            }
        }
        while (p < pattern.size() && pattern.get(p).equals(ANY_DEPTH)) {
            p++;
        }
        return p == pattern.size();
    }
}
