package dev.navicert.cli;

import static java.nio.charset.StandardCharsets.US_ASCII;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.util.Base64;
import java.util.List;

/** Stands before a trust server and lets in only who shows a user and password, as a reverse proxy with Basic does. */
public final class PasswordGate implements AutoCloseable {
    private final HttpServer gate;
    private final HttpClient client = HttpClient.newHttpClient();

    /**
     * @param behind the server's address
     * @param login {@code user:password}
     */
    public PasswordGate(String behind, String login) throws IOException {
        String expected = "Basic " + Base64.getEncoder().encodeToString(login.getBytes(US_ASCII));
        gate = HttpServer.create(new InetSocketAddress(InetAddress.getByName("127.0.0.1"), 0), 0);
        gate.createContext("/", exchange -> {
            try (exchange) {
                if (expected.equals(exchange.getRequestHeaders().getFirst("Authorization"))) {
                    passOn(exchange, behind);
                } else {
                    exchange.getResponseHeaders().put("WWW-Authenticate", List.of("Basic realm=\"gate\""));
                    exchange.sendResponseHeaders(401, -1);
                }
            }
        });
        gate.start();
    }

    private void passOn(HttpExchange exchange, String behind) throws IOException {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(behind + exchange.getRequestURI()));
        String type = exchange.getRequestHeaders().getFirst("Content-Type");
        if (type != null) {
            request.header("Content-Type", type);
        }
        try {
            HttpResponse<byte[]> answer = client.send(
                    request.method(
                                    exchange.getRequestMethod(),
                                    BodyPublishers.ofByteArray(
                                            exchange.getRequestBody().readAllBytes()))
                            .build(),
                    HttpResponse.BodyHandlers.ofByteArray());
            exchange.sendResponseHeaders(answer.statusCode(), answer.body().length == 0 ? -1 : answer.body().length);
            exchange.getResponseBody().write(answer.body());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    public String url() {
        return "http://127.0.0.1:" + gate.getAddress().getPort();
    }

    @Override
    public void close() {
        gate.stop(0);
    }
}
