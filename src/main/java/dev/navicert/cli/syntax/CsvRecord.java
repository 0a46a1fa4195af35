package dev.navicert.cli.syntax;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * The first record of a text, as Go's {@code encoding/csv} reads it: that is how pflag splits the values of "strings" flags.
 *
 * @see <a href="https://pkg.go.dev/encoding/csv">encoding/csv</a>
 */
final class CsvRecord {
    private final String text;
    private final List<String> fields = new ArrayList<>();
    private int at;
    private int line = 1;
    private int lineStart;

    private CsvRecord(String text) {
        this.text = text;
    }

    /** The fields; none for an empty text. */
    static List<String> fields(String text) throws SyntaxException {
        if (text.isEmpty()) {
            return List.of();
        }
        if (text.indexOf('"') < 0 && text.indexOf('\n') < 0 && text.indexOf('\r') < 0) {
            return split(text);
        }
        return new CsvRecord(text.replace("\r\n", "\n")).read();
    }

    private static List<String> split(String text) {
        List<String> fields = new ArrayList<>();
        int from = 0;
        for (int comma = text.indexOf(','); comma >= 0; comma = text.indexOf(',', from)) {
            fields.add(text.substring(from, comma));
            from = comma + 1;
        }
        fields.add(text.substring(from));
        return fields;
    }

    private List<String> read() throws SyntaxException {
        while (at < text.length() && text.charAt(at) == '\n') {
            newLine();
        }
        if (at == text.length()) {
            throw new SyntaxException("EOF");
        }
        boolean more = true;
        while (more) {
            more = at < text.length() && text.charAt(at) == '"' ? quoted() : plain();
        }
        return fields;
    }

    private boolean plain() throws SyntaxException {
        int start = at;
        while (at < text.length() && text.charAt(at) != ',' && text.charAt(at) != '\n') {
            if (text.charAt(at) == '"') {
                throw malformed("bare \" in non-quoted-field", line, at);
            }
            at++;
        }
        fields.add(withoutLoneReturn(text.substring(start, at)));
        return comma();
    }

    private boolean quoted() throws SyntaxException {
        int firstLine = line;
        at++;
        StringBuilder field = new StringBuilder();
        while (true) {
            if (at == text.length()) {
                throw unterminated(firstLine);
            }
            char c = text.charAt(at);
            if (c == '\n') {
                field.append(c);
                newLine();
            } else if (c != '"') {
                field.append(c);
                at++;
            } else if (at + 1 < text.length() && text.charAt(at + 1) == '"') {
                field.append('"');
                at += 2;
            } else {
                break;
            }
        }
        at++;
        if (at < text.length() && text.charAt(at) != ',' && text.charAt(at) != '\n') {
            throw malformed("extraneous or missing \" in quoted-field", firstLine, at - 1);
        }
        fields.add(field.toString());
        return comma();
    }

    private boolean comma() {
        if (at < text.length() && text.charAt(at) == ',') {
            at++;
            return true;
        }
        return false;
    }

    private void newLine() {
        at++;
        line++;
        lineStart = at;
    }

    /** A carriage return before the end of the text counts as part of the line's end. */
    private String withoutLoneReturn(String field) {
        return at == text.length() && field.endsWith("\r") ? field.substring(0, field.length() - 1) : field;
    }

    private SyntaxException unterminated(int firstLine) {
        return malformed("extraneous or missing \" in quoted-field", firstLine, at);
    }

    private SyntaxException malformed(String what, int firstLine, int index) {
        int column = text.substring(lineStart, index).getBytes(StandardCharsets.UTF_8).length + 1;
        String where = firstLine == line
                ? "parse error on line " + line + ", column " + column
                : "record on line " + firstLine + "; parse error on line " + line + ", column " + column;
        return new SyntaxException(where + ": " + what);
    }
}
