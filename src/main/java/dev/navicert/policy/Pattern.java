package dev.navicert.policy;

import dev.navicert.name.Digest;
import dev.navicert.name.MatchingName;
import dev.navicert.name.Tag;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Names of images or collections: a host and segments of a path, as {@code registry.corp.example/team/**}. {@code *} stays
 * inside one segment, {@code **} is a segment of its own and crosses any number of them, at the end at least one. Anchored at
 * both ends: never a prefix, never a part. For images a tag or a digest may follow, always in full.
 */
public final class Pattern {
    private final String text;
    private final List<String> segments;
    private final @Nullable Tag tag;
    private final @Nullable Digest digest;
    private final List<String> anchored;
    private final Specificity specificity;
    private final @Nullable Pattern usual;

    Pattern(String text, List<String> segments, @Nullable Tag tag, @Nullable Digest digest) {
        this.text = text;
        this.segments = List.copyOf(segments);
        this.tag = tag;
        this.digest = digest;
        this.anchored = anchored(segments);
        this.specificity = measure();
        this.usual = usualSpelling();
    }

    /**
     * Reads a pattern.
     *
     * @throws InvalidPatternException if it is none, or could never match a name
     */
    public static Pattern parse(String text) throws InvalidPatternException {
        return PatternParser.parse(text);
    }

    /** Whether host and path of the name fit; tag and digest are not looked at. */
    public boolean matches(MatchingName name) {
        return Glob.matches(anchored, name.segments());
    }

    /** The same for a name already cut into segments. */
    boolean matches(List<String> nameSegments) {
        return Glob.matches(anchored, nameSegments);
    }

    /** Whether there is no image that it does not match. */
    boolean matchesEverything() {
        return segments.equals(List.of("**")) && tag == null && digest == null;
    }

    public Optional<Tag> tag() {
        return Optional.ofNullable(tag);
    }

    public Optional<Digest> digest() {
        return Optional.ofNullable(digest);
    }

    public Specificity specificity() {
        return specificity;
    }

    /** Host first. */
    List<String> segments() {
        return segments;
    }

    boolean hasLiteralHost() {
        return isLiteral(segments.get(0));
    }

    /** This pattern with the usual spelling of its host; the same object where it is spelled so already. */
    Pattern alias() {
        return usual == null ? this : usual;
    }

    private @Nullable Pattern usualSpelling() {
        String host = segments.get(0);
        if (!isLiteral(host) || MatchingName.aliasOf(host).equals(host)) {
            return null;
        }
        String path = String.join("/", segments.subList(1, segments.size()));
        MatchingName alias = path.equals(Glob.ANY_DEPTH)
                ? new MatchingName(MatchingName.aliasOf(host), path)
                : new MatchingName(host, path).alias();
        return new Pattern(text, alias.segments(), tag, digest);
    }

    /** A {@code **} at either end stands for at least one segment: a host, or something below what is named. */
    private static List<String> anchored(List<String> segments) {
        List<String> result = new ArrayList<>(segments);
        if (segments.get(0).equals(Glob.ANY_DEPTH)) {
            result.add(0, "*");
        }
        if (segments.get(segments.size() - 1).equals(Glob.ANY_DEPTH)) {
            result.add("*");
        }
        return List.copyOf(result);
    }

    private Specificity measure() {
        long literalSegments =
                segments.stream().skip(1).filter(Pattern::isLiteral).count();
        long literalCharacters = segments.stream()
                .flatMapToInt(String::chars)
                .filter(c -> c != '*')
                .count();
        return new Specificity(
                hasLiteralHost(), (int) literalSegments, (int) literalCharacters, tag != null || digest != null);
    }

    static boolean isLiteral(String segment) {
        return segment.indexOf('*') < 0;
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof Pattern that && text.equals(that.text) && segments.equals(that.segments);
    }

    @Override
    public int hashCode() {
        return Objects.hash(text, segments);
    }

    /** As it was written. */
    @Override
    public String toString() {
        return text;
    }
}
