package dev.navicert.trustserver;

import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What a server answers.
 *
 * @param status the HTTP status
 * @param headers in order, each once
 * @param body callers do not change it
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
public record SiteAnswer(int status, Map<String, String> headers, byte[] body) {
    private static final String JSON = "application/json; charset=utf-8";

    public SiteAnswer {
        headers = Collections.unmodifiableMap(new LinkedHashMap<>(headers));
    }

    static SiteAnswer json(int status, String text) {
        return new SiteAnswer(status, Map.of("Content-Type", JSON), text.getBytes(StandardCharsets.UTF_8));
    }

    static SiteAnswer empty(int status) {
        return new SiteAnswer(status, Map.of(), new byte[0]);
    }

    SiteAnswer with(String header, String value) {
        Map<String, String> more = new LinkedHashMap<>(headers);
        more.put(header, value);
        return new SiteAnswer(status, more, body);
    }
}
