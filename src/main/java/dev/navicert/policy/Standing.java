package dev.navicert.policy;

/** Whose word counts for an image that names its digest. */
public enum Standing {
    /** What the signers say now. */
    CURRENT,
    /**
     * Also what they said until a moment ago: another replica may have pinned the image by it. For content that is to be confirmed, never
     * to find out what a tag means.
     */
    LATELY
}
