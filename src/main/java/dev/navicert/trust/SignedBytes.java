package dev.navicert.trust;

import java.util.Arrays;

/** Bytes exactly as they were verified. */
public final class SignedBytes {
    private final byte[] bytes;

    SignedBytes(byte[] bytes) {
        this.bytes = bytes.clone();
    }

    public byte[] toArray() {
        return bytes.clone();
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof SignedBytes that && Arrays.equals(bytes, that.bytes);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(bytes);
    }

    @Override
    public String toString() {
        return bytes.length + " bytes";
    }
}
