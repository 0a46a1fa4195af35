package dev.navicert.name;

import java.util.Optional;

/**
 * Reads a reference as {@code ParseNormalizedNamed} does: identifier, domain, lower case, grammar, length, digest, in this
 * order, which decides the reason a text with several faults is refused for.
 *
 * @see <a href="https://github.com/distribution/reference/blob/main/normalize.go">distribution/reference, normalize.go</a>
 */
final class ReferenceParser {
    static final String DEFAULT_DOMAIN = "docker.io";
    static final String OFFICIAL_PREFIX = "library/";

    private static final String LEGACY_DEFAULT_DOMAIN = "index.docker.io";
    private static final String LOCALHOST = "localhost";
    private static final int IDENTIFIER_LENGTH = 64;
    private static final int MAX_PATH = 255;

    private ReferenceParser() {}

    static ImageReference parse(String written) throws InvalidReferenceException {
        if (written.length() > ImageReference.MAX_LENGTH) {
            throw new InvalidReferenceException(
                    "reference must not be more than " + ImageReference.MAX_LENGTH + " characters");
        }
        if (written.length() == IDENTIFIER_LENGTH && Grammar.isLowerHex(written)) {
            throw new InvalidReferenceException(
                    "invalid repository name (" + written + "), cannot specify 64-byte hexadecimal strings");
        }
        Whole whole = Whole.of(written);
        String remote = before(whole.remainder, whole.remainder.indexOf(':'));
        if (!lowerCase(remote).equals(remote)) {
            throw new InvalidReferenceException(
                    "invalid reference format: repository name (" + remote + ") must be lowercase");
        }
        Parts parts = Parts.of(whole).orElse(null);
        if (parts == null) {
            Whole lower = new Whole(lowerCase(whole.domain), lowerCase(whole.remainder));
            boolean onlyCaseIsWrong = !lower.equals(whole) && Parts.of(lower).isPresent();
            throw new InvalidReferenceException(
                    onlyCaseIsWrong ? "repository name must be lowercase" : "invalid reference format");
        }
        if (parts.path.length() > MAX_PATH) {
            throw new InvalidReferenceException("repository name must not be more than " + MAX_PATH + " characters");
        }
        Optional<Tag> tag = parts.tag.isEmpty() ? Optional.empty() : Optional.of(new Tag(parts.tag));
        Optional<Digest> digest = parts.digest.isEmpty() ? Optional.empty() : Optional.of(Digest.parse(parts.digest));
        return new ImageReference(written, parts.domain, parts.path, tag.orElse(null), digest.orElse(null));
    }

    /** A text with its domain told apart: {@code splitDockerDomain}. */
    private record Whole(String domain, String remainder) {
        static Whole of(String written) {
            int slash = written.indexOf('/');
            if (slash < 0) {
                return new Whole(DEFAULT_DOMAIN, OFFICIAL_PREFIX + written);
            }
            String first = written.substring(0, slash);
            if (first.equals(LEGACY_DEFAULT_DOMAIN)) {
                return new Whole(DEFAULT_DOMAIN, official(written.substring(slash + 1)));
            }
            boolean isDomain = first.equals(LOCALHOST)
                    || first.indexOf('.') >= 0
                    || first.indexOf(':') >= 0
                    || !lowerCase(first).equals(first);
            if (!isDomain) {
                return new Whole(DEFAULT_DOMAIN, written);
            }
            String rest = written.substring(slash + 1);
            return new Whole(first, first.equals(DEFAULT_DOMAIN) ? official(rest) : rest);
        }

        private static String official(String remainder) {
            return remainder.indexOf('/') < 0 ? OFFICIAL_PREFIX + remainder : remainder;
        }
    }

    /** A text that fits the grammar, taken apart; {@code tag} and {@code digest} may be empty. */
    private record Parts(String domain, String path, String tag, String digest) {
        static Optional<Parts> of(Whole whole) {
            String remainder = whole.remainder;
            int at = remainder.indexOf('@');
            String beforeDigest = before(remainder, at);
            int colon = beforeDigest.indexOf(':');
            String path = before(beforeDigest, colon);
            String tag = colon < 0 ? "" : beforeDigest.substring(colon + 1);
            String digest = at < 0 ? "" : remainder.substring(at + 1);
            if (!Grammar.isPath(path)
                    || (colon >= 0 && !Grammar.isTag(tag))
                    || (at >= 0 && !Grammar.looksLikeDigest(digest))) {
                return Optional.empty();
            }
            if (Grammar.isDomain(whole.domain)) {
                return Optional.of(new Parts(whole.domain, path, tag, digest));
            }
            // "my_host.example/app": no domain by the grammar, but the whole of it is a path, so the reference accepts
            // it.
            String wholeAsPath = whole.domain + "/" + path;
            return Grammar.isPath(wholeAsPath)
                    ? Optional.of(new Parts("", wholeAsPath, tag, digest))
                    : Optional.empty();
        }
    }

    private static String before(String text, int index) {
        return index < 0 ? text : text.substring(0, index);
    }

    /** Go's {@code strings.ToLower}: code point by code point, without the special cases of Java's. */
    private static String lowerCase(String text) {
        int[] lower = text.codePoints().map(Character::toLowerCase).toArray();
        return new String(lower, 0, lower.length);
    }
}
