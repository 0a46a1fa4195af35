package dev.navicert.tuf;

import dev.navicert.tuf.json.GoBase64;
import dev.navicert.tuf.json.GoStruct;
import dev.navicert.tuf.json.Json;
import dev.navicert.tuf.json.MalformedJsonException;
import dev.navicert.tuf.json.Reading;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Collections;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What metadata says of a file: of another metadata file, or of a target.
 *
 * @param hashes algorithm to lower-case hex (metadata itself writes base64), in the order of the text; algorithms that
 *     nobody knows are kept, and nothing promises that a hash has the right length
 * @param length in bytes; for metadata a cap, not a promise
 * @param custom any JSON that the signer attached, or null
 */
public record FileMeta(
        Map<String, String> hashes, long length, @Nullable Json custom) {
    public static final String SHA256 = "sha256";
    public static final String SHA512 = "sha512";

    /** Go's zero value: what is said of a file that is not listed. */
    static final FileMeta NONE = new FileMeta(Map.of(), 0, null);

    private static final int SHA256_HEX = 64;
    private static final int SHA512_HEX = 128;

    public FileMeta {
        // Thousands of targets have one hash each.
        hashes = hashes.size() == 1 ? Map.copyOf(hashes) : Collections.unmodifiableMap(new LinkedHashMap<>(hashes));
    }

    /** The entry that Notary writes for a file with this content: both hashes. */
    public static FileMeta of(byte[] content) {
        try {
            return of(new ByteArrayInputStream(content));
        } catch (IOException e) {
            throw new IllegalStateException("reading from memory", e);
        }
    }

    /** {@link #of(byte[])} without holding the content in memory. */
    public static FileMeta of(InputStream content) throws IOException {
        MessageDigest sha256 = digest("SHA-256");
        MessageDigest sha512 = digest("SHA-512");
        byte[] buffer = new byte[1 << 16];
        long length = 0;
        for (int read = content.read(buffer); read >= 0; read = content.read(buffer)) {
            sha256.update(buffer, 0, read);
            sha512.update(buffer, 0, read);
            length += read;
        }
        Map<String, String> hashes = new LinkedHashMap<>();
        hashes.put(SHA256, HexFormat.of().formatHex(sha256.digest()));
        hashes.put(SHA512, HexFormat.of().formatHex(sha512.digest()));
        return new FileMeta(hashes, length, null);
    }

    static FileMeta read(Json json, Reading reading) throws MalformedJsonException {
        return read(GoStruct.of(json, "data.FileMeta", reading));
    }

    /** Reads an entry; unknown members are ignored. */
    public static FileMeta read(GoStruct meta) throws MalformedJsonException {
        long length = meta.integer("length", "int64");
        return new FileMeta(meta.hexMap("hashes", "data.Hashes"), length, meta.value("custom"));
    }

    /** The SHA-256 in lower-case hex; empty if none is named. */
    public Optional<String> sha256() {
        return Optional.ofNullable(hashes.get(SHA256));
    }

    /** The SHA-512 in lower-case hex; empty if none is named. */
    public Optional<String> sha512() {
        return Optional.ofNullable(hashes.get(SHA512));
    }

    /**
     * What Notary finds wrong with the hashes: one of a known algorithm has not its length, or there is none at all.
     *
     * @see <a href="https://github.com/theupdateframework/notary/blob/v0.7.0/tuf/data/types.go">Notary tuf/data/types.go,
     *     CheckValidHashStructures</a>
     */
    Optional<String> hashFault() {
        if (sha256().filter(hex -> hex.length() != SHA256_HEX).isPresent()) {
            return Optional.of("sha256 checksum invalid");
        }
        if (sha512().filter(hex -> hex.length() != SHA512_HEX).isPresent()) {
            return Optional.of("sha512 checksum invalid");
        }
        return sha256().isEmpty() && sha512().isEmpty()
                ? Optional.of("at least one supported hash needed")
                : Optional.empty();
    }

    public Json.Obj toJson() {
        Map<String, Json> json = new LinkedHashMap<>();
        if (custom != null) {
            json.put("custom", custom);
        }
        Map<String, Json> encoded = new LinkedHashMap<>();
        hashes.forEach((algorithm, hex) -> encoded.put(
                algorithm, Json.string(GoBase64.encode(HexFormat.of().parseHex(hex)))));
        json.put("hashes", Json.object(encoded));
        json.put("length", Json.number(length));
        return Json.object(json);
    }

    /** Written out: what a record is given by the language is woven at the first call, which costs a short command 20 ms. */
    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof FileMeta that
                && length == that.length
                && hashes.equals(that.hashes)
                && Objects.equals(custom, that.custom);
    }

    @Override
    public int hashCode() {
        return Objects.hash(hashes, length, custom);
    }

    private static MessageDigest digest(String algorithm) {
        try {
            return MessageDigest.getInstance(algorithm);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has " + algorithm, e);
        }
    }
}
