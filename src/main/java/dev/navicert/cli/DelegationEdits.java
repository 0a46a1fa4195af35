package dev.navicert.cli;

import dev.navicert.cli.syntax.Invocation;
import dev.navicert.cli.terminal.FatalException;
import dev.navicert.tuf.RoleName;
import dev.navicert.tuf.json.CodePointOrder;
import java.util.List;

/** What the verbs on delegations have in common: their arguments, and the way they show paths. */
record DelegationEdits(Invocation invocation) {
    /** What to call the path that allows everything. */
    private static final String EVERYTHING = "\"\" <all paths>";

    /** The role as written. */
    String role() {
        return invocation.arguments().get(1);
    }

    /** The role, or the error of a verb that needs one. */
    RoleName delegation(String failure) throws FatalException {
        return RoleName.parse(role())
                .filter(RoleName::isDelegation)
                .orElseThrow(() -> FatalException.usage(
                        failure + ": tuf: invalid role " + role() + ". invalid delegation role name"));
    }

    /** The arguments behind the role. */
    List<String> others() {
        List<String> arguments = invocation.arguments();
        return arguments.subList(2, arguments.size());
    }

    boolean namesPaths() {
        return invocation.has("paths");
    }

    List<String> paths() {
        return invocation.texts("paths");
    }

    boolean allPaths() {
        return invocation.isOn("all-paths");
    }

    /** Sorted, each as people are shown it. */
    static List<String> shown(List<String> paths) {
        return paths.stream()
                .sorted(CodePointOrder::compare)
                .map(path -> path.isEmpty() ? EVERYTHING : path)
                .toList();
    }

    /** {@code with keys [a b], }, or nothing. */
    static String withKeys(List<String> keys) {
        return keys.isEmpty() ? "" : "with keys [" + String.join(" ", keys) + "], ";
    }

    /** {@code with paths [a⏎b], }. */
    static String withPaths(List<String> paths) {
        return "with paths [" + String.join("\n", shown(paths)) + "], ";
    }
}
