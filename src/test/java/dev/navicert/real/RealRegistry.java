package dev.navicert.real;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A {@code docker-registry} of our own that wants tokens, and what Docker does there: it shows a login to the token service that
 * the registry names, and the token to the registry.
 *
 * @see <a href="https://distribution.github.io/distribution/spec/api/">the registry's API</a>
 */
final class RealRegistry implements AutoCloseable {
    static final String SERVICE = "registry-test";

    private static final String MANIFEST = "application/vnd.docker.distribution.manifest.v2+json";
    private static final Pattern CHALLENGE = Pattern.compile("Bearer realm=\"([^\"]*)\",service=\"([^\"]*)\".*");

    private final LocalProgram program;
    private final HttpClient client = HttpClient.newHttpClient();

    private RealRegistry(LocalProgram program) {
        this.program = program;
    }

    /** Wants tokens that {@code tokens} gives. */
    static RealRegistry wantingTokens(Path work, TokenIssuer tokens) throws IOException {
        return new RealRegistry(LocalProgram.start(
                work,
                List.of("docker-registry", "serve"),
                address -> "{\"version\": 0.1, \"log\": {\"level\": \"error\", \"accesslog\": {\"disabled\": true}},"
                        + " \"storage\": {\"inmemory\": {}}, \"http\": {\"addr\": \"" + address + "\"},"
                        + " \"auth\": {\"token\": " + tokens.options(SERVICE) + "}}"));
    }

    /** Host and port, as images are named with them. */
    String address() {
        return program.address();
    }

    /** What the registry keeps under a tag: how long it is, and the digest that it names it by. */
    record Image(String digest, long length) {
        String hex() {
            return digest.substring("sha256:".length());
        }
    }

    /**
     * Pushes an image of one layer.
     *
     * @param authorization what is shown to the token service
     */
    Image push(String repository, String tag, String layer, String authorization) throws IOException {
        String token = token(repository + ":push,pull", authorization);
        String config = upload(repository, "{\"architecture\":\"amd64\",\"os\":\"linux\"}".getBytes(UTF_8), token);
        String content = upload(repository, layer.getBytes(UTF_8), token);
        byte[] manifest = ("{\"schemaVersion\":2,\"mediaType\":\"" + MANIFEST + "\",\"config\":" + config
                        + ",\"layers\":[" + content + "]}")
                .getBytes(UTF_8);
        HttpResponse<String> answer = send(
                request(repository, "manifests/" + tag, token)
                        .header("Content-Type", MANIFEST)
                        .PUT(BodyPublishers.ofByteArray(manifest)),
                201);
        return new Image(answer.headers().firstValue("Docker-Content-Digest").orElseThrow(), manifest.length);
    }

    /** What a pull by tag or digest gets; the digest is the one that the registry says. */
    Image pull(String repository, String reference, String authorization) throws IOException {
        HttpResponse<String> answer = send(
                request(repository, "manifests/" + reference, token(repository + ":pull", authorization))
                        .header("Accept", MANIFEST),
                200);
        return new Image(
                answer.headers().firstValue("Docker-Content-Digest").orElseThrow(),
                answer.body().getBytes(UTF_8).length);
    }

    /** The status that a pull without any token gets. */
    int statusWithoutToken(String repository, String reference) throws IOException {
        return answer(HttpRequest.newBuilder(url(repository, "manifests/" + reference)))
                .statusCode();
    }

    private String token(String access, String authorization) throws IOException {
        HttpResponse<String> refused = answer(HttpRequest.newBuilder(url("")));
        Matcher challenge = CHALLENGE.matcher(
                refused.headers().firstValue("WWW-Authenticate").orElse(""));
        if (!challenge.matches()) {
            throw new IOException("no challenge: " + refused);
        }
        String query = "service=" + URLEncoder.encode(challenge.group(2), UTF_8) + "&scope="
                + URLEncoder.encode("repository:" + access, UTF_8);
        HttpRequest.Builder asking = HttpRequest.newBuilder(URI.create(challenge.group(1) + "?" + query));
        HttpResponse<String> given = send(asking.header("Authorization", authorization), 200);
        return new ObjectMapper().readTree(given.body()).get("token").asText();
    }

    private String upload(String repository, byte[] content, String token) throws IOException {
        String digest = "sha256:" + sha256(content);
        String place = send(request(repository, "blobs/uploads/", token).POST(BodyPublishers.noBody()), 202)
                .headers()
                .firstValue("Location")
                .orElseThrow();
        URI target = URI.create(place + (place.contains("?") ? "&" : "?") + "digest=" + digest);
        send(
                HttpRequest.newBuilder(url("").resolve(target))
                        .header("Authorization", "Bearer " + token)
                        .PUT(BodyPublishers.ofByteArray(content)),
                201);
        return "{\"mediaType\":\"application/octet-stream\",\"size\":" + content.length + ",\"digest\":\"" + digest
                + "\"}";
    }

    private HttpRequest.Builder request(String repository, String route, String token) {
        return HttpRequest.newBuilder(url(repository, route)).header("Authorization", "Bearer " + token);
    }

    private URI url(String repository, String route) {
        return url(repository + "/" + route);
    }

    private URI url(String route) {
        return URI.create("http://" + address() + "/v2/" + route);
    }

    private HttpResponse<String> send(HttpRequest.Builder request, int expected) throws IOException {
        HttpResponse<String> answer = answer(request);
        if (answer.statusCode() != expected) {
            throw new IOException(answer + ": " + answer.body());
        }
        return answer;
    }

    private HttpResponse<String> answer(HttpRequest.Builder request) throws IOException {
        try {
            return client.send(request.build(), BodyHandlers.ofString());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException(e);
        }
    }

    private static String sha256(byte[] content) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(content));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void close() {
        program.close();
    }
}
