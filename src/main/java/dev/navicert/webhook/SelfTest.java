package dev.navicert.webhook;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.net.PemTrustOptions;
import java.nio.charset.StandardCharsets;
import java.security.cert.CertificateEncodingException;
import java.util.Base64;
import java.util.concurrent.TimeUnit;

/**
 * Asks the webhook over TLS what an API server would ask, before anybody else does: whoever answers this shows the right
 * certificate, reads reviews, and has loaded what it needs for it.
 */
final class SelfTest {
    private static final long PATIENCE_SECONDS = 20;

    private final Vertx vertx;
    private final String host;
    private final int port;
    private final String uid;

    SelfTest(Vertx vertx, String host, int port, String uid) {
        this.vertx = vertx;
        this.host = host.equals("0.0.0.0") ? "127.0.0.1" : host.equals("::") ? "::1" : host;
        this.port = port;
        this.uid = uid;
    }

    /** Fails with the reason, in words. */
    Future<Void> run(ServingCertificate expected) {
        HttpClientOptions options;
        try {
            options = new HttpClientOptions()
                    .setSsl(true)
                    .setVerifyHost(false) // names are the API server's affair; here the very certificate is expected
                    .setTrustOptions(new PemTrustOptions().addCertValue(Buffer.buffer(pem(expected))))
                    .setConnectTimeout((int) TimeUnit.SECONDS.toMillis(PATIENCE_SECONDS))
                    .setIdleTimeout((int) PATIENCE_SECONDS);
        } catch (CertificateEncodingException e) {
            return Future.failedFuture(e);
        }
        HttpClient client = vertx.createHttpClient(options);
        return client.request(HttpMethod.POST, port, host, "/validate?timeout=" + PATIENCE_SECONDS + "s")
                .compose(request ->
                        request.putHeader("content-type", "application/json").send(Buffer.buffer(review())))
                .compose(response -> response.statusCode() == 200
                        ? response.body()
                        : Future.failedFuture("the webhook answered itself with HTTP status " + response.statusCode()))
                .<Void>compose(body -> isAnswer(body)
                        ? Future.succeededFuture()
                        : Future.failedFuture("the webhook answered itself with something else than a review"))
                .eventually(() -> client.close());
    }

    private boolean isAnswer(Buffer body) {
        try {
            var response = body.toJsonObject().getJsonObject("response");
            return response != null && uid.equals(response.getString("uid")) && response.getBoolean("allowed", false);
        } catch (RuntimeException e) {
            return false;
        }
    }

    /** A pod without containers: nothing to judge, whatever the policy. */
    private String review() {
        return "{\"apiVersion\":\"admission.k8s.io/v1\",\"kind\":\"AdmissionReview\",\"request\":{\"uid\":\"" + uid
                + "\",\"operation\":\"CREATE\",\"kind\":{\"group\":\"\",\"version\":\"v1\",\"kind\":\"Pod\"},"
                + "\"namespace\":\"navicert-self-test\",\"object\":{\"metadata\":{},\"spec\":{\"containers\":[]}}}}";
    }

    private static byte[] pem(ServingCertificate certificate) throws CertificateEncodingException {
        String body = Base64.getMimeEncoder(64, new byte[] {'\n'})
                .encodeToString(certificate.leaf().getEncoded());
        return ("-----BEGIN CERTIFICATE-----\n" + body + "\n-----END CERTIFICATE-----\n")
                .getBytes(StandardCharsets.US_ASCII);
    }
}
