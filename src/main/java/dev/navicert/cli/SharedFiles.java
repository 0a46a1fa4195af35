package dev.navicert.cli;

import dev.navicert.cli.completion.Shell;
import dev.navicert.cli.manual.ManualPage;
import dev.navicert.cli.syntax.Command;
import dev.navicert.cli.verbs.ProgramName;
import dev.navicert.cli.verbs.Vocabulary;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;

/**
 * What the distribution keeps in {@code share}, where shells and {@code man} look by themselves once the folder is
 * copied to {@code /usr/local}. The build runs it; users get the same scripts from {@code completion} as well.
 */
public final class SharedFiles {
    private SharedFiles() {}

    /** Writes them into the folder that the first word names; the others are the version and its day, as YYYY-MM-DD. */
    public static void main(String... words) throws IOException {
        Path share = Path.of(words[0]);
        for (Map.Entry<String, String> file : all(words[1], words[2]).entrySet()) {
            Path path = share.resolve(file.getKey());
            Files.createDirectories(path.getParent());
            Files.writeString(path, file.getValue());
        }
    }

    /** Their texts by where they lie below {@code share}. */
    static Map<String, String> all(String version, String date) {
        Map<String, String> files = new TreeMap<>();
        for (ProgramName program : ProgramName.values()) {
            Command root = Vocabulary.calledAs(program);
            ManualPage page = new ManualPage(program, version, date);
            files.put(page.place(), page.text());
            for (Shell shell : Shell.values()) {
                files.put(shell.place(root), shell.script(root, Shell.Descriptions.SHOWN));
            }
        }
        return files;
    }
}
