package dev.navicert.name;

/**
 * The Globally Unique Name of a trust collection, as Notary spells it: for images {@code host/path} without a tag, for
 * example {@code docker.io/library/alpine} or {@code localhost:5000/a/b}.
 *
 * <p>Notary puts a GUN unescaped into URLs and file paths, so nothing here may be assumed about its characters except
 * that there is at least one; the edges that build paths or URLs refuse what they cannot carry.
 *
 * @param value the text, exactly as signed for and asked for; never empty
 */
public record Gun(String value) {
    public Gun {
        if (value.isEmpty()) {
            throw new IllegalArgumentException("a GUN must not be empty");
        }
    }

    @Override
    public String toString() {
        return value;
    }
}
