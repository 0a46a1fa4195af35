package dev.navicert.real;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URLDecoder;
import java.nio.file.Files;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.Signature;
import java.security.spec.PKCS8EncodedKeySpec;
import java.time.Clock;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;

/**
 * A token service: whoever proves to be Alice may do what she asks for, everybody else nothing.
 *
 * @see <a href="https://distribution.github.io/distribution/spec/auth/jwt/">Docker's JWT</a>
 */
final class TokenIssuer implements AutoCloseable {
    static final String SERVICE = "notary-test";
    static final String ISSUER = "navicert-test";
    static final String USER = "alice";
    static final String PASSWORD = "s3cret pass:word";

    private final HttpServer server;
    private final List<String> grants = new CopyOnWriteArrayList<>();

    private TokenIssuer(HttpServer server) {
        this.server = server;
    }

    static TokenIssuer start() throws IOException {
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getByName("127.0.0.1"), 0), 10);
        TokenIssuer issuer = new TokenIssuer(server);
        server.createContext("/token", issuer::answer);
        server.start();
        return issuer;
    }

    String realm() {
        return "http://127.0.0.1:" + server.getAddress().getPort() + "/token";
    }

    /** What was asked for, in order: {@code <who> <scope>}. */
    List<String> grants() {
        return grants;
    }

    private void answer(HttpExchange exchange) throws IOException {
        try (exchange) {
            Map<String, String> query = new HashMap<>();
            for (String pair : exchange.getRequestURI().getRawQuery().split("&")) {
                String[] halves = pair.split("=", 2);
                query.put(halves[0], URLDecoder.decode(halves[1], UTF_8));
            }
            String proof = Base64.getEncoder().encodeToString((USER + ":" + PASSWORD).getBytes(UTF_8));
            boolean alice =
                    ("Basic " + proof).equals(exchange.getRequestHeaders().getFirst("Authorization"));
            grants.add((alice ? USER : "nobody") + " " + query.get("scope"));
            byte[] body = ("{\"token\": \"" + token(query.getOrDefault("scope", ""), alice)
                            + "\", \"expires_in\": 300}")
                    .getBytes(UTF_8);
            exchange.sendResponseHeaders(200, body.length);
            exchange.getResponseBody().write(body);
        } catch (GeneralSecurityException e) {
            throw new IOException(e);
        }
    }

    private static String token(String scope, boolean alice) throws IOException, GeneralSecurityException {
        String certificate = pem("server.pem");
        long now = Clock.systemUTC().instant().getEpochSecond();
        String[] parts = scope.split(":");
        String access = alice && parts.length == 3
                ? "{\"type\":\"" + parts[0] + "\",\"name\":\"" + parts[1] + "\",\"actions\":[\""
                        + parts[2].replace(",", "\",\"") + "\"]}"
                : "";
        String head = "{\"typ\":\"JWT\",\"alg\":\"ES256\",\"x5c\":[\"" + certificate + "\"]}";
        String claims = "{\"iss\":\"" + ISSUER + "\",\"sub\":\"" + (alice ? USER : "") + "\",\"aud\":\"" + SERVICE
                + "\",\"exp\":" + (now + 300) + ",\"nbf\":" + (now - 10) + ",\"iat\":" + now + ",\"jti\":\"" + now
                + "\",\"access\":[" + access + "]}";
        String signed = base64(head.getBytes(UTF_8)) + "." + base64(claims.getBytes(UTF_8));
        PrivateKey key = KeyFactory.getInstance("EC")
                .generatePrivate(new PKCS8EncodedKeySpec(Base64.getDecoder().decode(pem("server.key"))));
        Signature signature = Signature.getInstance("SHA256withECDSAinP1363Format");
        signature.initSign(key);
        signature.update(signed.getBytes(UTF_8));
        return signed + "." + base64(signature.sign());
    }

    private static String base64(byte[] bytes) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }

    private static String pem(String name) throws IOException {
        return Files.readString(RealServer.TLS.resolve(name)).replaceAll("-----[^-]+-----|\\s", "");
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
