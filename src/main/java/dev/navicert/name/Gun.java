package dev.navicert.name;

import org.jspecify.annotations.Nullable;

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

    // Written out because it keys maps: the JVM weaves a record's own at the first call, 15 ms of every start.
    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof Gun that && value.equals(that.value);
    }

    @Override
    public int hashCode() {
        return value.hashCode();
    }

    @Override
    public String toString() {
        return value;
    }
}
