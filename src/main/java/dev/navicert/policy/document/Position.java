package dev.navicert.policy.document;

/**
 * Where something was written.
 *
 * @param source a file, or an object and its field
 * @param line from 1; 0 where the source has no lines
 */
public record Position(String source, int line) {
    @Override
    public String toString() {
        return line == 0 ? source : source + ":" + line;
    }
}
