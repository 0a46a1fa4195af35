package dev.navicert.cli.verbs;

/**
 * The name the program was called by. It decides more than a word in the help: called as {@code notary} it is a drop-in
 * whose recorded behaviour scripts rely on, defects included; called as {@code navicert} it owes nobody a defect.
 */
public enum ProgramName {
    NOTARY("notary", "Notary"),
    NAVICERT("navicert", "Navicert");

    private final String text;
    private final String capitalised;

    ProgramName(String text, String capitalised) {
        this.text = text;
        this.capitalised = capitalised;
    }

    /** The program for the base name of the file that was started. */
    public static ProgramName of(String baseName) {
        return baseName.equals(NOTARY.text) ? NOTARY : NAVICERT;
    }

    public String text() {
        return text;
    }

    String capitalised() {
        return capitalised;
    }

    @Override
    public String toString() {
        return text;
    }
}
