package dev.navicert.notary;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** What came back, whole. */
final class Answer {
    /** As much as is read of an answer that is no success; Notary reads as much of a 400. */
    static final int MAX_ERROR_BODY = 1024;

    private final int status;
    private final String statusLine;
    private final Map<String, List<String>> headers;
    private final byte[] body;

    /** @param headers by lower-case name */
    Answer(int status, String statusLine, Map<String, List<String>> headers, byte[] body) {
        this.status = status;
        this.statusLine = statusLine;
        this.headers = Map.copyOf(headers);
        this.body = body;
    }

    int status() {
        return status;
    }

    /** Code and reason: {@code 503 Service Unavailable}. */
    String statusLine() {
        return statusLine;
    }

    boolean isSuccess() {
        return status >= 200 && status < 300;
    }

    /** All values of a header, in the order they came in. */
    List<String> headers(String name) {
        return headers.getOrDefault(name.toLowerCase(Locale.ROOT), List.of());
    }

    Optional<String> header(String name) {
        return headers(name).stream().findFirst();
    }

    /** The bytes themselves, not a copy: they may be many. */
    byte[] body() {
        return body;
    }

    /** How much of a body of this status is taken. */
    static long limit(int status, Request request) {
        return status >= 200 && status < 300 ? request.limit() : Math.min(MAX_ERROR_BODY, request.limit());
    }

    /** What to do with more: an explanation may be cut. */
    static Request.Overlong overlong(int status, Request request) {
        return status >= 200 && status < 300 ? request.overlong() : Request.Overlong.CUT;
    }
}
