package dev.navicert.tuf;

import dev.navicert.tuf.crypto.KeyId;
import dev.navicert.tuf.json.GoBase64;
import dev.navicert.tuf.json.GoStruct;
import dev.navicert.tuf.json.Json;
import dev.navicert.tuf.json.MalformedJsonException;
import dev.navicert.tuf.json.Reading;
import java.util.Locale;

/**
 * One entry of a file's {@code signatures}.
 *
 * @param keyId the key that is said to have signed
 * @param method in lower case, for example {@code ecdsa}
 * @param base64 the signature as standard base64
 */
public record Signature(KeyId keyId, String method, String base64) {

    public static Signature of(KeyId keyId, String method, byte[] signature) {
        return new Signature(keyId, method, GoBase64.encode(signature));
    }

    static Signature read(Json json, Reading reading) throws MalformedJsonException {
        GoStruct entry = GoStruct.of(json, "data.unmarshalledSignature", reading);
        String keyId = entry.text("keyid", "string");
        String method = entry.text("method", "data.SigAlgorithm").toLowerCase(Locale.ROOT);
        return of(new KeyId(keyId), method, entry.bytes("sig"));
    }

    /** The signature's bytes. */
    public byte[] bytes() {
        try {
            return GoBase64.decode(base64);
        } catch (MalformedJsonException e) {
            throw new IllegalStateException("a signature that was made from anything but base64", e);
        }
    }
}
