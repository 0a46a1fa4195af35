package dev.navicert.policy;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** What becomes of a refusal. The verdict itself does not depend on it. In the order of strictness. */
public enum Mode {
    /** Nothing is judged. Only a namespace's label can say so. */
    OFF,
    /** Counted and logged. */
    AUDIT,
    /** Counted, logged, and told to the user as a warning. */
    WARN,
    /** Carried out. */
    ENFORCE;

    /** The label of a namespace that overrules every policy's mode. */
    public static final String LABEL = "navicert.dev/mode";

    /** The mode of this name, in lower case; empty if there is none. */
    public static Optional<Mode> parse(String text) {
        return Arrays.stream(values())
                .filter(mode -> mode.toString().equals(text))
                .findFirst();
    }

    /** The stricter of two. */
    public Mode orStricter(Mode other) {
        return compareTo(other) >= 0 ? this : other;
    }

    /** As policies and labels write it. */
    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
