package dev.navicert.cli.terminal;

import java.util.ArrayList;
import java.util.List;

/**
 * A table as Go's {@code text/tabwriter} lays it out with padding 4: a column is as wide as its longest cell, counted in code
 * points, plus 4; the last cell of a line is not padded. Like there, a tab inside a cell begins another cell, a line feed
 * another row, and a column is a run of consecutive lines that have a cell (not their last) in that place.
 *
 * @see <a href="https://pkg.go.dev/text/tabwriter">text/tabwriter</a>
 */
public final class Table {
    private static final int PADDING = 4;

    private final List<String[]> lines = new ArrayList<>();

    /** A table with these headings, each underlined by dashes. */
    public Table(String... headings) {
        row(headings);
        String[] dashes = new String[headings.length];
        for (int i = 0; i < headings.length; i++) {
            dashes[i] = "-".repeat(headings[i].length());
        }
        row(dashes);
    }

    /** Adds a row. */
    public void row(String... cells) {
        for (String cell : cells) {
            if (cell.indexOf('\t') >= 0 || cell.indexOf('\n') >= 0) {
                for (String line : String.join("\t", cells).split("\n", -1)) {
                    lines.add(line.split("\t", -1));
                }
                return;
            }
        }
        lines.add(cells.clone());
    }

    /** The table as text. */
    @Override
    public String toString() {
        int[][] widths = new int[lines.size()][];
        for (int i = 0; i < widths.length; i++) {
            widths[i] = new int[lines.get(i).length - 1];
        }
        measure(lines, widths, 0, lines.size(), 0);
        StringBuilder out = new StringBuilder(length(widths));
        for (int i = 0; i < widths.length; i++) {
            append(out, lines.get(i), widths[i]);
        }
        return out.toString();
    }

    /** Finds the blocks of consecutive lines that have this column, and within each block those of the next column. */
    private static void measure(List<String[]> lines, int[][] widths, int from, int to, int column) {
        for (int i = from; i < to; i++) {
            if (column >= widths[i].length) {
                continue;
            }
            int end = i;
            int width = 0;
            while (end < to && column < widths[end].length) {
                width = Math.max(width, length(lines.get(end)[column]) + PADDING);
                end++;
            }
            for (int line = i; line < end; line++) {
                widths[line][column] = width;
            }
            measure(lines, widths, i, end, column + 1);
            i = end - 1;
        }
    }

    /** About how long the text is going to be. */
    private int length(int[][] widths) {
        int length = 0;
        for (int i = 0; i < widths.length; i++) {
            for (int width : widths[i]) {
                length += width;
            }
            length += lines.get(i)[widths[i].length].length() + 1;
        }
        return length;
    }

    private static int length(String cell) {
        return cell.codePointCount(0, cell.length());
    }

    private static void append(StringBuilder out, String[] cells, int[] widths) {
        for (int i = 0; i < widths.length; i++) {
            out.append(cells[i]).append(" ".repeat(widths[i] - length(cells[i])));
        }
        out.append(cells[widths.length]).append('\n');
    }
}
