package dev.navicert.name;

import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The name of an image, read as Docker and the kubelet read it. {@code alpine} is
 * {@code docker.io/library/alpine:latest} to a registry, {@code docker.io/library/alpine} to a trust server, and stays
 * {@code alpine} in messages and patches.
 *
 * <p>Immutable. Two references are equal if they were written alike; use {@link #canonical()} to compare what they mean.
 *
 * @see <a href="https://github.com/distribution/reference">distribution/reference</a>
 */
public final class ImageReference {
    /** Longer texts are refused unread. The longest sensible reference has about 700 characters. */
    public static final int MAX_LENGTH = 4096;

    private final String written;
    private final String domain;
    private final String path;
    private final @Nullable Tag tag;
    private final @Nullable Digest digest;

    ImageReference(String written, String domain, String path, @Nullable Tag tag, @Nullable Digest digest) {
        this.written = written;
        this.domain = domain;
        this.path = path;
        this.tag = tag;
        this.digest = digest;
    }

    /**
     * Reads a reference as written in a manifest.
     *
     * @throws InvalidReferenceException with the grammar's reason
     */
    public static ImageReference parse(String written) throws InvalidReferenceException {
        return ReferenceParser.parse(written);
    }

    /** The text that was parsed. */
    public String written() {
        return written;
    }

    /**
     * The registry, with its port, in the case it was written in. Empty for the odd names that the grammar accepts although
     * their first part is no domain, such as {@code my_host.example/app}.
     */
    public String domain() {
        return domain;
    }

    /** The repository on that registry. */
    public String path() {
        return path;
    }

    /** The name of the image's trust collection. */
    public Gun gun() {
        return new Gun(name());
    }

    /** The tag that was written. */
    public Optional<Tag> tag() {
        return Optional.ofNullable(tag);
    }

    /** The digest that was written. */
    public Optional<Digest> digest() {
        return Optional.ofNullable(digest);
    }

    /** The tag that is meant: the one written, {@code latest} where nothing is written, none where only a digest is. */
    public Optional<Tag> effectiveTag() {
        return tag == null && digest == null ? Optional.of(Tag.LATEST) : tag();
    }

    /** The short form, without {@code docker.io/} and {@code library/}. */
    public String familiar() {
        return familiarName() + suffix(tag, digest);
    }

    /** The full form, with {@code latest} where neither tag nor digest was written. */
    public String canonical() {
        return name() + suffix(effectiveTag().orElse(null), digest);
    }

    /** For messages: what was written, and what that means where it says less. */
    public String spelledOut() {
        return written.equals(canonical()) ? written : written + " (" + canonical() + ")";
    }

    /** The form in which Docker asks a registry for it: a digest wins over a tag ({@code ParseDockerRef}). */
    public String asked() {
        return name() + (digest == null ? suffix(effectiveTag().orElse(null), null) : suffix(null, digest));
    }

    /** This reference with a digest, in place of one it may have had. */
    public ImageReference withDigest(Digest pin) {
        return new ImageReference(writtenName() + suffix(tag, pin), domain, path, tag, pin);
    }

    /** What to write instead of this reference so that exactly this content is run: the host stays as it was written. */
    public String pinned(Digest pin, Pinning pinning) {
        return switch (pinning) {
            case TAG_AND_DIGEST -> writtenName() + suffix(effectiveTag().orElse(null), pin);
            case DIGEST -> writtenName() + suffix(null, pin);
        };
    }

    /** Whether a pinned reference still shows its tag. */
    public enum Pinning {
        TAG_AND_DIGEST,
        DIGEST
    }

    private String name() {
        return domain.isEmpty() ? path : domain + "/" + path;
    }

    private String familiarName() {
        if (!domain.equals(ReferenceParser.DEFAULT_DOMAIN)) {
            return name();
        }
        String official = ReferenceParser.OFFICIAL_PREFIX;
        boolean isOfficial = path.startsWith(official) && path.indexOf('/', official.length()) < 0;
        return isOfficial ? path.substring(official.length()) : path;
    }

    private String writtenName() {
        return written.substring(0, written.length() - suffix(tag, digest).length());
    }

    private static String suffix(@Nullable Tag tag, @Nullable Digest digest) {
        return (tag == null ? "" : ":" + tag) + (digest == null ? "" : "@" + digest);
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof ImageReference that
                && written.equals(that.written)
                && Objects.equals(tag, that.tag)
                && Objects.equals(digest, that.digest);
    }

    @Override
    public int hashCode() {
        return written.hashCode();
    }

    /** The text that was parsed. */
    @Override
    public String toString() {
        return written;
    }
}
