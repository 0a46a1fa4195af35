package dev.navicert.keys;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Optional;
import javax.crypto.Cipher;
import javax.crypto.spec.IvParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/**
 * How OpenSSL encrypted keys in PEM before PKCS#8: the header {@code DEK-Info} names the cipher and its initial vector, the
 * key is made of one round of MD5. Read for old files; nobody should write it, and we do not.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc1423#section-1.1">RFC 1423</a>
 */
final class OpenSslCipher {
    /** The header; a block that has it is encrypted. */
    static final String HEADER = "DEK-Info";

    private static final int SALT_BYTES = 8;

    /** Ciphers that Go reads. */
    private enum Kind {
        DES_CBC("DES-CBC", "DES", 8, 8),
        DES_EDE3_CBC("DES-EDE3-CBC", "DESede", 24, 8),
        AES_128_CBC("AES-128-CBC", "AES", 16, 16),
        AES_192_CBC("AES-192-CBC", "AES", 24, 16),
        AES_256_CBC("AES-256-CBC", "AES", 32, 16);

        private final String label;
        private final String algorithm;
        private final int keyBytes;
        private final int block;

        Kind(String label, String algorithm, int keyBytes, int block) {
            this.label = label;
            this.algorithm = algorithm;
            this.keyBytes = keyBytes;
            this.block = block;
        }
    }

    private final Kind kind;
    private final byte[] iv;

    private OpenSslCipher(Kind kind, byte[] iv) {
        this.kind = kind;
        this.iv = iv;
    }

    /** Reads the header's value. */
    static OpenSslCipher of(String header) throws Der.MalformedException {
        int comma = header.indexOf(',');
        if (comma < 0) {
            throw new Der.MalformedException("a DEK-Info header without an initial vector");
        }
        String name = header.substring(0, comma);
        for (Kind kind : Kind.values()) {
            if (kind.label.equals(name)) {
                return new OpenSslCipher(kind, iv(header.substring(comma + 1), kind.block));
            }
        }
        throw new Der.MalformedException("a DEK-Info header with an unknown cipher");
    }

    private static byte[] iv(String hex, int length) throws Der.MalformedException {
        try {
            byte[] iv = HexFormat.of().parseHex(hex);
            if (iv.length == length) {
                return iv;
            }
        } catch (IllegalArgumentException noHex) {
            // The same as one of the wrong length.
        }
        throw new Der.MalformedException("a DEK-Info header with a wrong initial vector");
    }

    /** What was encrypted; empty if the passphrase is another, as far as the padding shows. */
    Optional<byte[]> decrypt(byte[] encrypted, char[] passphrase) {
        if (encrypted.length == 0 || encrypted.length % kind.block != 0) {
            return Optional.empty();
        }
        byte[] key = derive(passphrase);
        try {
            Cipher cipher = Cipher.getInstance(kind.algorithm + "/CBC/PKCS5Padding");
            cipher.init(Cipher.DECRYPT_MODE, new SecretKeySpec(key, kind.algorithm), new IvParameterSpec(iv));
            return Optional.of(cipher.doFinal(encrypted));
        } catch (GeneralSecurityException wrongPadding) {
            return Optional.empty();
        } finally {
            Arrays.fill(key, (byte) 0);
        }
    }

    private byte[] derive(char[] passphrase) {
        ByteBuffer utf8 = StandardCharsets.UTF_8.encode(CharBuffer.wrap(passphrase));
        byte[] key = new byte[kind.keyBytes];
        try {
            MessageDigest md5 = MessageDigest.getInstance("MD5");
            byte[] digest = new byte[0];
            for (int at = 0; at < key.length; at += digest.length) {
                md5.update(digest);
                md5.update(utf8.duplicate());
                md5.update(iv, 0, SALT_BYTES);
                digest = md5.digest();
                System.arraycopy(digest, 0, key, at, Math.min(digest.length, key.length - at));
            }
            return key;
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every JDK has MD5", e);
        } finally {
            Arrays.fill(utf8.array(), (byte) 0);
        }
    }
}
