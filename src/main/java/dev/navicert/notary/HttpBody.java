package dev.navicert.notary;

import dev.navicert.tuf.json.GoQuote;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;

/**
 * The content of an answer, read up to its cap.
 *
 * @param whole whether all of it was read and its end was marked, so that the connection may be used again
 */
record HttpBody(byte[] bytes, boolean whole) {
    static final HttpBody NONE = new HttpBody(new byte[0], true);

    private static final int PIECE = 16 << 10;

    static HttpBody read(InputStream in, Http1.Head head, long limit, Request.Overlong overlong)
            throws IOException, TooLongException {
        List<String> encodings = head.all("transfer-encoding");
        if (!encodings.isEmpty()) {
            if (encodings.size() > 1 || !encodings.get(0).equalsIgnoreCase("chunked")) {
                throw new NetworkFailure("unsupported transfer encoding");
            }
            return chunked(in, limit, overlong);
        }
        List<String> lengths = head.all("content-length").stream().distinct().toList();
        return lengths.isEmpty() ? untilClosed(in, limit, overlong) : announced(in, lengths, limit, overlong);
    }

    private static HttpBody announced(InputStream in, List<String> lengths, long limit, Request.Overlong overlong)
            throws IOException, TooLongException {
        if (lengths.size() > 1 || !lengths.get(0).matches("[0-9]{1,18}")) {
            throw new NetworkFailure("bad Content-Length " + GoQuote.text(String.join(", ", lengths)));
        }
        long length = Long.parseLong(lengths.get(0));
        if (length > limit && overlong != Request.Overlong.CUT) {
            throw new TooLongException(limit);
        }
        long wanted = Math.min(length, limit);
        ByteArrayOutputStream bytes = new ByteArrayOutputStream((int) Math.min(wanted, PIECE));
        if (copy(in, bytes, wanted) < wanted) {
            throw new NetworkFailure("unexpected EOF");
        }
        return new HttpBody(bytes.toByteArray(), wanted == length);
    }

    private static HttpBody chunked(InputStream in, long limit, Request.Overlong overlong)
            throws IOException, TooLongException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(PIECE);
        while (true) {
            String size = Http1.readLine(in, false).split(";", 2)[0].strip();
            if (!size.matches("[0-9a-fA-F]{1,15}")) {
                throw new NetworkFailure("invalid byte in chunk length");
            }
            long length = Long.parseLong(size, 16);
            if (length == 0) {
                Http1.readHeaders(in);
                return new HttpBody(bytes.toByteArray(), true);
            }
            long room = limit - bytes.size();
            if (copy(in, bytes, Math.min(length, room)) < Math.min(length, room)) {
                throw new NetworkFailure("unexpected EOF");
            }
            if (length > room) {
                return cut(bytes, limit, overlong);
            }
            if (!Http1.readLine(in, false).isEmpty()) {
                throw new NetworkFailure("malformed chunked encoding");
            }
        }
    }

    private static HttpBody untilClosed(InputStream in, long limit, Request.Overlong overlong)
            throws IOException, TooLongException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(PIECE);
        if (copy(in, bytes, limit) == limit && in.read() >= 0) {
            return cut(bytes, limit, overlong);
        }
        return new HttpBody(bytes.toByteArray(), false);
    }

    private static HttpBody cut(ByteArrayOutputStream bytes, long limit, Request.Overlong overlong)
            throws TooLongException {
        if (overlong == Request.Overlong.REFUSE) {
            throw new TooLongException(limit);
        }
        return new HttpBody(bytes.toByteArray(), false);
    }

    private static long copy(InputStream in, ByteArrayOutputStream out, long wanted) throws IOException {
        byte[] piece = new byte[(int) Math.min(PIECE, Math.max(1, wanted))];
        long copied = 0;
        while (copied < wanted) {
            int read = in.read(piece, 0, (int) Math.min(piece.length, wanted - copied));
            if (read < 0) {
                break;
            }
            out.write(piece, 0, read);
            copied += read;
        }
        return copied;
    }
}
