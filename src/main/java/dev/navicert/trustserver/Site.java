package dev.navicert.trustserver;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;

/** What answers requests, without a socket. May be asked by many threads. */
@FunctionalInterface
public interface Site {
    /**
     * Answers a request.
     *
     * @param method for example {@code GET}
     * @param uri path and query, as in the request line
     * @param authorization the header of that name, empty if there is none
     * @param body what was sent along; the caller closes it
     * @throws IOException if the body cannot be read
     */
    SiteAnswer answer(String method, URI uri, String authorization, InputStream body) throws IOException;
}
