package dev.navicert.webhook;

import io.vertx.core.buffer.Buffer;
import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** The bytes of a body as they came: in blocks, so that none is ever copied to make room, and what it takes is known. */
final class Body {
    /** What every request may hold. A review of an ordinary pod is a tenth of it. */
    static final int SMALL = 64 << 10;

    private static final int FIRST = 8 << 10;

    private final List<byte[]> blocks = new ArrayList<>();
    private int length;
    private int room;

    int length() {
        return length;
    }

    /** What it would take in memory with so many bytes more. */
    long sizeWith(int more) {
        long size = room;
        while (size < (long) length + more) {
            size += nextBlock(size);
        }
        return size;
    }

    /** Takes up to {@code most} bytes in all; the rest of the chunk is dropped. */
    void add(Buffer chunk, int most) {
        int end = Math.min(chunk.length(), most - length);
        int from = 0;
        while (from < end) {
            if (length == room) {
                byte[] block = new byte[nextBlock(room)];
                blocks.add(block);
                room += block.length;
            }
            byte[] block = blocks.get(blocks.size() - 1);
            int free = room - length;
            int taken = Math.min(free, end - from);
            chunk.getBytes(from, from + taken, block, block.length - free);
            length += taken;
            from += taken;
        }
    }

    /** Forgets all but the first {@link #SMALL} bytes. */
    void shorten() {
        while (room > SMALL) {
            room -= blocks.remove(blocks.size() - 1).length;
        }
        length = Math.min(length, room);
    }

    InputStream stream() {
        List<InputStream> streams = new ArrayList<>();
        int rest = length;
        for (byte[] block : blocks) {
            streams.add(new ByteArrayInputStream(block, 0, Math.min(rest, block.length)));
            rest -= block.length;
        }
        return new SequenceInputStream(Collections.enumeration(streams));
    }

    /** Doubles up to {@link #SMALL}, which it meets exactly, and grows evenly from there. */
    private static int nextBlock(long room) {
        return (int) Math.min(SMALL, Math.max(FIRST, room));
    }
}
