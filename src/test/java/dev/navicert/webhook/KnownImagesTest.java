package dev.navicert.webhook;

import static org.assertj.core.api.Assertions.assertThat;

import dev.navicert.name.ImageReference;
import dev.navicert.policy.Mode;
import dev.navicert.policy.Namespace;
import dev.navicert.policy.PolicySet;
import dev.navicert.webhook.KnownImages.Known;
import dev.navicert.webhook.review.Outcome;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** However many images there are, only some of them are remembered. */
class KnownImagesTest {
    private static final Instant NOW = Instant.parse("2026-11-27T12:00:00Z");
    private static final PolicySet POLICY = new PolicySet(List.of(), List.of(), Mode.ENFORCE);

    private final KnownImages images = new KnownImages();

    @Test
    void remembers_the_last_and_what_is_asked_for_and_forgets_the_rest() throws Exception {
        Known known = known();
        images.remember(POLICY, "shop", "busy", known);
        for (int i = 0; i < 10 * KnownImages.MOST; i++) {
            images.remember(POLICY, "shop", "image-" + i, known);
            assertThat(images.find(POLICY, "shop", "busy", NOW)).containsSame(known);
        }
        long remembered = 0;
        for (int i = 0; i < 10 * KnownImages.MOST; i++) {
            remembered += images.find(POLICY, "shop", "image-" + i, NOW).isPresent() ? 1 : 0;
        }
        assertThat(remembered).isBetween(1L, 2L * KnownImages.MOST);
    }

    @Test
    void knows_an_image_in_one_namespace_and_not_in_another() throws Exception {
        images.remember(POLICY, "shop", "app", known());
        assertThat(images.find(POLICY, "shop", "app", NOW)).isPresent();
        assertThat(images.find(POLICY, "bank", "app", NOW)).isEmpty();
    }

    @Test
    void remembers_no_name_that_is_longer_than_any_in_use() throws Exception {
        String name = "a".repeat(4000);
        images.remember(POLICY, "shop", name, known());
        assertThat(images.find(POLICY, "shop", name, NOW)).isEmpty();
    }

    @Test
    void believes_no_ruling_of_a_time_that_is_yet_to_come() throws Exception {
        images.remember(POLICY, "shop", "app", known());
        assertThat(images.find(POLICY, "shop", "app", NOW.minusSeconds(1))).isEmpty();
    }

    private static Known known() throws Exception {
        return new Known(
                POLICY.ruling(ImageReference.parse("app"), Namespace.named("shop"), NOW),
                new Outcome.Exempt(""),
                null,
                NOW,
                Optional.empty());
    }
}
