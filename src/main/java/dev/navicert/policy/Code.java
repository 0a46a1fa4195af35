package dev.navicert.policy;

/** Why an image is refused, in one stable word: for alerts, tests and searches. Messages may change, these do not. */
public enum Code {
    /** The signers do not know the tag. */
    UNSIGNED_TAG,
    /** The signers sign the digest under no tag. */
    UNSIGNED_DIGEST,
    /** The trust server has no such repository. */
    NO_TRUST_DATA,
    /** Some of the signers that the rule names do not sign the image, or not with a pinned key. */
    SIGNER_MISSING,
    /** The signers that the rule names sign different digests. */
    SIGNERS_DISAGREE,
    /** The digest in the reference is not the one that is signed under its tag. */
    DIGEST_MISMATCH,
    /** The object would run a tag, although its digest is known. */
    NOT_PINNED,
    /** The repository's root is none that a pin vouches for. */
    ROOT_UNTRUSTED,
    /** Metadata lacks valid signatures. */
    SIGNATURE_INVALID,
    /** Metadata cannot be read, contradicts itself, or is not what its parent names. */
    METADATA_INVALID,
    /** Metadata was valid once. */
    EXPIRED,
    /** Metadata is older than what was accepted before. */
    ROLLBACK,
    /** The trust server cannot be asked. */
    SERVER_UNREACHABLE,
    /** The trust server wants other credentials. */
    AUTH_FAILED,
    /** No trust server serves the repository, or two with equal claim. */
    NO_SERVER,
    /** A rule says so. */
    POLICY_DENY,
    /** No rule matches. */
    NO_RULE,
    /** The text is no image reference. */
    REFERENCE_INVALID,
    /** The time that was granted is over. */
    DEADLINE,
    /** More was asked, or answered, than is allowed. */
    LIMIT,
    /** The program has not read its policies yet. */
    NOT_READY,
    /** The program failed. */
    INTERNAL;

    /** Whether the image was judged. If not, asking again later may give another answer although nothing was signed. */
    public boolean isJudgement() {
        return switch (this) {
            case SERVER_UNREACHABLE, AUTH_FAILED, DEADLINE, LIMIT, NOT_READY, INTERNAL -> false;
            case UNSIGNED_TAG,
                    UNSIGNED_DIGEST,
                    NO_TRUST_DATA,
                    SIGNER_MISSING,
                    SIGNERS_DISAGREE,
                    DIGEST_MISMATCH,
                    NOT_PINNED,
                    ROOT_UNTRUSTED,
                    SIGNATURE_INVALID,
                    METADATA_INVALID,
                    EXPIRED,
                    ROLLBACK,
                    NO_SERVER,
                    POLICY_DENY,
                    NO_RULE,
                    REFERENCE_INVALID -> true;
        };
    }
}
