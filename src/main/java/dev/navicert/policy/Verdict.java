package dev.navicert.policy;

import dev.navicert.name.Digest;
import dev.navicert.name.Gun;
import dev.navicert.name.ImageReference;
import dev.navicert.tuf.Renewal;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** What became of one image. Whatever is neither signed nor exempt is refused. */
public sealed interface Verdict {
    /** Which image. */
    ImageReference image();

    /** One answer per case, so that a new case is a compile error for every caller. */
    <T> T fold(
            Function<? super Signed, ? extends T> signed,
            Function<? super Exempt, ? extends T> exempt,
            Function<? super Refused, ? extends T> refused);

    /**
     * The signers that the rules name vouch for this content.
     *
     * @param digest what they vouch for
     * @param gun the collection in which they do
     * @param server the name of the trust server that says so
     * @param tags under which they sign it: the image's own, or those that were found for its digest
     * @param signatures one for each role that the rules asked for and that signs it
     * @param rules that asked for it
     * @param pin how the image is to be written
     * @param verifiedAt when the server was last asked
     * @param expires when the first of the metadata is no longer valid
     * @param renewal whether a server renews the metadata, or it is frozen
     * @param aged why this is not what the signers say now, as far as that is known; may quote a server
     */
    record Signed(
            ImageReference image,
            Digest digest,
            Gun gun,
            String server,
            List<String> tags,
            List<Signature> signatures,
            List<Hit> rules,
            Pin pin,
            Instant verifiedAt,
            Instant expires,
            Renewal renewal,
            Optional<String> aged)
            implements Verdict {
        public Signed {
            tags = List.copyOf(tags);
            signatures = List.copyOf(signatures);
            rules = List.copyOf(rules);
        }

        /** The text to write in place of the image's; the same text if it names its digest already. */
        public String pinned() {
            return image.digest().isPresent() ? image.written() : pin.apply(image, digest);
        }

        @Override
        public <T> T fold(
                Function<? super Signed, ? extends T> signed,
                Function<? super Exempt, ? extends T> exempt,
                Function<? super Refused, ? extends T> refused) {
            return signed.apply(this);
        }
    }

    /**
     * Every rule that governs it lets it pass unverified.
     *
     * @param rules at least one
     */
    record Exempt(ImageReference image, List<Hit> rules) implements Verdict {
        public Exempt {
            rules = List.copyOf(rules);
        }

        /** What the administrator wrote; may be empty. */
        public String reason() {
            return rules.stream()
                    .map(hit -> hit.rule().action() instanceof Action.Allow allow ? allow.reason() : "")
                    .filter(reason -> !reason.isEmpty())
                    .findFirst()
                    .orElse("");
        }

        @Override
        public <T> T fold(
                Function<? super Signed, ? extends T> signed,
                Function<? super Exempt, ? extends T> exempt,
                Function<? super Refused, ? extends T> refused) {
            return exempt.apply(this);
        }
    }

    /**
     * It may not run.
     *
     * @param reasons at least one
     */
    record Refused(ImageReference image, List<Reason> reasons) implements Verdict {
        public Refused {
            if (reasons.isEmpty()) {
                throw new IllegalArgumentException("a refusal needs a reason");
            }
            reasons = List.copyOf(reasons);
        }

        @Override
        public <T> T fold(
                Function<? super Signed, ? extends T> signed,
                Function<? super Exempt, ? extends T> exempt,
                Function<? super Refused, ? extends T> refused) {
            return refused.apply(this);
        }
    }
}
