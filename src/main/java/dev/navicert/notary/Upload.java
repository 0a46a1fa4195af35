package dev.navicert.notary;

import static java.nio.charset.StandardCharsets.US_ASCII;

import dev.navicert.tuf.RoleName;
import java.io.ByteArrayOutputStream;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.Map;

/**
 * Metadata files as one multipart message: a part per role, whose file name is the role's whole name.
 *
 * @param contentType with the boundary
 * @param body all parts
 * @see <a href="https://github.com/theupdateframework/notary/blob/v0.7.0/storage/httpstore.go">Notary storage/httpstore.go,
 *     NewMultiPartMetaRequest</a>
 */
record Upload(String contentType, byte[] body) {
    private static final int BOUNDARY_BYTES = 30;
    private static final SecureRandom RANDOM = new SecureRandom();

    static Upload of(Map<RoleName, byte[]> files) {
        byte[] random = new byte[BOUNDARY_BYTES];
        RANDOM.nextBytes(random);
        String boundary = HexFormat.of().formatHex(random);
        ByteArrayOutputStream body = new ByteArrayOutputStream();
        files.forEach((role, file) -> {
            append(body, "--" + boundary + "\r\n");
            append(body, "Content-Disposition: form-data; name=\"files\"; filename=\"" + role + "\"\r\n");
            append(body, "Content-Type: application/octet-stream\r\n\r\n");
            body.writeBytes(file);
            append(body, "\r\n");
        });
        append(body, "--" + boundary + "--\r\n");
        return new Upload("multipart/form-data; boundary=" + boundary, body.toByteArray());
    }

    private static void append(ByteArrayOutputStream body, String text) {
        body.writeBytes(text.getBytes(US_ASCII));
    }
}
