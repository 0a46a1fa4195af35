package dev.navicert.policy;

/** What is asked of an image that carries both a tag and a digest. */
public enum DigestRule {
    /** The digest is what the signers sign under this very tag. */
    SAME_TAG,
    /** The signers sign the digest under some tag. */
    ANY_TAG
}
