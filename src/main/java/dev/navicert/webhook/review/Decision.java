package dev.navicert.webhook.review;

import dev.navicert.policy.Mode;
import dev.navicert.policy.Reason;
import dev.navicert.policy.Templates;
import dev.navicert.webhook.review.Outcome.Failed;
import dev.navicert.webhook.review.Outcome.Vouched;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What the API server is told, and what it was told for. */
public sealed interface Decision {
    /** Every image that was judged, in the object's order. */
    List<JudgedImage> images();

    /** What is wrong with the object as a whole, whether or not that is carried out. */
    default Optional<Objection> objection() {
        return Optional.empty();
    }

    /** A reason that concerns no single image. */
    record Objection(Mode mode, Reason reason) {}

    /**
     * The object may be stored.
     *
     * @param patch empty if nothing is to change
     * @param warnings for the user who asked
     */
    record Admitted(
            List<JudgedImage> images,
            @Nullable Objection objectionOrNull,
            List<PatchOperation> patch,
            List<String> warnings)
            implements Decision {
        @Override
        public Optional<Objection> objection() {
            return Optional.ofNullable(objectionOrNull);
        }
    }

    /**
     * It may not.
     *
     * @param message every image that fails, one line or more each
     */
    record Refused(List<JudgedImage> images, @Nullable Objection objectionOrNull, String message, List<String> warnings)
            implements Decision {
        @Override
        public Optional<Objection> objection() {
            return Optional.ofNullable(objectionOrNull);
        }
    }

    /** Nothing had to be judged. */
    static Decision nothingToJudge() {
        return new Admitted(List.of(), null, List.of(), List.of());
    }

    /** What is wrong is wrong with the object as a whole, not with one of its images. */
    static Decision ofWhole(Mode mode, Reason reason) {
        String text = reason.message();
        Objection objection = new Objection(mode, reason);
        return switch (mode) {
            case ENFORCE -> new Refused(List.of(), objection, text, List.of());
            case WARN -> new Admitted(List.of(), objection, List.of(), List.of(Wording.warning(text)));
            case AUDIT -> new Admitted(List.of(), objection, List.of(), List.of());
            case OFF -> nothingToJudge();
        };
    }

    /**
     * Weighs up what was found out about each image.
     *
     * @param untouched the places that an update leaves as they were, and that are not judged therefore
     */
    static Decision of(Endpoint endpoint, Review review, List<ImageSource> untouched, List<JudgedImage> found) {
        List<JudgedImage> images = endpoint == Endpoint.VALIDATE
                ? found.stream().map(image -> pinned(review, image)).toList()
                : found;
        List<String> warnings = images.stream()
                .filter(image -> image.mode() == Mode.WARN)
                .flatMap(image -> Wording.warnings(image).stream())
                .toList();
        List<JudgedImage> refused =
                images.stream().filter(JudgedImage::isRefused).toList();
        if (!refused.isEmpty()) {
            return new Refused(images, null, Wording.refusal(refused), warnings);
        }
        return new Admitted(
                images, null, endpoint == Endpoint.MUTATE ? patch(review, untouched, images) : List.of(), warnings);
    }

    /** A pod that would still run whatever its tag means by then is refused: pinning was undone, or never happened. */
    private static JudgedImage pinned(Review review, JudgedImage image) {
        boolean isPod = review.workload().filter(Workload::isTemplate).isEmpty();
        if (isPod
                && image.mode() == Mode.ENFORCE
                && image.outcome() instanceof Vouched vouched
                && carriesDigest(vouched.pinned())
                && !carriesDigest(image.source().written())) {
            return image.with(new Failed(List.of(Wording.notPinned(image.source(), vouched))));
        }
        return image;
    }

    private static boolean carriesDigest(String reference) {
        return reference.indexOf('@') >= 0;
    }

    private static List<PatchOperation> patch(Review review, List<ImageSource> untouched, List<JudgedImage> images) {
        boolean isTemplate = review.workload().filter(Workload::isTemplate).isPresent();
        List<PatchOperation> patch = new ArrayList<>();
        List<JudgedImage> rewritten = new ArrayList<>();
        for (JudgedImage image : images) {
            if (image.mode() == Mode.ENFORCE
                    && (!isTemplate || image.templates() == Templates.PIN)
                    && image.outcome() instanceof Vouched vouched
                    && !vouched.pinned().equals(image.source().written())) {
                patch.add(new PatchOperation.Replace(image.source().pointer(), vouched.pinned()));
                rewritten.add(image);
            }
        }
        if (!rewritten.isEmpty() && !review.isAboutEphemeralContainers()) {
            patch.addAll(Annotations.add(review, untouched, rewritten, images));
        }
        return patch;
    }
}
