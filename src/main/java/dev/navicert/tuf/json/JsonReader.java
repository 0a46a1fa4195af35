package dev.navicert.tuf.json;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * Builds the tree straight from the bytes. It only notices that a text is wrong; {@link GoSyntax}, which reads the same grammar
 * and builds nothing, then says why in Go's words.
 *
 * <p>A string of plain ASCII, which nearly all are, is one copy of its bytes.
 */
final class JsonReader {
    private static final int END = -1;

    private final byte[] text;
    private final Reading reading;
    private int at;
    private int values;

    private JsonReader(byte[] text, Reading reading) {
        this.text = text;
        this.reading = reading;
    }

    static Json read(byte[] text, Reading reading) throws MalformedJsonException {
        if (text.length > JsonLimits.MAX_BYTES) {
            throw new MalformedJsonException("json: longer than " + JsonLimits.MAX_BYTES + " bytes");
        }
        return new JsonReader(text, reading).whole();
    }

    private Json whole() throws MalformedJsonException {
        Json value = value(1);
        if (pastSpace() != END) {
            throw fault();
        }
        return value;
    }

    private Json value(int depth) throws MalformedJsonException {
        if (++values > JsonLimits.MAX_VALUES) {
            throw new MalformedJsonException("json: more than " + JsonLimits.MAX_VALUES + " values");
        }
        return switch (pastSpace()) {
            case '"' -> new Json.Str(string());
            case '{' -> object(depth);
            case '[' -> array(depth);
            case 't' -> literal("true", Json.Bool.TRUE);
            case 'f' -> literal("false", Json.Bool.FALSE);
            case 'n' -> literal("null", Json.NULL);
            default -> new Json.Num(number());
        };
    }

    private Json object(int depth) throws MalformedJsonException {
        open(depth);
        if (pastSpace() == '}') {
            at++;
            return new Json.Obj(Members.NONE);
        }
        Members.Builder members = new Members.Builder();
        do {
            if (pastSpace() != '"') {
                throw fault();
            }
            String name = GoText.withoutLoneSurrogates(string());
            if (pastSpace() != ':') {
                throw fault();
            }
            at++;
            Json value = value(depth + 1);
            // A repeated name stands where its last occurrence stood: GoStruct reads in that order.
            if (members.put(name, value) && reading == Reading.UNAMBIGUOUS) {
                throw new MalformedJsonException("json: member " + GoQuote.text(name) + " occurs twice");
            }
        } while (another('}'));
        return new Json.Obj(members.build());
    }

    private Json array(int depth) throws MalformedJsonException {
        open(depth);
        List<Json> items = new ArrayList<>();
        if (pastSpace() == ']') {
            at++;
            return new Json.Arr(items);
        }
        do {
            items.add(value(depth + 1));
        } while (another(']'));
        return new Json.Arr(items);
    }

    private void open(int depth) throws MalformedJsonException {
        if (depth > JsonLimits.MAX_DEPTH) {
            throw new MalformedJsonException("json: nested deeper than " + JsonLimits.MAX_DEPTH);
        }
        at++;
    }

    /** Whether a comma follows, and not what closes the object or array. */
    private boolean another(char closing) throws MalformedJsonException {
        int c = pastSpace();
        if (c != ',' && c != closing) {
            throw fault();
        }
        at++;
        return c == ',';
    }

    private Json literal(String word, Json value) throws MalformedJsonException {
        for (int i = 0; i < word.length(); i++, at++) {
            if (peek() != word.charAt(i)) {
                throw fault();
            }
        }
        return value;
    }

    private String number() throws MalformedJsonException {
        int start = at;
        if (peek() == '-') {
            at++;
        }
        if (peek() == '0') {
            at++;
        } else {
            digits();
        }
        if (peek() == '.') {
            at++;
            digits();
        }
        if (peek() == 'e' || peek() == 'E') {
            at++;
            if (peek() == '+' || peek() == '-') {
                at++;
            }
            digits();
        }
        if (at - start > JsonLimits.MAX_NUMBER) {
            throw fault();
        }
        return ascii(start, at);
    }

    /** At least one. */
    private void digits() throws MalformedJsonException {
        int start = at;
        while (peek() >= '0' && peek() <= '9') {
            at++;
        }
        if (at == start) {
            throw fault();
        }
    }

    private String string() throws MalformedJsonException {
        int start = ++at;
        int i = start;
        // A byte beyond ASCII is negative.
        while (i < text.length && text[i] >= ' ' && text[i] != '"' && text[i] != '\\') {
            i++;
        }
        at = i;
        if (peek() == '"') {
            at++;
            return ascii(start, i);
        }
        return mixed(start);
    }

    /** A string with escapes or characters beyond ASCII. */
    private String mixed(int start) throws MalformedJsonException {
        StringBuilder string = new StringBuilder();
        int plain = start;
        while (true) {
            int c = peek();
            if (c == END || c < ' ') {
                throw fault();
            }
            if (c == '"' || c == '\\') {
                string.append(GoText.decode(text, plain, at));
            }
            at++;
            if (c == '"') {
                return string.toString();
            }
            if (c == '\\') {
                string.append(escaped());
                plain = at;
            }
        }
    }

    private char escaped() throws MalformedJsonException {
        int c = peek();
        at++;
        return switch (c) {
            case '"', '\\', '/' -> (char) c;
            case 'b' -> '\b';
            case 'f' -> '\f';
            case 'n' -> '\n';
            case 'r' -> '\r';
            case 't' -> '\t';
            case 'u' -> {
                int unit = 0;
                for (int i = 0; i < 4; i++, at++) {
                    int digit = Character.digit(peek(), 16);
                    if (digit < 0) {
                        throw fault();
                    }
                    unit = unit << 4 | digit;
                }
                yield (char) unit;
            }
            default -> throw fault();
        };
    }

    private int pastSpace() {
        while (at < text.length && (text[at] == ' ' || text[at] == '\n' || text[at] == '\r' || text[at] == '\t')) {
            at++;
        }
        return peek();
    }

    private int peek() {
        return at < text.length ? text[at] & 0xFF : END;
    }

    private String ascii(int from, int to) {
        return new String(text, from, to - from, StandardCharsets.ISO_8859_1);
    }

    private MalformedJsonException fault() {
        return new MalformedJsonException(
                GoSyntax.fault(text).orElse("json: a number of more than " + JsonLimits.MAX_NUMBER + " characters"));
    }
}
