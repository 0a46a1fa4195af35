package dev.navicert.tuf;

import dev.navicert.tuf.json.CanonicalJson;
import dev.navicert.tuf.json.GoLayout;
import dev.navicert.tuf.json.GoStruct;
import dev.navicert.tuf.json.Json;
import dev.navicert.tuf.json.MalformedJsonException;
import dev.navicert.tuf.json.Reading;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * The envelope of every metadata file: what is signed, and by whom it is said to be. Nothing about it has been verified.
 *
 * <p>What signatures are made over is not the text that was read but the canonical form of its tree ({@link #signedBytes}),
 * and payloads are read from that same tree; so a file that is laid out differently verifies alike.
 *
 * @param role whose metadata this is meant to be; for messages
 * @param signed the tree that signatures are over; {@code null} if there is none, which Notary notices only after it has
 *     counted the signatures
 * @param signatures in the order of the file
 */
public record SignedFile(RoleName role, Json signed, List<Signature> signatures) {
    private static final int ROOM_FOR_SIGNATURES = 1024;

    public SignedFile {
        signatures = List.copyOf(signatures);
    }

    /**
     * Takes the envelope apart.
     *
     * @throws TrustException.Malformed if it is no JSON or not an envelope, with Go's text
     */
    public static SignedFile read(RoleName role, byte[] bytes, Strictness strictness) throws TrustException {
        Reading reading = strictness.reading();
        try {
            GoStruct envelope = GoStruct.of(Json.parse(bytes, reading), "data.Signed", reading);
            List<Signature> signatures = new ArrayList<>();
            for (Json entry : envelope.list("signatures", "[]data.Signature")) {
                signatures.add(Signature.read(entry, reading));
            }
            Json signed = envelope.value("signed");
            return new SignedFile(role, signed == null ? Json.NULL : signed, signatures);
        } catch (MalformedJsonException e) {
            throw Read.malformed(role, e);
        }
    }

    /**
     * The bytes that signatures are over: the canonical form of {@link #signed}.
     *
     * @throws TrustException.Malformed if it is no object or has no canonical form, as a number with a fraction has none
     */
    public byte[] signedBytes() throws TrustException {
        if (signed == Json.NULL) {
            throw new TrustException.Malformed(role, "the member \"signed\" is missing");
        }
        if (!(signed instanceof Json.Obj)) {
            throw new TrustException.Malformed(
                    role,
                    "json: cannot unmarshal " + signed.goKind() + " into Go value of type map[string]interface {}");
        }
        try {
            return CanonicalJson.encode(signed);
        } catch (MalformedJsonException e) {
            throw Read.malformed(role, e);
        }
    }

    /**
     * The bytes of a file as Notary lays it out: one line, no final line break.
     *
     * @throws MalformedJsonException if Go could not write it: a fraction, or a control character in a string
     */
    public static byte[] write(Json signed, List<Signature> signatures) throws MalformedJsonException {
        return write(GoLayout.encode(signed), signatures);
    }

    /**
     * The same, by whoever has just signed.
     *
     * @param message the canonical form of {@code signed}, over which the signatures are
     */
    public static byte[] write(Json signed, byte[] message, List<Signature> signatures) throws MalformedJsonException {
        return write(GoLayout.encode(signed, message), signatures);
    }

    private static byte[] write(byte[] signed, List<Signature> signatures) throws MalformedJsonException {
        ByteArrayOutputStream file = new ByteArrayOutputStream(signed.length + ROOM_FOR_SIGNATURES);
        append(file, "{\"signed\":");
        file.writeBytes(signed);
        append(file, ",\"signatures\":[");
        String separator = "";
        for (Signature signature : signatures) {
            append(file, separator + "{\"keyid\":");
            file.writeBytes(GoLayout.encode(Json.string(signature.keyId().hex())));
            append(file, ",\"method\":");
            file.writeBytes(GoLayout.encode(Json.string(signature.method())));
            append(file, ",\"sig\":\"" + signature.base64() + "\"}");
            separator = ",";
        }
        append(file, "]}");
        return file.toByteArray();
    }

    private static void append(ByteArrayOutputStream file, String text) {
        file.writeBytes(text.getBytes(StandardCharsets.UTF_8));
    }
}
