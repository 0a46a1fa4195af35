package dev.navicert.policy;

import dev.navicert.name.Digest;
import dev.navicert.name.ImageReference;
import dev.navicert.name.InvalidReferenceException;
import dev.navicert.name.MatchingName;
import dev.navicert.name.Tag;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads patterns, and refuses what could never match a name: a rule that silently governs nothing is worse than none. */
final class PatternParser {
    private static final int MAX_LENGTH = 512;

    private PatternParser() {}

    static Pattern parse(String text) throws InvalidPatternException {
        if (text.isEmpty() || text.length() > MAX_LENGTH) {
            throw new InvalidPatternException("a pattern has between 1 and " + MAX_LENGTH + " characters");
        }
        if (!text.chars().allMatch(c -> c > ' ' && c < 0x7f)) {
            throw new InvalidPatternException(
                    "a pattern holds visible ASCII characters only; write international hosts as xn--…");
        }
        int at = text.indexOf('@');
        String named = at < 0 ? text : text.substring(0, at);
        Digest digest = at < 0 ? null : digest(text.substring(at + 1));
        int colon = named.indexOf(':', named.lastIndexOf('/') + 1);
        String name = colon < 0 ? named : named.substring(0, colon);
        Tag tag = colon < 0 ? null : tag(named.substring(colon + 1));
        List<String> segments = Arrays.asList(name.split("/", -1));
        checkHost(segments, tag);
        for (String segment : segments.subList(1, segments.size())) {
            checkSegment(segment);
        }
        checkReachable(segments);
        return new Pattern(text, segments, tag, digest);
    }

    private static Digest digest(String text) throws InvalidPatternException {
        try {
            return Digest.parse(text);
        } catch (InvalidReferenceException e) {
            throw new InvalidPatternException("after @ a pattern names a whole sha256 digest: " + e.getMessage());
        }
    }

    private static Tag tag(String text) throws InvalidPatternException {
        try {
            return Tag.parse(text);
        } catch (InvalidReferenceException e) {
            throw new InvalidPatternException("after : a pattern names one tag in full, without wildcards");
        }
    }

    private static void checkHost(List<String> segments, @Nullable Tag tag) throws InvalidPatternException {
        String host = segments.get(0);
        if (segments.size() == 1) {
            if (!host.equals(Glob.ANY_DEPTH)) {
                throw new InvalidPatternException(
                        tag == null
                                ? "a pattern starts with a host: write " + withHub(host) + ", or ** for everything"
                                : "a pattern starts with a host: write docker.io/… or host:port/…");
            }
            return;
        }
        if (host.isEmpty()) {
            throw new InvalidPatternException("a pattern starts with a host, not with a /");
        }
        if (!Pattern.isLiteral(host)) {
            boolean wellFormed = host.chars()
                    .allMatch(c -> c >= 'a' && c <= 'z'
                            || c >= 'A' && c <= 'Z'
                            || c >= '0' && c <= '9'
                            || "*.-_:[]".indexOf(c) >= 0);
            if (!wellFormed || (host.contains(Glob.ANY_DEPTH) && !host.equals(Glob.ANY_DEPTH))) {
                throw new InvalidPatternException("the host " + host
                        + " is none: a host holds letters, digits, dots, hyphens and *, and ** stands alone");
            }
            return;
        }
        if (!isHost(host)) {
            throw new InvalidPatternException(host + " is no registry host: write "
                    + (host.chars().anyMatch(c -> c == '.' || c == ':')
                            ? "it as it stands in image names"
                            : "docker.io/" + host + "/…, or the host with its domain or port"));
        }
    }

    /** Whether the grammar takes the text for a registry when an image is named with it. */
    private static boolean isHost(String host) {
        try {
            MatchingName name = MatchingName.of(ImageReference.parse(host + "/name"));
            boolean renamed = host.equals("index.docker.io");
            return renamed || name.host().equals(host);
        } catch (InvalidReferenceException e) {
            return false;
        }
    }

    private static void checkSegment(String segment) throws InvalidPatternException {
        if (segment.isEmpty()) {
            throw new InvalidPatternException("a pattern has no empty segments: no // and no / at its end");
        }
        if (segment.contains(Glob.ANY_DEPTH) && !segment.equals(Glob.ANY_DEPTH)) {
            throw new InvalidPatternException(
                    "** is a segment of its own: " + segment + " is none; * stays inside a segment");
        }
        String example = segment.equals(Glob.ANY_DEPTH) ? "a" : segment.replace('*', 'a');
        boolean characters =
                example.chars().allMatch(c -> c >= 'a' && c <= 'z' || c >= '0' && c <= '9' || "._-".indexOf(c) >= 0);
        if (!characters || (Pattern.isLiteral(segment) && !isComponent(segment))) {
            throw new InvalidPatternException("the segment " + segment
                    + " can match no repository: they hold lower-case letters, digits, and single . _ - between them");
        }
    }

    private static boolean isComponent(String segment) {
        try {
            return ImageReference.parse("host.example/" + segment).path().equals(segment);
        } catch (InvalidReferenceException e) {
            return false;
        }
    }

    /** Docker Hub's repositories have two segments at least; {@code nginx} is {@code library/nginx}. */
    private static void checkReachable(List<String> segments) throws InvalidPatternException {
        if (segments.size() == 2
                && segments.stream().allMatch(Pattern::isLiteral)
                && MatchingName.aliasOf(segments.get(0)).equals("docker.io")) {
            throw new InvalidPatternException(
                    "the canonical name is docker.io/library/" + segments.get(1) + ": write that");
        }
    }

    private static String withHub(String name) {
        return "docker.io/library/" + name;
    }
}
