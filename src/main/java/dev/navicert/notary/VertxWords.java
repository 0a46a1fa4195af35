package dev.navicert.notary;

import dev.navicert.trust.RemoteException.Unreachable.Prospect;
import io.netty.channel.ConnectTimeoutException;
import io.netty.handler.codec.TooLongFrameException;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpClosedException;
import java.io.IOException;
import java.net.ConnectException;
import java.net.UnknownHostException;
import java.nio.channels.ClosedChannelException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import javax.net.ssl.SSLException;

/** What Vert.x and Netty report, as the rest of this room speaks. */
final class VertxWords {
    private VertxWords() {}

    static Answer answer(HttpClientResponse response, byte[] body) {
        Map<String, List<String>> headers = new HashMap<>();
        response.headers()
                .forEach((name, value) -> headers.computeIfAbsent(
                                name.toLowerCase(Locale.ROOT), first -> new ArrayList<>())
                        .add(value));
        return new Answer(response.statusCode(), response.statusCode() + " " + response.statusMessage(), headers, body);
    }

    /** Whether asking again in a moment may help. */
    static Prospect prospect(IOException failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof ConnectTimeoutException) {
                return Prospect.LASTING;
            }
            if (cause instanceof HttpClosedException || cause instanceof ClosedChannelException) {
                return Prospect.PASSING;
            }
        }
        return Failures.prospect(failure);
    }

    static String of(Request request, IOException failure) {
        String address = request.url().address();
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof NetworkFailure known) {
                return known.words();
            }
            if (cause instanceof UnknownHostException) {
                return GoNetworkWords.lookup(request.url().host());
            }
            if (cause instanceof ConnectTimeoutException) {
                return "dial tcp " + address + ": i/o timeout";
            }
            if (cause instanceof ConnectException refused) {
                return GoNetworkWords.dial(address, refused);
            }
            if (cause instanceof SSLException tls && !(cause.getCause() instanceof SSLException)) {
                return GoNetworkWords.talk(address, tls);
            }
            if (cause instanceof HttpClosedException) {
                return "EOF";
            }
            if (cause instanceof IllegalArgumentException || cause instanceof TooLongFrameException) {
                return "net/http: HTTP/1.x transport connection broken: malformed HTTP response";
            }
        }
        return GoNetworkWords.talk(address, failure);
    }
}
