package dev.navicert.notary;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.Socket;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Whatever a server answers, it is an answer within the cap or a refusal. */
class Http1FuzzTest {
    private static final int CAP = 64;
    private static final List<String> PIECES = List.of(
            "HTTP/1.1 200 OK\r\n",
            "HTTP/1.0 404 No\r\n",
            "HTTP/1.1 100 Continue\r\n\r\n",
            "Content-Length: 5\r\n",
            "Content-Length: 99999999999\r\n",
            "Content-Length: -1\r\n",
            "Transfer-Encoding: chunked\r\n",
            "Transfer-Encoding: gzip\r\n",
            "Connection: close\r\n",
            "X: \u0000\u00ff\r\n",
            "\r\n",
            "\n",
            "5\r\nabcde\r\n",
            "ffffffffffffff\r\n",
            "0\r\n",
            "x".repeat(100),
            ":");

    @Test
    void survives_anything() throws Exception {
        Random random = new Random(20261122);
        HttpUrl url = HttpUrl.parse("http://localhost/").orElseThrow();
        Request.Overlong[] overlong = Request.Overlong.values();
        int answers = 0;
        for (int i = 0; i < Integer.getInteger("fuzz.inputs", 3000); i++) {
            Request request = Request.get(url, CAP, overlong[random.nextInt(overlong.length)]);
            answers += answered(input(random), request) ? 1 : 0;
        }
        assertThat(answers).isPositive();
    }

    private static byte[] input(Random random) {
        StringBuilder text = new StringBuilder(random.nextInt(4) > 0 ? PIECES.get(0) : "");
        for (int n = random.nextInt(8); n > 0; n--) {
            text.append(PIECES.get(random.nextInt(PIECES.size())));
        }
        byte[] bytes = text.toString().getBytes(ISO_8859_1);
        if (bytes.length > 0 && random.nextBoolean()) {
            bytes[random.nextInt(bytes.length)] = (byte) random.nextInt(256);
        }
        return bytes;
    }

    private static boolean answered(byte[] input, Request request) throws IOException {
        try (Connection connection = new Connection(
                new Socket(),
                new ByteArrayInputStream(input),
                OutputStream.nullOutputStream(),
                "here->there",
                false,
                "")) {
            Answer answer = Http1.exchange(connection, request).answer();
            assertThat(answer.body()).hasSizeLessThanOrEqualTo(CAP);
            return true;
        } catch (TooLongException | IOException refused) {
            return false;
        }
    }
}
