package dev.navicert.cli.syntax;

import java.util.Locale;

/**
 * A flag as help prints it and pflag reads it.
 *
 * @param name the long name, without dashes
 * @param shorthand the one-letter name, or {@link #NO_SHORTHAND}
 * @param kind what values it takes
 * @param usage the sentence in the help text
 * @param defaultText the value that stands in for an absent flag; empty for none
 * @param visibility whether help shows it
 * @param hint what a shell may propose as its value
 */
public record Flag(
        String name,
        char shorthand,
        Kind kind,
        String usage,
        String defaultText,
        Visibility visibility,
        ValueHint hint) {
    /** For flags that have only a long name. */
    public static final char NO_SHORTHAND = 0;

    /** What values a flag takes; the names are pflag's, as help shows them. */
    public enum Kind {
        /** Stands alone, or is set by {@code --flag=true}. */
        BOOL,
        /** One text. */
        STRING,
        /** Texts, split by CSV rules; may be repeated. */
        STRINGS,
        /** One number, as a Go literal. */
        INT,
        /** Decimal numbers, split at commas; may be repeated. */
        INTS;

        /** What stands for the value in a help text; empty if there is none. */
        public String label() {
            return this == BOOL ? "" : name().toLowerCase(Locale.ROOT);
        }
    }

    /** Whether a flag is in the help text. */
    public enum Visibility {
        SHOWN,
        /** Understood, but not in the texts that must equal Notary's. */
        HIDDEN
    }

    private static Flag of(String name, char shorthand, Kind kind, String usage) {
        ValueHint hint = kind == Kind.STRING ? ValueHint.FILE : ValueHint.NOTHING;
        return new Flag(name, shorthand, kind, usage, "", Visibility.SHOWN, hint);
    }

    public static Flag bool(String name, char shorthand, String usage) {
        return of(name, shorthand, Kind.BOOL, usage);
    }

    public static Flag bool(String name, String usage) {
        return of(name, NO_SHORTHAND, Kind.BOOL, usage);
    }

    public static Flag string(String name, char shorthand, String usage) {
        return of(name, shorthand, Kind.STRING, usage);
    }

    public static Flag string(String name, String usage) {
        return of(name, NO_SHORTHAND, Kind.STRING, usage);
    }

    public static Flag strings(String name, char shorthand, String usage) {
        return of(name, shorthand, Kind.STRINGS, usage);
    }

    public static Flag strings(String name, String usage) {
        return of(name, NO_SHORTHAND, Kind.STRINGS, usage);
    }

    public static Flag integer(String name, char shorthand, String usage) {
        return of(name, shorthand, Kind.INT, usage);
    }

    public static Flag integers(String name, char shorthand, String usage) {
        return of(name, shorthand, Kind.INTS, usage);
    }

    /** The same flag with a default that help mentions. */
    public Flag orElse(String value) {
        return new Flag(name, shorthand, kind, usage, value, visibility, hint);
    }

    /** The same flag, shown or not. */
    public Flag seen(Visibility other) {
        return new Flag(name, shorthand, kind, usage, defaultText, other, hint);
    }

    /** The same flag with something else for shells to propose; a text's value is a file unless this says otherwise. */
    public Flag taking(ValueHint other) {
        return new Flag(name, shorthand, kind, usage, defaultText, visibility, other);
    }

    /** Whether the flag takes no value from the next word (pflag's {@code NoOptDefVal}). */
    public boolean standsAlone() {
        return kind == Kind.BOOL;
    }

    /** How error messages name it. */
    String spelled() {
        return shorthand == NO_SHORTHAND ? "--" + name : "-" + shorthand + ", --" + name;
    }
}
