package dev.navicert.policy;

import java.util.Comparator;

/**
 * How much a pattern says. Compared component by component, in this order.
 *
 * @param literalHost the host holds no wildcard
 * @param literalSegments how many segments of the path hold none
 * @param literalCharacters how many characters of host and path are none
 * @param literalTagOrDigest a tag or a digest is named
 */
public record Specificity(boolean literalHost, int literalSegments, int literalCharacters, boolean literalTagOrDigest)
        implements Comparable<Specificity> {
    private static final Comparator<Specificity> ORDER = Comparator.comparing(Specificity::literalHost)
            .thenComparingInt(Specificity::literalSegments)
            .thenComparingInt(Specificity::literalCharacters)
            .thenComparing(Specificity::literalTagOrDigest);

    @Override
    public int compareTo(Specificity other) {
        return ORDER.compare(this, other);
    }
}
