package dev.navicert.cli;

import org.jspecify.annotations.Nullable;

/**
 * What was built, from the manifest of the jar that this class came in.
 *
 * @param version empty if it runs from loose classes
 * @param commit empty if the build did not know it
 * @param java the version of the Java it runs on
 */
record BuildFacts(String version, String commit, String java) {
    static BuildFacts ofThisProgram() {
        Package home = BuildFacts.class.getPackage();
        return new BuildFacts(
                orEmpty(home.getImplementationVersion()),
                orEmpty(home.getSpecificationVersion()),
                System.getProperty("java.version", ""));
    }

    private static String orEmpty(@Nullable String text) {
        return text == null ? "" : text;
    }
}
