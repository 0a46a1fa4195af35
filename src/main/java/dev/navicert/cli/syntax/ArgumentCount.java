package dev.navicert.cli.syntax;

/**
 * How many arguments a verb must be given, and what it says otherwise.
 *
 * @param least the smallest number
 * @param most the largest number; surplus arguments are usually ignored, so this is usually {@link Integer#MAX_VALUE}
 * @param complaint the error message
 * @param usage whether the usage text is printed above it
 */
public record ArgumentCount(int least, int most, String complaint, Usage usage) {
    /** Whether the complaint comes with the usage text. */
    public enum Usage {
        PRINTED,
        LEFT_OUT
    }

    public static ArgumentCount atLeast(int least, String complaint) {
        return new ArgumentCount(least, Integer.MAX_VALUE, complaint, Usage.PRINTED);
    }

    public static ArgumentCount atMost(int most, String complaint) {
        return new ArgumentCount(0, most, complaint, Usage.PRINTED);
    }

    public static ArgumentCount exactly(int number, String complaint) {
        return new ArgumentCount(number, number, complaint, Usage.PRINTED);
    }

    /** The same rule, whose complaint stands alone. */
    public ArgumentCount withoutUsage() {
        return new ArgumentCount(least, most, complaint, Usage.LEFT_OUT);
    }

    public boolean allows(int number) {
        return number >= least && number <= most;
    }
}
