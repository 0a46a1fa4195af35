package dev.navicert.name;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;

/** The recorded table {@code image-references/references.tsv}: what the reference implementation makes of each input. */
public final class ReferenceTable {
    private static final int COLUMNS = 12;

    private ReferenceTable() {}

    /** One row; columns that do not apply are empty. */
    public record Row(
            String input,
            boolean valid,
            String domain,
            String path,
            String tag,
            String digest,
            String gun,
            String familiar,
            String canonical,
            String dockerRef,
            String error) {
        @Override
        public String toString() {
            return input.length() > 60 ? input.substring(0, 60) + "…" : input;
        }
    }

    /** All rows. */
    public static List<Row> rows() {
        try (InputStream in = ReferenceTable.class.getResourceAsStream("/image-references/references.tsv")) {
            if (in == null) {
                throw new IllegalStateException("references.tsv is missing");
            }
            String text = new String(in.readAllBytes(), StandardCharsets.UTF_8);
            return text.lines().skip(1).map(ReferenceTable::row).toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Row row(String line) {
        List<String> c = Arrays.asList(line.split("\t", -1));
        if (c.size() != COLUMNS) {
            throw new IllegalStateException("a row with " + c.size() + " columns: " + line);
        }
        return new Row(
                unescape(c.get(0)),
                Boolean.parseBoolean(c.get(1)),
                c.get(2),
                c.get(3),
                c.get(4),
                c.get(5),
                c.get(6),
                c.get(7),
                c.get(8),
                c.get(9),
                c.get(11));
    }

    private static String unescape(String text) {
        return text.equals("<empty>")
                ? ""
                : text.replace("\\t", "\t").replace("\\n", "\n").replace("\\\\", "\\");
    }
}
