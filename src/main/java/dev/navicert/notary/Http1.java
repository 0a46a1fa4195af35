package dev.navicert.notary;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import dev.navicert.tuf.json.GoQuote;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import javax.net.ssl.SSLException;

/**
 * One request and its answer over an open connection, HTTP/1.1. Every part of an answer has a limit.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc9112">RFC 9112</a>
 */
final class Http1 {
    private static final int MAX_LINE = 16 << 10;
    private static final int MAX_HEADERS = 100;
    private static final int MAX_INTERIM_ANSWERS = 5;
    private static final String BROKEN = "net/http: HTTP/1.x transport connection broken: ";

    /** An answer, and whether the connection can carry another request. */
    record Exchange(Answer answer, boolean reusable) {}

    private Http1() {}

    /** @throws EOFException if the connection was closed before an answer began */
    static Exchange exchange(Connection connection, Request request) throws IOException, TooLongException {
        Head head = ask(connection, request);
        boolean bodiless = head.status() == 204 || head.status() == 304;
        HttpBody body = bodiless
                ? HttpBody.NONE
                : HttpBody.read(
                        connection.in(),
                        head,
                        Answer.limit(head.status(), request),
                        Answer.overlong(head.status(), request));
        boolean reusable = body.whole()
                && !head.says("connection", "close")
                && head.line().startsWith("HTTP/1.1 ")
                && !saysMore(connection, head);
        return new Exchange(head.answer(body.bytes()), reusable);
    }

    /** What comes after the answer, or might, would be taken for the answer to the next request. */
    private static boolean saysMore(Connection connection, Head head) throws IOException {
        boolean twoLengths = !head.all("transfer-encoding").isEmpty()
                && !head.all("content-length").isEmpty();
        return twoLengths || connection.in().available() > 0;
    }

    /** A server may say why it does not want the request, in an alert or an answer, and hang up while it is being sent. */
    private static Head ask(Connection connection, Request request) throws IOException {
        try {
            write(connection, request);
        } catch (SSLException e) {
            throw e;
        } catch (IOException hungUp) {
            try {
                return readHead(connection.in());
            } catch (SSLException why) {
                throw why;
            } catch (IOException nothingSaid) {
                hungUp.addSuppressed(nothingSaid);
                throw hungUp;
            }
        }
        return readHead(connection.in());
    }

    /** Asks a proxy for a way through to {@code address}. */
    static Answer connect(Connection connection, String address, String authorization) throws IOException {
        String login = authorization.isEmpty() ? "" : "Proxy-Authorization: " + authorization + "\r\n";
        connection
                .out()
                .write(("CONNECT " + address + " HTTP/1.1\r\nHost: " + address + "\r\n" + login + "\r\n")
                        .getBytes(ISO_8859_1));
        connection.out().flush();
        return readHead(connection.in()).answer(new byte[0]);
    }

    private static void write(Connection connection, Request request) throws IOException {
        HttpUrl url = request.url();
        StringBuilder head = new StringBuilder(256)
                .append(request.method())
                .append(' ')
                .append(connection.absoluteTarget() ? url.toString() : url.target())
                .append(" HTTP/1.1\r\nHost: ")
                .append(url.authority())
                .append("\r\nUser-Agent: navicert\r\n");
        if (!connection.proxyAuthorization().isEmpty()) {
            head.append("Proxy-Authorization: ")
                    .append(connection.proxyAuthorization())
                    .append("\r\n");
        }
        request.headers()
                .forEach((name, value) ->
                        head.append(name).append(": ").append(value).append("\r\n"));
        if (request.hasBody() || request.method().equals("POST")) {
            head.append("Content-Length: ").append(request.body().length).append("\r\n");
        }
        ByteArrayOutputStream message = new ByteArrayOutputStream();
        message.writeBytes(head.append("\r\n").toString().getBytes(ISO_8859_1));
        message.writeBytes(request.body());
        message.writeTo(connection.out());
        connection.out().flush();
    }

    /** Status line and headers. */
    record Head(String line, int status, Map<String, List<String>> headers) {
        Answer answer(byte[] body) {
            return new Answer(status, line.substring(line.indexOf(' ') + 1), headers, body);
        }

        List<String> all(String name) {
            return headers.getOrDefault(name, List.of());
        }

        boolean says(String name, String value) {
            return all(name).stream()
                    .anyMatch(text -> text.toLowerCase(Locale.ROOT).contains(value));
        }
    }

    private static Head readHead(InputStream in) throws IOException {
        for (int interim = 0; interim <= MAX_INTERIM_ANSWERS; interim++) {
            String line = readLine(in, true);
            int status = status(line);
            Map<String, List<String>> headers = readHeaders(in);
            if (status >= 200) {
                return new Head(line, status, headers);
            }
        }
        throw new NetworkFailure("net/http: too many 1xx informational responses");
    }

    private static int status(String line) throws NetworkFailure {
        String[] words = line.split(" ", 2);
        if (words.length < 2) {
            throw new NetworkFailure(BROKEN + "malformed HTTP response " + GoQuote.text(shortened(line)));
        }
        String code = words[1].stripLeading().split(" ", 2)[0];
        if (!code.matches("[1-9][0-9]{2}")) {
            throw new NetworkFailure(BROKEN + "malformed HTTP status code " + GoQuote.text(shortened(code)));
        }
        if (!words[0].matches("HTTP/1\\.[01]")) {
            throw new NetworkFailure(BROKEN + "malformed HTTP version " + GoQuote.text(shortened(words[0])));
        }
        return Integer.parseInt(code);
    }

    /** Header lines up to the empty one; also the trailers of a chunked body. */
    static Map<String, List<String>> readHeaders(InputStream in) throws IOException {
        Map<String, List<String>> headers = new LinkedHashMap<>();
        for (int count = 0; count <= MAX_HEADERS; count++) {
            String line = readLine(in, false);
            if (line.isEmpty()) {
                return headers;
            }
            int colon = line.indexOf(':');
            if (colon < 1 || line.charAt(0) == ' ' || line.charAt(0) == '\t' || line.charAt(colon - 1) == ' ') {
                throw new NetworkFailure(BROKEN + "malformed MIME header line: " + shortened(line));
            }
            headers.computeIfAbsent(line.substring(0, colon).toLowerCase(Locale.ROOT), name -> new ArrayList<>())
                    .add(line.substring(colon + 1).strip());
        }
        throw new NetworkFailure(BROKEN + "more than " + MAX_HEADERS + " headers");
    }

    /** A line without its end; {@code first} tells a server that said nothing from one that broke off. */
    static String readLine(InputStream in, boolean first) throws IOException {
        ByteArrayOutputStream line = new ByteArrayOutputStream(128);
        for (int b = in.read(); b != '\n'; b = in.read()) {
            if (b < 0) {
                throw first && line.size() == 0 ? new EOFException("EOF") : new NetworkFailure("unexpected EOF");
            }
            if (line.size() >= MAX_LINE) {
                throw new NetworkFailure(BROKEN + "a line is longer than " + MAX_LINE + " bytes");
            }
            line.write(b);
        }
        String text = line.toString(ISO_8859_1);
        return text.endsWith("\r") ? text.substring(0, text.length() - 1) : text;
    }

    private static String shortened(String text) {
        return text.length() > 100 ? text.substring(0, 100) : text;
    }
}
