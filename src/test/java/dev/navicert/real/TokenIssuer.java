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
import java.time.Duration;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;

/**
 * A token service for registry and trust server: whoever proves to be Alice may do what she asks for, who does not say who he is
 * nothing, and a proof that is none gets no token.
 *
 * @see <a href="https://distribution.github.io/distribution/spec/auth/jwt/">Docker's JWT</a>
 */
final class TokenIssuer implements AutoCloseable {
    static final String SERVICE = "notary-test";
    static final String ISSUER = "navicert-test";
    static final String USER = "alice";
    static final String PASSWORD = "s3cret pass:word";

    /** What Alice's {@code docker login} keeps where the service gives out identity tokens. */
    static final String IDENTITY_TOKEN = "s3cret-identity+token";

    private static final String REFUSAL =
            "{\"errors\":[{\"code\":\"UNAUTHORIZED\",\"message\":\"incorrect username or password\"}]}";

    private final HttpServer server;
    private final List<String> grants = new CopyOnWriteArrayList<>();
    private volatile Duration life = Duration.ofMinutes(5);

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

    /** Alice's name and password, as {@code Authorization} has them. */
    static String basic() {
        return "Basic " + auth();
    }

    /** Alice's name and password, as {@code NOTARY_AUTH} and {@code auth} of Docker's configuration have them. */
    static String auth() {
        return Base64.getEncoder().encodeToString((USER + ":" + PASSWORD).getBytes(UTF_8));
    }

    private String realm() {
        return "http://127.0.0.1:" + server.getAddress().getPort() + "/token";
    }

    /** What a server that wants our tokens is configured with: JSON, which is YAML too. */
    String options(String service) {
        return "{\"realm\": \"" + realm() + "\", \"service\": \"" + service + "\", \"issuer\": \"" + ISSUER
                + "\", \"rootcertbundle\": \"" + RealServer.TLS.resolve("ca.pem") + "\"}";
    }

    /** What was asked for, in order: {@code <who> <scope>}. */
    List<String> grants() {
        return grants;
    }

    /** Tokens from now on end so much after they were given; a negative time is one that has passed. */
    void setLife(Duration life) {
        this.life = life;
    }

    private void answer(HttpExchange exchange) throws IOException {
        try (exchange) {
            boolean posted = exchange.getRequestMethod().equals("POST");
            Map<String, String> query = parameters(
                    posted
                            ? new String(exchange.getRequestBody().readAllBytes(), UTF_8)
                            : exchange.getRequestURI().getRawQuery());
            String proof = exchange.getRequestHeaders().getFirst("Authorization");
            boolean alice = posted ? IDENTITY_TOKEN.equals(query.get("refresh_token")) : basic().equals(proof);
            boolean refused = !alice && (posted || proof != null);
            grants.add((alice ? USER : refused ? "refused" : "nobody") + " " + query.get("scope"));
            byte[] body = (refused ? REFUSAL : given(query, alice)).getBytes(UTF_8);
            exchange.sendResponseHeaders(refused ? 401 : 200, body.length);
            exchange.getResponseBody().write(body);
        } catch (GeneralSecurityException e) {
            throw new IOException(e);
        }
    }

    private static Map<String, String> parameters(String text) {
        Map<String, String> parameters = new HashMap<>();
        for (String pair : text.split("&")) {
            String[] halves = pair.split("=", 2);
            parameters.put(halves[0], URLDecoder.decode(halves[1], UTF_8));
        }
        return parameters;
    }

    private String given(Map<String, String> query, boolean alice) throws IOException, GeneralSecurityException {
        String name = query.containsKey("refresh_token") ? "access_token" : "token";
        return "{\"" + name + "\": \"" + token(query, alice) + "\", \"expires_in\": " + life.toSeconds() + "}";
    }

    private String token(Map<String, String> query, boolean alice) throws IOException, GeneralSecurityException {
        String certificate = pem("server.pem");
        long now = Clock.systemUTC().instant().getEpochSecond();
        String[] parts = scope(query.getOrDefault("scope", ""));
        String access = alice && parts.length == 3
                ? "{\"type\":\"" + parts[0] + "\",\"name\":\"" + parts[1] + "\",\"actions\":[\""
                        + parts[2].replace(",", "\",\"") + "\"]}"
                : "";
        String head = "{\"typ\":\"JWT\",\"alg\":\"ES256\",\"x5c\":[\"" + certificate + "\"]}";
        String claims = "{\"iss\":\"" + ISSUER + "\",\"sub\":\"" + (alice ? USER : "") + "\",\"aud\":\""
                + query.get("service") + "\",\"exp\":" + (now + life.toSeconds()) + ",\"nbf\":" + (now - 10)
                + ",\"iat\":" + now + ",\"jti\":\"" + now + "\",\"access\":[" + access + "]}";
        String signed = base64(head.getBytes(UTF_8)) + "." + base64(claims.getBytes(UTF_8));
        PrivateKey key = KeyFactory.getInstance("EC")
                .generatePrivate(new PKCS8EncodedKeySpec(Base64.getDecoder().decode(pem("server.key"))));
        Signature signature = Signature.getInstance("SHA256withECDSAinP1363Format");
        signature.initSign(key);
        signature.update(signed.getBytes(UTF_8));
        return signed + "." + base64(signature.sign());
    }

    /** Type, name and actions; a name may have a port in it. */
    private static String[] scope(String scope) {
        int first = scope.indexOf(':');
        int last = scope.lastIndexOf(':');
        return first < 0 || first == last
                ? new String[0]
                : new String[] {scope.substring(0, first), scope.substring(first + 1, last), scope.substring(last + 1)};
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
