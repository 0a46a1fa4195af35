package dev.navicert.tuf.crypto;

import dev.navicert.tuf.json.CanonicalJson;
import dev.navicert.tuf.json.GoBase64;
import dev.navicert.tuf.json.GoStruct;
import dev.navicert.tuf.json.Json;
import dev.navicert.tuf.json.MalformedJsonException;
import dev.navicert.tuf.json.Reading;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * A key as metadata holds it: a type and bytes whose meaning depends on the type. Of a type that nobody knows, or of bytes
 * that make no key, it is still a key with an identifier; it merely verifies nothing.
 *
 * <p>Immutable; nothing about signatures is remembered.
 *
 * @see <a href="https://github.com/theupdateframework/notary/blob/v0.7.0/tuf/data/keys.go">Notary tuf/data/keys.go</a>
 */
public final class PublicKey {
    /** Bytes: DER SubjectPublicKeyInfo. */
    public static final String ECDSA = "ecdsa";
    /** Bytes: PEM of a certificate, or of a chain with the leaf first. */
    public static final String ECDSA_X509 = "ecdsa-x509";
    /** Bytes: DER SubjectPublicKeyInfo. */
    public static final String RSA = "rsa";
    /** Bytes: PEM of a certificate, or of a chain with the leaf first. */
    public static final String RSA_X509 = "rsa-x509";
    /** Bytes: the 32 bytes of RFC 8032. */
    public static final String ED25519 = "ed25519";

    private final String keyType;
    private final byte[] bytes;
    private final KeyId id;

    private PublicKey(String keyType, byte[] bytes) {
        this.keyType = keyType;
        this.bytes = bytes;
        this.id = identify(keyType, bytes);
    }

    /** A key of this type, known or not. */
    public static PublicKey of(String keyType, byte[] publicBytes) {
        return new PublicKey(keyType, publicBytes.clone());
    }

    /** The Ed25519 key that belongs to a seed of 32 bytes (RFC 8032 §5.1.5). */
    public static PublicKey ofEd25519Seed(byte[] seed) {
        return new PublicKey(ED25519, EdDsa.publicKey(seed));
    }

    /** Reads a key object, {@code {"keytype":…,"keyval":{"private":null,"public":…}}}. A private part is ignored. */
    public static PublicKey fromJson(Json json, Reading reading) throws MalformedJsonException {
        GoStruct key = GoStruct.of(json, "data.TUFKey", reading);
        String keyType = key.text("keytype", "string");
        GoStruct value = key.struct("keyval", "data.KeyPair");
        value.bytes("private");
        return new PublicKey(keyType, value.bytes("public"));
    }

    /** The key object that metadata holds and the identifier is computed from. */
    public Json.Obj toJson() {
        return json(keyType, bytes);
    }

    public String keyType() {
        return keyType;
    }

    public byte[] bytes() {
        return bytes.clone();
    }

    /** The TUF key identifier: of the key object as it stands in metadata, for certificates over their PEM text. */
    public KeyId id() {
        return id;
    }

    /**
     * The identifier of the bare public key: for a certificate that of the key in it, else {@link #id()}. Names the private
     * key. (A certificate that cannot be read has no other identifier than its own.)
     */
    public KeyId canonicalId() {
        return switch (keyType) {
            case ECDSA_X509 ->
                firstCertificate().map(c -> identify(ECDSA, c.publicKeyInfo())).orElse(id);
            case RSA_X509 ->
                firstCertificate().map(c -> identify(RSA, c.publicKeyInfo())).orElse(id);
            default -> id;
        };
    }

    /** The certificates in this key, if it consists of a leaf and its intermediates and nothing else. */
    public Optional<CertificateBundle> certificates() {
        return CertificateBundle.read(bytes);
    }

    /** The first readable certificate in this key. */
    public Optional<Certificate> firstCertificate() {
        return Pem.blocks(bytes).stream()
                .filter(block -> block.type().equals(Certificate.PEM_TYPE)
                        && block.headers().isEmpty())
                .flatMap(block -> Certificate.read(block.bytes()).stream())
                .findFirst();
    }

    /** Whether anything can be verified with this key: its type is known, and its bytes make a key of that type. */
    public boolean isUsable() {
        return SignatureMethod.suits(this);
    }

    /**
     * Whether this key made the signature over the message by that method. An unknown method, one that does not fit the
     * type, a key or signature that cannot be read: all are false.
     *
     * @param method in lower case, as Notary has it after reading
     */
    public boolean verifies(String method, byte[] message, byte[] signature) {
        return SignatureMethod.verify(this, method, message, signature);
    }

    /**
     * The DER SubjectPublicKeyInfo of the key itself, looked up as Notary's verifiers do: in the first PEM block of
     * whatever name for certificates.
     */
    Optional<byte[]> publicKeyInfo() {
        return switch (keyType) {
            case ECDSA, RSA -> Optional.of(bytes);
            case ECDSA_X509, RSA_X509 ->
                Pem.first(bytes)
                        .flatMap(block -> Certificate.read(block.bytes()))
                        .map(Certificate::publicKeyInfo);
            default -> Optional.empty();
        };
    }

    /** The bytes themselves, not to be changed. */
    byte[] rawBytes() {
        return bytes;
    }

    private static KeyId identify(String keyType, byte[] bytes) {
        try {
            return new KeyId(Sha2.sha256Hex(CanonicalJson.encode(json(keyType, bytes))));
        } catch (MalformedJsonException e) {
            throw new IllegalStateException("strings always have a canonical form", e);
        }
    }

    private static Json.Obj json(String keyType, byte[] bytes) {
        Map<String, Json> pair = new LinkedHashMap<>();
        pair.put("private", Json.NULL);
        pair.put("public", Json.string(GoBase64.encode(bytes)));
        Map<String, Json> key = new LinkedHashMap<>();
        key.put("keytype", Json.string(keyType));
        key.put("keyval", Json.object(pair));
        return Json.object(key);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof PublicKey that && keyType.equals(that.keyType) && Arrays.equals(bytes, that.bytes);
    }

    @Override
    public int hashCode() {
        return id.hashCode();
    }

    @Override
    public String toString() {
        return keyType + " " + id;
    }
}
