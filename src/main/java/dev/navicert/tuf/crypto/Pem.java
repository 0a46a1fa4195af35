package dev.navicert.tuf.crypto;

import dev.navicert.tuf.json.GoBase64;
import dev.navicert.tuf.json.MalformedJsonException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * PEM text as Go's {@code encoding/pem} reads and writes it: text around and between blocks is ignored, a block that does
 * not hold together is passed over, headers are {@code name: value} lines before the base64.
 */
public final class Pem {
    /** Lines that begin a block in one text at most; the usual collections of authorities have some 150. */
    public static final int MAX_BLOCKS = 1000;
    /** Bytes of one text at most. */
    public static final int MAX_BYTES = 1 << 20;

    private static final String BEGIN = "-----BEGIN ";
    private static final String END = "-----END ";
    private static final String DASHES = "-----";
    private static final int COLUMNS = 64;

    /**
     * One block.
     *
     * @param type what stands after BEGIN, for example {@code CERTIFICATE}
     * @param headers in the order written
     * @param bytes the decoded content; callers do not change it
     */
    @SuppressWarnings("ArrayRecordComponent") // never compared
    public record Block(String type, Map<String, String> headers, byte[] bytes) {}

    private final String text;
    private int at;
    private int begun;

    private Pem(String text) {
        this.text = text;
    }

    /** Every block of a text in order; none if the text or the number of blocks exceeds the cap. */
    public static List<Block> blocks(byte[] text) {
        if (text.length > MAX_BYTES) {
            return List.of();
        }
        Pem pem = new Pem(new String(text, StandardCharsets.ISO_8859_1));
        List<Block> blocks = new ArrayList<>();
        for (Optional<Block> block = pem.next(); block.isPresent(); block = pem.next()) {
            blocks.add(block.get());
        }
        return pem.begun > MAX_BLOCKS ? List.of() : List.copyOf(blocks);
    }

    /** The first block, as {@code pem.Decode} finds it. */
    public static Optional<Block> first(byte[] text) {
        return text.length > MAX_BYTES
                ? Optional.empty()
                : new Pem(new String(text, StandardCharsets.ISO_8859_1)).next();
    }

    /** A block without headers: base64 in lines of 64 characters, LF, a final LF. */
    public static String encode(String type, byte[] bytes) {
        return encode(type, Map.of(), bytes);
    }

    /** A block with headers in the map's order, and an empty line after them. */
    public static String encode(String type, Map<String, String> headers, byte[] bytes) {
        StringBuilder out = new StringBuilder(BEGIN).append(type).append("-----\n");
        headers.forEach(
                (name, value) -> out.append(name).append(": ").append(value).append('\n'));
        if (!headers.isEmpty()) {
            out.append('\n');
        }
        String base64 = Base64.getEncoder().encodeToString(bytes);
        for (int i = 0; i < base64.length(); i += COLUMNS) {
            out.append(base64, i, Math.min(i + COLUMNS, base64.length())).append('\n');
        }
        return out.append(END).append(type).append("-----\n").toString();
    }

    private Optional<Block> next() {
        while (true) {
            int begin = text.startsWith(BEGIN, at) ? at : afterLineBreak(BEGIN, at);
            // A begin without its end is searched to the end of the text: more than MAX_BLOCKS would take quadratic
            // time.
            if (begin < 0 || ++begun > MAX_BLOCKS) {
                return Optional.empty();
            }
            at = begin + BEGIN.length();
            String typeLine = line();
            if (!typeLine.endsWith(DASHES)) {
                continue;
            }
            Optional<Block> block = body(typeLine.substring(0, typeLine.length() - DASHES.length()));
            if (block.isPresent()) {
                return block;
            }
        }
    }

    /** Reads from behind the BEGIN line to behind the END line; stays where it is if they do not match. */
    private Optional<Block> body(String type) {
        Map<String, String> headers = headers();
        int start = at;
        // Only without headers may END follow at once; its line break then is the one before `start`.
        int from = headers.isEmpty() && start > 0 ? start - 1 : start;
        int end = afterLineBreak(END, from);
        if (end < 0 || !text.startsWith(type + DASHES, end + END.length())) {
            return Optional.empty();
        }
        at = end + END.length() + type.length() + DASHES.length();
        if (!line().isEmpty()) {
            at = start;
            return Optional.empty();
        }
        int dash = text.indexOf('-', start);
        if (dash < end) {
            at = start; // a block within a block: not worth copying it to find out that it is no base64
            return Optional.empty();
        }
        try {
            String base64 = text.substring(start, Math.max(start, end - 1)).replaceAll("[ \t]", "");
            return Optional.of(new Block(type, headers, GoBase64.decode(base64)));
        } catch (MalformedJsonException e) {
            at = start;
            return Optional.empty();
        }
    }

    private Map<String, String> headers() {
        Map<String, String> headers = new LinkedHashMap<>();
        while (at < text.length()) {
            int start = at;
            String line = line();
            int colon = line.indexOf(':');
            if (colon < 0) {
                at = start;
                break;
            }
            headers.put(
                    line.substring(0, colon).strip(), line.substring(colon + 1).strip());
        }
        return headers;
    }

    /** Where {@code marker} stands at the beginning of a line, looking for the line break from {@code from} on; else -1. */
    private int afterLineBreak(String marker, int from) {
        int lineBreak = text.indexOf("\n" + marker, from);
        return lineBreak < 0 ? -1 : lineBreak + 1;
    }

    /** The rest of this line without trailing blanks; moves behind its line break. */
    private String line() {
        int lineBreak = text.indexOf('\n', at);
        int end = lineBreak < 0 ? text.length() : lineBreak;
        int next = lineBreak < 0 ? end : end + 1;
        while (end > at && " \t\r".indexOf(text.charAt(end - 1)) >= 0) {
            end--;
        }
        String line = text.substring(at, end);
        at = next;
        return line;
    }
}
