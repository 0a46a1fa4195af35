package dev.navicert;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A table of a page in {@code docs}, found by its heading: what a page promises, for tests that hold it to the program. */
public final class MarkdownTable {
    private static final Pattern CELL_END = Pattern.compile("(?<!\\\\)\\|");

    private final List<List<String>> rows;

    private MarkdownTable(List<List<String>> rows) {
        this.rows = rows;
    }

    /** The first table below a heading, without its head. */
    public static MarkdownTable of(Path page, String heading) throws IOException {
        List<List<String>> rows = new ArrayList<>();
        boolean below = false;
        for (String line : Files.readAllLines(page)) {
            if (line.equals(heading)) {
                below = true;
            } else if (below && line.startsWith("| ")) {
                rows.add(cells(line));
            } else if (below && !rows.isEmpty()) {
                break;
            }
        }
        if (rows.size() < 3) {
            throw new AssertionError("no table below \"" + heading + "\" in " + page);
        }
        return new MarkdownTable(rows.subList(2, rows.size()));
    }

    private static List<String> cells(String line) {
        List<String> cells = new ArrayList<>();
        for (String cell : CELL_END.split(line.substring(1), -1)) {
            cells.add(cell.strip());
        }
        return List.copyOf(cells.subList(0, cells.size() - 1));
    }

    /** Each row's cells. */
    public List<List<String>> rows() {
        return rows;
    }

    /** What stands in this column, the first being 0, without the marks of code. */
    public List<String> column(int index) {
        return rows.stream().map(row -> row.get(index).replace("`", "")).toList();
    }

    /** Every word in this column that is marked as code. */
    public List<String> code(int index) {
        List<String> code = new ArrayList<>();
        for (List<String> row : rows) {
            for (Matcher marked = Pattern.compile("`([^`]+)`").matcher(row.get(index)); marked.find(); ) {
                code.add(marked.group(1));
            }
        }
        return code;
    }
}
