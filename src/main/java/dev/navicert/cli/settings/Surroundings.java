package dev.navicert.cli.settings;

import java.nio.file.Path;
import java.util.Map;

/**
 * What the process was started in.
 *
 * @param environment its variables
 * @param directory its working directory
 */
public record Surroundings(Map<String, String> environment, Path directory) {
    /** The value of a variable; empty if it is not set, which is what an empty one counts as. */
    public String variable(String name) {
        return environment.getOrDefault(name, "");
    }

    /** A path as the user meant it: relative to the working directory. */
    String absolute(String path) {
        return path.isEmpty() || GoPath.isAbsolute(path) ? path : GoPath.join(directory.toString(), path);
    }
}
