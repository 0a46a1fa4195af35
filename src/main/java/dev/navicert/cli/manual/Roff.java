package dev.navicert.cli.manual;

import java.util.List;
import java.util.Locale;

/**
 * A page for {@code man}, while it is written. Whatever is handed in is text: none of it is taken for the typesetter's own.
 *
 * @see <a href="https://man7.org/linux/man-pages/man7/groff_man.7.html">groff_man(7)</a>
 */
final class Roff {
    private static final int LINE = 72;

    private final StringBuilder out = new StringBuilder();

    /** Starts a page of section 1. */
    Roff(String name, String date, String source) {
        out.append(".TH ")
                .append(escaped(name.toUpperCase(Locale.ROOT)))
                .append(" 1 \"")
                .append(date)
                .append("\" \"")
                .append(escaped(source))
                .append("\"\n.ad l\n"); // flags and addresses do not break, and lines with them cannot be filled
    }

    Roff section(String title) {
        return line(".SH ", title);
    }

    Roff subsection(String title) {
        return line(".SS ", title);
    }

    /** Text in paragraphs, with an empty line between them; lines that begin with a tab stay lines. */
    Roff text(String text) {
        String before = "";
        for (String paragraph : text.stripTrailing().split("\n\n+")) {
            out.append(before);
            if (paragraph.startsWith("\t")) {
                out.append(".RS 4\n.nf\n");
                paragraph.lines().forEach(line -> appendLine(line.strip()));
                out.append(".fi\n.RE\n");
            } else {
                appendProse(paragraph);
            }
            before = ".PP\n";
        }
        return this;
    }

    /** Something in bold, followed by what it wants in italics, and below it an explanation. */
    Roff item(String term, String value, String explanation) {
        appendTerm(".TP", term);
        if (!value.isEmpty()) {
            out.append(" \\fI").append(escaped(value)).append("\\fR");
        }
        out.append('\n');
        appendProse(explanation);
        return this;
    }

    /** Several things in bold, one below the other, and below them what explains them all. */
    Roff items(List<String> terms, String explanation) {
        String macro = ".TP";
        for (String term : terms) {
            appendTerm(macro, term);
            out.append('\n');
            macro = ".TQ";
        }
        appendProse(explanation);
        return this;
    }

    /** {@code \%} keeps a word whole, so that it can be searched for and copied. */
    private void appendTerm(String macro, String term) {
        out.append(macro)
                .append("\n\\fB\\%")
                .append(escaped(term).replace(" ", " \\%"))
                .append("\\fR");
    }

    /** A name in bold, a dash, what it is: the line that {@code apropos} reads. */
    Roff named(String name, String what) {
        out.append(escaped(name)).append(" \\- ").append(escaped(what)).append('\n');
        return this;
    }

    /** How something is called: the words as they are typed, the rest in italics. */
    Roff call(String words, String rest) {
        out.append("\\fB").append(escaped(words)).append("\\fR");
        if (!rest.isEmpty()) {
            out.append(" \\fI").append(escaped(rest)).append("\\fR");
        }
        out.append('\n');
        return this;
    }

    /** Begins a paragraph. */
    Roff next() {
        out.append(".PP\n");
        return this;
    }

    private Roff line(String macro, String text) {
        out.append(macro)
                .append('"')
                .append(escaped(text).replace("\"", "\\(dq"))
                .append("\"\n");
        return this;
    }

    /** In lines of its own length, as the typesetter fills them anyway and its checkers want none long. */
    private void appendProse(String paragraph) {
        StringBuilder line = new StringBuilder();
        for (String word : paragraph.strip().split("\\s+")) {
            if (escaped(line + " " + word).length() > LINE && line.length() > 0) {
                appendLine(line.toString());
                line.setLength(0);
            }
            line.append(line.length() == 0 ? "" : " ").append(word);
        }
        appendLine(line.toString());
    }

    private void appendLine(String line) {
        String text = escaped(line);
        out.append(text.startsWith(".") || text.startsWith("\\(aq") ? "\\&" : "")
                .append(text)
                .append('\n');
    }

    /** As it would be typed: no dash becomes a hyphen, no quote a curly one. */
    static String escaped(String text) {
        return text.replace("\\", "\\e")
                .replace("-", "\\-")
                .replace("'", "\\(aq")
                .replace("`", "\\(ga")
                .replace("^", "\\(ha")
                .replace("~", "\\(ti");
    }

    @Override
    public String toString() {
        return out.toString();
    }
}
