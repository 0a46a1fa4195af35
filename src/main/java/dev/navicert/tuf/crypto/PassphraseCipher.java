package dev.navicert.tuf.crypto;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.bouncycastle.crypto.Digest;
import org.bouncycastle.crypto.digests.SHA1Digest;
import org.bouncycastle.crypto.digests.SHA256Digest;
import org.bouncycastle.crypto.engines.AESEngine;
import org.bouncycastle.crypto.generators.PKCS5S2ParametersGenerator;
import org.bouncycastle.crypto.modes.CBCBlockCipher;
import org.bouncycastle.crypto.modes.CBCModeCipher;
import org.bouncycastle.crypto.params.KeyParameter;
import org.bouncycastle.crypto.params.ParametersWithIV;

/**
 * AES-256 in CBC mode under a key that PBKDF2 makes of a passphrase in UTF-8. By Bouncy Castle: the JDK 17 hashes the passphrase
 * anew in every round, and to begin with {@code javax.crypto} costs a short command more than the two thousand rounds.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc8018#section-5.2">RFC 8018 5.2</a>
 */
public final class PassphraseCipher {
    /** Bytes in a block, and in an initial vector. */
    public static final int BLOCK = 16;

    private static final int KEY_BITS = 256;

    /** What HMAC hashes with. */
    public enum Hash {
        SHA1,
        SHA256
    }

    private final Hash hash;
    private final byte[] salt;
    private final int rounds;
    private final byte[] iv;

    /**
     * @param rounds at least 1; it is the caller who bounds them
     * @param iv of {@link #BLOCK} bytes
     */
    public PassphraseCipher(Hash hash, byte[] salt, int rounds, byte[] iv) {
        if (rounds < 1 || iv.length != BLOCK) {
            throw new IllegalArgumentException("no such cipher: " + rounds + " rounds, a vector of " + iv.length);
        }
        this.hash = hash;
        this.salt = salt.clone();
        this.rounds = rounds;
        this.iv = iv.clone();
    }

    /**
     * What was encrypted and its padding, at which nobody has looked.
     *
     * @param encrypted whole blocks
     */
    public byte[] decrypt(char[] passphrase, byte[] encrypted) {
        return crypt(false, passphrase, encrypted);
    }

    /** Encrypts, padded to whole blocks by as many bytes as each of them says. */
    public byte[] encrypt(char[] passphrase, byte[] plain) {
        int padding = BLOCK - plain.length % BLOCK;
        byte[] padded = Arrays.copyOf(plain, plain.length + padding);
        Arrays.fill(padded, plain.length, padded.length, (byte) padding);
        try {
            return crypt(true, passphrase, padded);
        } finally {
            Arrays.fill(padded, (byte) 0);
        }
    }

    private byte[] crypt(boolean encrypting, char[] passphrase, byte[] input) {
        if (input.length % BLOCK != 0) {
            throw new IllegalArgumentException(input.length + " bytes are no whole blocks");
        }
        KeyParameter key = key(passphrase);
        try {
            CBCModeCipher cipher = CBCBlockCipher.newInstance(AESEngine.newInstance());
            cipher.init(encrypting, new ParametersWithIV(key, iv));
            byte[] output = new byte[input.length];
            for (int at = 0; at < input.length; at += BLOCK) {
                cipher.processBlock(input, at, output, at);
            }
            return output;
        } finally {
            Arrays.fill(key.getKey(), (byte) 0);
        }
    }

    private KeyParameter key(char[] passphrase) {
        ByteBuffer utf8 = StandardCharsets.UTF_8.encode(CharBuffer.wrap(passphrase));
        byte[] password = new byte[utf8.remaining()];
        utf8.get(password);
        PKCS5S2ParametersGenerator generator = new PKCS5S2ParametersGenerator(digest());
        generator.init(password, salt, rounds);
        try {
            return (KeyParameter) generator.generateDerivedParameters(KEY_BITS);
        } finally {
            Arrays.fill(password, (byte) 0);
            Arrays.fill(utf8.array(), (byte) 0);
        }
    }

    private Digest digest() {
        return switch (hash) {
            case SHA1 -> new SHA1Digest();
            case SHA256 -> SHA256Digest.newInstance();
        };
    }
}
