package dev.navicert.tuf.crypto;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.concurrent.atomic.AtomicLong;

/**
 * The digests that everything here is built on: SHA-256 and SHA-512 (FIPS 180-4).
 *
 * <p>The first digest that a process asks the JDK for starts its providers, which takes a short command 20 to 35 ms; after that
 * the processor's own instructions are several times as fast as any Java. So the first {@value #STARTING_PAYS} bytes are
 * hashed here, and all that follows by the JDK.
 */
public final class Sha2 {
    private static final long STARTING_PAYS = 8 << 20;

    private static final AtomicLong HASHED = new AtomicLong();

    private Sha2() {}

    /** The SHA-256 of a message. */
    public static byte[] sha256(byte[] message) {
        return isLittle(message) ? Sha256.of(message) : jdk("SHA-256", message);
    }

    /** The SHA-512 of a message. */
    public static byte[] sha512(byte[] message) {
        return isLittle(message) ? Sha512.of(message) : jdk("SHA-512", message);
    }

    /** {@link #sha256} in lower-case hex. */
    public static String sha256Hex(byte[] message) {
        return HexFormat.of().formatHex(sha256(message));
    }

    /** {@link #sha512} in lower-case hex. */
    public static String sha512Hex(byte[] message) {
        return HexFormat.of().formatHex(sha512(message));
    }

    private static boolean isLittle(byte[] message) {
        return HASHED.get() <= STARTING_PAYS && HASHED.addAndGet(message.length) <= STARTING_PAYS;
    }

    private static byte[] jdk(String algorithm, byte[] message) {
        try {
            return MessageDigest.getInstance(algorithm).digest(message);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has " + algorithm, e);
        }
    }
}
