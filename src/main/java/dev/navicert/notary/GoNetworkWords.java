package dev.navicert.notary;

import java.io.EOFException;
import java.io.IOException;
import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.PortUnreachableException;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.cert.CertificateException;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.net.ssl.SSLException;

/**
 * The network's failures in the words of Go, which is what Notary prints and what administrators of Kubernetes have read a
 * thousand times: {@code connect: connection refused}, {@code x509: certificate signed by unknown authority}.
 */
final class GoNetworkWords {
    private static final Pattern ALERT = Pattern.compile("(?:Received fatal alert|fatal alert): (\\w+)");

    /** TLS alerts whose Go text is not simply their name with blanks. */
    private static final Map<String, String> ALERTS = Map.of(
            "unknown_ca", "unknown certificate authority",
            "protocol_version", "protocol version not supported",
            "bad_record_mac", "bad record MAC",
            "certificate_expired", "expired certificate",
            "certificate_revoked", "revoked certificate",
            "certificate_unknown", "unknown certificate",
            "decode_error", "error decoding message",
            "decrypt_error", "error decrypting message",
            "insufficient_security", "insufficient security level",
            "user_canceled", "user canceled");

    private GoNetworkWords() {}

    /** A failed {@code connect}; {@code address} as Go writes it, {@code 127.0.0.1:4443}. */
    static String dial(String address, IOException e) {
        return "dial tcp " + address + ": " + connect(e);
    }

    private static String connect(IOException e) {
        String text = text(e).toLowerCase(Locale.ROOT);
        if (e instanceof SocketTimeoutException || text.contains("timed out")) {
            return "i/o timeout";
        }
        if (e instanceof NoRouteToHostException || text.contains("no route")) {
            return "connect: no route to host";
        }
        if (text.contains("network is unreachable")) {
            return "connect: network is unreachable";
        }
        if (text.contains("refused") || e instanceof PortUnreachableException) {
            return "connect: connection refused";
        }
        return e instanceof ConnectException && text.isEmpty() ? "connect: connection refused" : "connect: " + text;
    }

    /** A name that has no address. */
    static String lookup(String host) {
        return "dial tcp: lookup " + host + resolver().map(on -> " on " + on).orElse("") + ": no such host";
    }

    /** The resolver that Go would ask: the first of {@code /etc/resolv.conf}. */
    private static Optional<String> resolver() {
        List<String> lines;
        try {
            lines = Files.readAllLines(Path.of("/etc/resolv.conf"), StandardCharsets.ISO_8859_1);
        } catch (IOException none) {
            return Optional.empty();
        }
        return lines.stream()
                .map(line -> line.strip().split("\\s+"))
                .filter(words -> words.length > 1 && words[0].equals("nameserver"))
                .map(words -> words[1].contains(":") ? "[" + words[1] + "]:53" : words[1] + ":53")
                .findFirst()
                .or(() -> Optional.of("127.0.0.1:53"));
    }

    /** A conversation that broke; {@code route} is {@code <local>-><remote>}. */
    static String talk(String route, IOException e) {
        if (e instanceof NetworkFailure known) {
            return known.words();
        }
        Optional<String> certificate = certificate(e);
        if (certificate.isPresent()) {
            return certificate.get();
        }
        String text = text(e);
        Matcher alert = ALERT.matcher(text);
        if (alert.find()) {
            String name = alert.group(1).toLowerCase(Locale.ROOT);
            return "remote error: tls: " + ALERTS.getOrDefault(name, name.replace('_', ' '));
        }
        if (e instanceof SSLException) {
            return tls(text);
        }
        if (e instanceof EOFException) {
            return "EOF";
        }
        if (text.contains("Connection reset")) {
            return "read tcp " + route + ": read: connection reset by peer";
        }
        if (text.contains("Broken pipe")) {
            return "write tcp " + route + ": write: broken pipe";
        }
        return text.isEmpty() ? e.getClass().getSimpleName() : text;
    }

    private static String tls(String text) {
        if (text.contains("Unsupported or unrecognized SSL message") || text.contains("not an SSL/TLS record")) {
            return "http: server gave HTTP response to HTTPS client";
        }
        if (text.contains("Remote host terminated the handshake") || text.contains("SSL peer shut down")) {
            return "EOF";
        }
        if (text.contains("protocol version") || text.contains("No appropriate protocol")) {
            return "tls: server selected unsupported protocol version";
        }
        return "tls: " + text;
    }

    /** What {@link ServerTrust} said about the server's certificate; it speaks Go already. */
    private static Optional<String> certificate(Throwable e) {
        for (Throwable cause = e; cause != null; cause = cause.getCause()) {
            if (cause instanceof CertificateException && text(cause).startsWith("x509: ")) {
                return Optional.of(text(cause));
            }
        }
        return Optional.empty();
    }

    private static String text(Throwable e) {
        return e.getMessage() == null ? "" : e.getMessage();
    }

    /** What somebody woken by this message should look at. */
    static String advice(String words) {
        if (words.contains("connection refused")) {
            return "check the address and that the server runs";
        }
        if (words.contains("no such host")) {
            return "check the name and this machine's DNS";
        }
        if (words.contains("unknown authority")) {
            return "name the authority that signed the server's certificate";
        }
        if (words.startsWith("x509: ")) {
            return "the server needs another certificate, or another name to be asked by";
        }
        if (words.startsWith("remote error: tls: ")) {
            return "the server may want a client certificate, or another one";
        }
        if (words.contains("HTTP response to HTTPS client")) {
            return "the server speaks plain HTTP there";
        }
        if (words.contains("no route") || words.contains("unreachable") || words.contains("timeout")) {
            return "check the network between here and the server";
        }
        return "look at the server's log";
    }
}
