package dev.navicert.keys;

import java.math.BigInteger;
import java.util.Arrays;

/**
 * The few things of DER that private keys are written in. Reading walks over bytes that are held already and copies no more
 * than is asked for; a length that leads outside is refused before anything is done with it.
 *
 * <p>Like Go's {@code encoding/asn1}, a reader is content with what it was asked for: members that follow are of no concern.
 */
final class Der {
    static final int INTEGER = 0x02;
    static final int OCTETS = 0x04;
    static final int OID = 0x06;
    static final int SEQUENCE = 0x30;
    static final int CONTEXT_0 = 0xA0;
    private static final int BIT_STRING = 0x03;
    private static final int CONTEXT_1 = 0xA1;
    private static final int MAX_LENGTH_BYTES = 4;

    private final byte[] bytes;
    private final int end;
    private int at;

    private Der(byte[] bytes, int from, int end) {
        this.bytes = bytes;
        this.at = from;
        this.end = end;
    }

    /** The bytes are no DER, or not the DER that was asked for. */
    static final class MalformedException extends Exception {
        private static final long serialVersionUID = 1L;

        MalformedException(String message) {
            super(message);
        }
    }

    /** Reads the bytes from their beginning; they are not copied and must not change. */
    static Der of(byte[] bytes) {
        return new Der(bytes, 0, bytes.length);
    }

    /** Whether a value of that tag comes next. */
    boolean isNext(int tag) {
        return at < end && (bytes[at] & 0xff) == tag;
    }

    /** The inside of the next value, which must have that tag. */
    Der enter(int tag) throws MalformedException {
        int length = header(tag);
        Der inside = new Der(bytes, at, at + length);
        at += length;
        return inside;
    }

    Der sequence() throws MalformedException {
        return enter(SEQUENCE);
    }

    /** The content of the next value, which must have that tag. */
    byte[] content(int tag) throws MalformedException {
        int length = header(tag);
        byte[] content = Arrays.copyOfRange(bytes, at, at + length);
        at += length;
        return content;
    }

    byte[] octets() throws MalformedException {
        return content(OCTETS);
    }

    /** The next integer; minimal in length, as DER wants it. */
    BigInteger integer() throws MalformedException {
        byte[] content = content(INTEGER);
        boolean padded =
                content.length > 1 && (content[0] == 0 && content[1] >= 0 || content[0] == -1 && content[1] < 0);
        if (content.length == 0 || padded) {
            throw new MalformedException("an integer is not written as DER wants it");
        }
        return new BigInteger(content);
    }

    private int header(int tag) throws MalformedException {
        if (!isNext(tag)) {
            throw new MalformedException("expected tag " + tag + " at byte " + at);
        }
        at++;
        int length = octet();
        if (length >= 0x80) {
            int count = length & 0x7f;
            if (count == 0 || count > MAX_LENGTH_BYTES) {
                throw new MalformedException("a length is of no use at byte " + at);
            }
            length = 0;
            for (int i = 0; i < count; i++) {
                length = length << 8 | octet();
                if (length == 0) {
                    throw new MalformedException("a length has leading zeros at byte " + at);
                }
            }
            if (length >= 0 && length < 0x80) {
                throw new MalformedException("a length is longer than it need be at byte " + at);
            }
        }
        if (length < 0 || length > end - at) {
            throw new MalformedException("a length leads outside at byte " + at);
        }
        return length;
    }

    private int octet() throws MalformedException {
        if (at >= end) {
            throw new MalformedException("ends too soon");
        }
        return bytes[at++] & 0xff;
    }

    static byte[] sequenceOf(byte[]... members) {
        return tagged(SEQUENCE, members);
    }

    static byte[] octets(byte[] content) {
        return tagged(OCTETS, content);
    }

    static byte[] oid(byte[] content) {
        return tagged(OID, content);
    }

    static byte[] integer(long value) {
        return integer(BigInteger.valueOf(value));
    }

    static byte[] integer(BigInteger value) {
        return tagged(INTEGER, value.toByteArray());
    }

    /** {@code [0] EXPLICIT}. */
    static byte[] explicit0(byte[] content) {
        return tagged(CONTEXT_0, content);
    }

    /** {@code [1] EXPLICIT BIT STRING} of whole bytes. */
    static byte[] explicit1Bits(byte[] content) {
        return tagged(CONTEXT_1, tagged(BIT_STRING, new byte[1], content));
    }

    private static byte[] tagged(int tag, byte[]... parts) {
        int length = 0;
        for (byte[] part : parts) {
            length += part.length;
        }
        int count = length < 0x80 ? 0 : (Integer.SIZE - Integer.numberOfLeadingZeros(length) + 7) / 8;
        // One array of the final size, so that no copy of a secret stays behind in a buffer.
        byte[] out = new byte[2 + count + length];
        out[0] = (byte) tag;
        out[1] = (byte) (count == 0 ? length : 0x80 | count);
        for (int i = 0; i < count; i++) {
            out[2 + i] = (byte) (length >> 8 * (count - 1 - i));
        }
        int position = 2 + count;
        for (byte[] part : parts) {
            System.arraycopy(part, 0, out, position, part.length);
            position += part.length;
        }
        return out;
    }
}
