package dev.navicert.real;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.extension.ConditionEvaluationResult;
import org.junit.jupiter.api.extension.ExecutionCondition;
import org.junit.jupiter.api.extension.ExtensionContext;

/** Runs a class where Debian's package {@code notary} is installed. */
final class RealNotaryCondition implements ExecutionCondition {
    private static final List<String> PROGRAMS = List.of("notary", "notary-server");

    @Override
    public ConditionEvaluationResult evaluateExecutionCondition(ExtensionContext context) {
        List<String> missing =
                PROGRAMS.stream().filter(name -> find(name).isEmpty()).toList();
        if (missing.isEmpty()) {
            return ConditionEvaluationResult.enabled("notary and notary-server are installed");
        }
        String why = String.join(" and ", missing) + " not found on PATH; on Debian: apt install notary";
        if (isRequired()) {
            throw new IllegalStateException(why + " (NAVICERT_REQUIRE_NOTARY is set)");
        }
        return ConditionEvaluationResult.disabled(why);
    }

    private static boolean isRequired() {
        return Boolean.getBoolean("navicert.require.notary")
                || "true".equalsIgnoreCase(System.getenv("NAVICERT_REQUIRE_NOTARY"));
    }

    /** The program of that name. */
    static Optional<Path> find(String name) {
        String path = System.getenv().getOrDefault("PATH", "");
        return Stream.concat(Stream.of(path.split(":")), Stream.of("/usr/bin"))
                .filter(directory -> !directory.isEmpty())
                .map(directory -> Path.of(directory, name))
                .filter(Files::isExecutable)
                .findFirst();
    }
}
