package dev.navicert.name;

/**
 * A tag: up to 128 letters, digits, {@code _}, {@code .} and {@code -}, of which the first is no {@code .} and no {@code -}.
 *
 * @param value the text after the colon
 */
public record Tag(String value) {
    /** What a reference with neither tag nor digest means. */
    public static final Tag LATEST = new Tag("latest");

    /** @throws IllegalArgumentException if the text is no tag */
    public Tag {
        if (!Grammar.isTag(value)) {
            throw new IllegalArgumentException("not a tag");
        }
    }

    /**
     * Reads a tag that comes from outside.
     *
     * @throws InvalidReferenceException if the text is no tag
     */
    public static Tag parse(String text) throws InvalidReferenceException {
        if (!Grammar.isTag(text)) {
            throw new InvalidReferenceException("invalid tag format");
        }
        return new Tag(text);
    }

    @Override
    public String toString() {
        return value;
    }
}
