package dev.navicert.notary;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Pattern;

/** What is asked, and how much of an answer is taken. Prints without its headers and body, which may carry credentials. */
final class Request {
    /** What to do with more than the cap. */
    enum Overlong {
        /** Break off; the answer is worthless. */
        REFUSE,
        /** Break off where the length was announced; else keep the beginning, whose checksum will not match. As Notary does. */
        CUT_UNANNOUNCED,
        /** Keep the beginning. */
        CUT
    }

    private static final Pattern HEADER_VALUE = Pattern.compile("[\\x20-\\x7e]*");
    private static final byte[] NOTHING = {};

    private final String method;
    private final HttpUrl url;
    private final Map<String, String> headers;
    private final byte[] body;
    private final long limit;
    private final Overlong overlong;

    private Request(
            String method, HttpUrl url, Map<String, String> headers, byte[] body, long limit, Overlong overlong) {
        this.method = method;
        this.url = url;
        this.headers = Map.copyOf(headers);
        this.body = body;
        this.limit = limit;
        this.overlong = overlong;
    }

    /** A GET whose answer may have {@code limit} bytes. */
    static Request get(HttpUrl url, long limit, Overlong overlong) {
        return new Request("GET", url, Map.of(), NOTHING, limit, overlong);
    }

    /** A DELETE whose answer does not matter beyond its status. */
    static Request delete(HttpUrl url, long limit) {
        return new Request("DELETE", url, Map.of(), NOTHING, limit, Overlong.CUT);
    }

    /** A POST of nothing. */
    static Request post(HttpUrl url, long limit) {
        return new Request("POST", url, Map.of(), NOTHING, limit, Overlong.REFUSE);
    }

    /** A POST whose answer does not matter beyond its status: a long one must not pass for a failure. */
    static Request post(HttpUrl url, String contentType, byte[] body, long limit) {
        return new Request("POST", url, Map.of("Content-Type", contentType), body.clone(), limit, Overlong.CUT);
    }

    /** @throws IllegalArgumentException if the value would end the header */
    Request with(String header, String value) {
        if (!HEADER_VALUE.matcher(value).matches()) {
            throw new IllegalArgumentException(header + " must be printable ASCII");
        }
        Map<String, String> more = new LinkedHashMap<>(headers);
        more.put(header, value);
        return new Request(method, url, more, body, limit, overlong);
    }

    String method() {
        return method;
    }

    HttpUrl url() {
        return url;
    }

    Map<String, String> headers() {
        return headers;
    }

    byte[] body() {
        return body;
    }

    boolean hasBody() {
        return body.length > 0;
    }

    long limit() {
        return limit;
    }

    Overlong overlong() {
        return overlong;
    }

    @Override
    public String toString() {
        return method + " " + url.withoutQuery();
    }
}
