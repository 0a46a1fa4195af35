package dev.navicert.cli;

import dev.navicert.cli.completion.Shell;
import dev.navicert.cli.syntax.Command;
import dev.navicert.cli.verbs.ProgramName;
import dev.navicert.cli.verbs.Vocabulary;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;

/**
 * What the distribution keeps in {@code share}, where shells look by themselves once {@code bin} is on the path or the
 * folder is copied to {@code /usr/local}. The build runs it; users get the same scripts from {@code completion}.
 */
public final class SharedFiles {
    private SharedFiles() {}

    /** Writes them into the folder that the only word names. */
    public static void main(String... words) throws IOException {
        Path share = Path.of(words[0]);
        for (Map.Entry<String, String> file : all().entrySet()) {
            Path path = share.resolve(file.getKey());
            Files.createDirectories(path.getParent());
            Files.writeString(path, file.getValue());
        }
    }

    /** Their texts by where they lie below {@code share}. */
    static Map<String, String> all() {
        Map<String, String> files = new TreeMap<>();
        for (ProgramName program : ProgramName.values()) {
            Command root = Vocabulary.calledAs(program);
            for (Shell shell : Shell.values()) {
                files.put(shell.place(root), shell.script(root, Shell.Descriptions.SHOWN));
            }
        }
        return files;
    }
}
