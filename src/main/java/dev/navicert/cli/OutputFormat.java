package dev.navicert.cli;

import dev.navicert.cli.syntax.Invocation;
import dev.navicert.cli.terminal.FatalException;
import dev.navicert.tuf.json.GoQuote;

/** How results are printed: for people, in Notary's words, or for programs. */
enum OutputFormat {
    TEXT,
    JSON;

    private static final String FLAG = "format";

    /** What {@code --format} says. */
    static OutputFormat of(Invocation invocation) throws FatalException {
        String value = invocation.text(FLAG);
        return switch (value) {
            case "", "text" -> TEXT;
            case "json" -> JSON;
            default -> throw FatalException.usage("--format must be text or json, not " + GoQuote.text(value));
        };
    }

    /** Whether standard output must carry nothing but JSON. */
    static boolean isJson(Invocation invocation) {
        return invocation.text(FLAG).equals("json");
    }
}
