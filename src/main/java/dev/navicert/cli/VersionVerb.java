package dev.navicert.cli;

import dev.navicert.cli.syntax.Invocation;
import dev.navicert.cli.terminal.FatalException;
import dev.navicert.cli.terminal.JsonText;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * {@code version}: what this is, in the layout of Notary's answer, but saying Java where that says Go.
 *
 * <p>JSON: {@code {"name", "version", "commit", "java"}}; an unknown commit is an empty text.
 */
record VersionVerb(Session session) implements Verb {
    @Override
    public int run(Invocation invocation) throws FatalException {
        BuildFacts build = BuildFacts.ofThisProgram();
        if (OutputFormat.of(invocation) == OutputFormat.JSON) {
            Map<String, Object> facts = new LinkedHashMap<>();
            facts.put("name", session.program().text());
            facts.put("version", build.version());
            facts.put("commit", build.commit());
            facts.put("java", build.java());
            session.terminal().print(JsonText.of(facts));
        } else {
            session.terminal()
                    .print(session.program() + "\n Version:    " + build.version() + "\n Git commit: " + build.commit()
                            + "\n Java version: " + build.java() + "\n");
        }
        return 0;
    }

    /** What {@code --version} prints: the same in one line. */
    static String oneLine(Session session) {
        BuildFacts build = BuildFacts.ofThisProgram();
        return session.program() + " Version: " + build.version() + ", Git commit: " + build.commit()
                + ", Java version: " + build.java();
    }
}
