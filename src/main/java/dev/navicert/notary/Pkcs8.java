package dev.navicert.notary;

import java.util.Arrays;
import java.util.HexFormat;
import java.util.Optional;

/**
 * Wraps the older ways of writing a private key into PKCS#8, the only one that the JDK reads.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc5208">RFC 5208</a>, <a
 *     href="https://www.rfc-editor.org/rfc/rfc8017#appendix-A.1.2">RFC 8017 A.1.2</a>, <a
 *     href="https://www.rfc-editor.org/rfc/rfc5915">RFC 5915</a>
 */
final class Pkcs8 {
    private static final int SEQUENCE = 0x30;
    private static final int OCTETS = 0x04;
    private static final int PARAMETERS = 0xa0;
    private static final byte[] VERSION = {2, 1, 0};
    /** The identifier rsaEncryption with its NULL. */
    private static final byte[] RSA = HexFormat.of().parseHex("300d06092a864886f70d0101010500");

    private static final byte[] EC = HexFormat.of().parseHex("06072a8648ce3d0201");

    private Pkcs8() {}

    static byte[] ofRsa(byte[] pkcs1) {
        return tagged(SEQUENCE, concat(VERSION, RSA, tagged(OCTETS, pkcs1)));
    }

    /** Empty if the key does not say on which curve it is, or is no such key. */
    static Optional<byte[]> ofEc(byte[] sec1) {
        return parameters(sec1)
                .map(curve ->
                        tagged(SEQUENCE, concat(VERSION, tagged(SEQUENCE, concat(EC, curve)), tagged(OCTETS, sec1))));
    }

    /** The {@code [0]} member of an ECPrivateKey. */
    private static Optional<byte[]> parameters(byte[] sec1) {
        try {
            int at = content(sec1, 0);
            while (at < sec1.length) {
                int content = content(sec1, at);
                int end = content + length(sec1, at);
                if ((sec1[at] & 0xff) == PARAMETERS) {
                    return Optional.of(Arrays.copyOfRange(sec1, content, end));
                }
                at = end;
            }
            return Optional.empty();
        } catch (IndexOutOfBoundsException | IllegalArgumentException notDer) {
            return Optional.empty();
        }
    }

    private static int content(byte[] der, int at) {
        int first = der[at + 1] & 0xff;
        return at + 2 + (first < 0x80 ? 0 : first & 0x7f);
    }

    private static int length(byte[] der, int at) {
        int first = der[at + 1] & 0xff;
        if (first < 0x80) {
            return first;
        }
        int length = 0;
        for (int i = 0; i < (first & 0x7f); i++) {
            length = length << 8 | der[at + 2 + i] & 0xff;
        }
        if (length < 0 || length > der.length) {
            throw new IllegalArgumentException("longer than the whole");
        }
        return length;
    }

    private static byte[] tagged(int tag, byte[] content) {
        int n = content.length;
        byte[] head = n < 0x80
                ? new byte[] {(byte) tag, (byte) n}
                : n < 0x100
                        ? new byte[] {(byte) tag, (byte) 0x81, (byte) n}
                        : new byte[] {(byte) tag, (byte) 0x82, (byte) (n >> 8), (byte) n};
        return concat(head, content);
    }

    private static byte[] concat(byte[]... parts) {
        int length = 0;
        for (byte[] part : parts) {
            length += part.length;
        }
        byte[] whole = new byte[length];
        int at = 0;
        for (byte[] part : parts) {
            System.arraycopy(part, 0, whole, at, part.length);
            at += part.length;
        }
        return whole;
    }
}
