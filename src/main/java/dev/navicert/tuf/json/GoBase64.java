package dev.navicert.tuf.json;

import java.util.Arrays;
import java.util.Base64;

/**
 * Standard base64 with padding, as Go's {@code base64.StdEncoding}: line breaks anywhere are skipped, padding is required,
 * left-over bits are ignored, and a fault is reported by its position.
 */
public final class GoBase64 {
    private static final String ALPHABET = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    private static final byte[] VALUES = new byte[128];

    static {
        Arrays.fill(VALUES, (byte) -1);
        for (int i = 0; i < ALPHABET.length(); i++) {
            VALUES[ALPHABET.charAt(i)] = (byte) i;
        }
    }

    private final String text;
    private int at;

    private GoBase64(String text) {
        this.text = text;
    }

    public static String encode(byte[] bytes) {
        return Base64.getEncoder().encodeToString(bytes);
    }

    /** @throws MalformedJsonException with Go's text, {@code illegal base64 data at input byte 7} */
    public static byte[] decode(String text) throws MalformedJsonException {
        return new GoBase64(text).decode();
    }

    private byte[] decode() throws MalformedJsonException {
        byte[] out = new byte[text.length() / 4 * 3 + 3];
        int length = whole(out);
        int held = 0;
        int count = 0;
        for (skipLineBreaks(); at < text.length(); skipLineBreaks()) {
            int value = digit(at);
            if (value < 0) {
                return Arrays.copyOf(out, length + padded(count, held, out, length));
            }
            at++;
            held = held << 6 | value;
            if (++count == 4) {
                out[length++] = (byte) (held >> 16);
                out[length++] = (byte) (held >> 8);
                out[length++] = (byte) held;
                held = 0;
                count = 0;
            }
        }
        if (count > 0) {
            throw corrupt(text.length() - count);
        }
        return Arrays.copyOf(out, length);
    }

    /** Reads groups of four characters as far as there is nothing but such; returns how many bytes they are. */
    private int whole(byte[] out) {
        int length = 0;
        for (int end = text.length() - 3; at < end; at += 4) {
            // Negative if one of them is no digit.
            int group = digit(at) << 18 | digit(at + 1) << 12 | digit(at + 2) << 6 | digit(at + 3);
            if (group < 0) {
                break;
            }
            out[length++] = (byte) (group >> 16);
            out[length++] = (byte) (group >> 8);
            out[length++] = (byte) group;
        }
        return length;
    }

    private int digit(int index) {
        char c = text.charAt(index);
        return c < VALUES.length ? VALUES[c] : -1;
    }

    /** Reads the padding after {@code count} characters and stores the one or two bytes that they carry. */
    private int padded(int count, int held, byte[] out, int length) throws MalformedJsonException {
        if (text.charAt(at) != '=' || count < 2) {
            throw corrupt(at);
        }
        at++;
        skipLineBreaks();
        if (count == 2) {
            if (at == text.length()) {
                throw corrupt(at);
            }
            if (text.charAt(at) != '=') {
                throw corrupt(at - 1);
            }
            at++;
            skipLineBreaks();
        }
        if (at < text.length()) {
            throw corrupt(at);
        }
        out[length] = (byte) (count == 2 ? held >> 4 : held >> 10);
        if (count == 3) {
            out[length + 1] = (byte) (held >> 2);
        }
        return count - 1;
    }

    private void skipLineBreaks() {
        while (at < text.length() && (text.charAt(at) == '\n' || text.charAt(at) == '\r')) {
            at++;
        }
    }

    private static MalformedJsonException corrupt(int position) {
        return new MalformedJsonException("illegal base64 data at input byte " + position);
    }
}
