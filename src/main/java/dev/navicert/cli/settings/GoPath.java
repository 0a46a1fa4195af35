package dev.navicert.cli.settings;

import java.util.ArrayDeque;
import java.util.Deque;

/** Paths as texts, cleaned and joined as Go's {@code path/filepath} does on Unix; nothing is looked up. */
final class GoPath {
    private GoPath() {}

    static boolean isAbsolute(String path) {
        return path.startsWith("/");
    }

    /** {@code filepath.Clean}: no {@code .}, no doubled slash, {@code ..} applied where it can be. */
    static String clean(String path) {
        boolean absolute = isAbsolute(path);
        Deque<String> kept = new ArrayDeque<>();
        for (int from = 0; from <= path.length(); ) {
            int slash = path.indexOf('/', from);
            int to = slash < 0 ? path.length() : slash;
            append(kept, path.substring(from, to), absolute);
            from = to + 1;
        }
        String joined = String.join("/", kept);
        return absolute ? "/" + joined : joined.isEmpty() ? "." : joined;
    }

    private static void append(Deque<String> kept, String segment, boolean absolute) {
        if (segment.isEmpty() || segment.equals(".")) {
            return;
        }
        if (!segment.equals("..")) {
            kept.addLast(segment);
        } else if (!kept.isEmpty() && !"..".equals(kept.peekLast())) {
            kept.removeLast();
        } else if (!absolute) {
            kept.addLast(segment);
        }
    }

    /** {@code filepath.Join} of two parts; empty ones do not count. */
    static String join(String first, String second) {
        if (first.isEmpty() || second.isEmpty()) {
            String only = first + second;
            return only.isEmpty() ? "" : clean(only);
        }
        return clean(first + "/" + second);
    }

    /** {@code filepath.Dir}. */
    static String directory(String path) {
        int slash = path.lastIndexOf('/');
        return slash < 0 ? "." : clean(path.substring(0, slash + 1));
    }

    /** {@code filepath.Ext} without its dot; empty if there is none. */
    static String extension(String path) {
        int dot = path.lastIndexOf('.');
        return dot > path.lastIndexOf('/') ? path.substring(dot + 1) : "";
    }
}
