package dev.navicert.real;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.extension.ConditionEvaluationResult;
import org.junit.jupiter.api.extension.ExecutionCondition;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.platform.commons.support.AnnotationSupport;

/** Runs a class where Debian's package {@code notary} is installed, and what else its annotation names. */
final class RealNotaryCondition implements ExecutionCondition {
    private static final List<String> PROGRAMS = List.of("notary", "notary-server");

    @Override
    public ConditionEvaluationResult evaluateExecutionCondition(ExtensionContext context) {
        List<String> others = AnnotationSupport.findAnnotation(context.getElement(), OnRealNotary.class)
                .map(needed -> List.of(needed.and()))
                .orElse(List.of());
        List<String> missing = Stream.concat(PROGRAMS.stream(), others.stream())
                .filter(name -> find(name).isEmpty())
                .toList();
        if (missing.isEmpty()) {
            return ConditionEvaluationResult.enabled("Debian's programs are installed");
        }
        String packages = Stream.concat(Stream.of("notary"), others.stream()).collect(Collectors.joining(" "));
        String why = String.join(" and ", missing) + " not found on PATH; on Debian: apt install " + packages;
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
