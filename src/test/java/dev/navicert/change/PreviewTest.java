package dev.navicert.change;

import static dev.navicert.change.Publisher.TARGETS;
import static dev.navicert.change.Publisher.add;
import static dev.navicert.change.Publisher.remove;
import static org.assertj.core.api.Assertions.assertThat;

import dev.navicert.keys.StoredKey;
import dev.navicert.simulator.RepositorySimulator;
import dev.navicert.simulator.ServerSimulator;
import dev.navicert.trust.TrustedCollection;
import dev.navicert.tuf.Renewal;
import dev.navicert.tuf.RoleName;
import dev.navicert.tuf.crypto.KeyId;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class PreviewTest {
    private final Publisher publisher = new Publisher(new ServerSimulator());

    private Preview preview() throws Exception {
        Set<KeyId> keys = publisher.ring().list().stream().map(StoredKey::id).collect(Collectors.toUnmodifiableSet());
        TrustedCollection published =
                TrustedCollection.update(publisher.request().update().inspected());
        return Preview.of(published, publisher.changelist.list(), keys, publisher.now);
    }

    private Map<RoleName, byte[]> lastUpload() {
        List<Map<RoleName, byte[]>> uploads = publisher.server.uploads();
        return uploads.get(uploads.size() - 1);
    }

    @Test
    void foretells_the_files_that_publishing_sends_and_their_versions() throws Exception {
        publisher.stage(add(TARGETS, "1.0", 1), add(TARGETS, "2.0", 2)).publish();
        publisher.stage(
                add(TARGETS, "3.0", 3), add(TARGETS, "1.0", 9), remove("2.0"), add(TARGETS, "4.0", 4), remove("4.0"));

        Preview preview = preview();
        publisher.publish();

        assertThat(preview.obstacle()).isEmpty();
        FilePreview targets = preview.files().get(0);
        assertThat(targets.added()).containsExactly("3.0");
        assertThat(targets.replaced()).containsExactly("1.0");
        assertThat(targets.removed()).containsExactly("2.0");
        assertThat(targets.unsignable()).isEmpty();
        assertThat(targets.version())
                .isEqualTo(publisher.server.targets(RoleName.TARGETS).version());
        assertThat(preview.files().stream().map(FilePreview::role))
                .containsExactlyInAnyOrderElementsOf(lastUpload().keySet());
    }

    @Test
    void foretells_what_is_signed_anew_because_it_ends() throws Exception {
        publisher.now = RepositorySimulator.NOW.minus(Duration.ofDays(3600));
        publisher.publish();
        publisher.now = RepositorySimulator.NOW;
        publisher.renewal = Renewal.BY_PUBLISHER;

        Preview preview = preview();
        publisher.publish();

        assertThat(preview.files().stream().map(FilePreview::role))
                .containsExactlyInAnyOrderElementsOf(lastUpload().keySet())
                .contains(RoleName.ROOT, RoleName.TARGETS);
    }

    @Test
    void names_the_edit_that_stops_it_and_says_why() throws Exception {
        publisher.publish();
        publisher.stage(add(TARGETS, "1.0", 1), ChangeEntry.of("nonsense", "targets", "target", "x", null));

        Preview.Obstacle obstacle = preview().obstacle().orElseThrow();

        assertThat(obstacle.number()).isEqualTo(1);
        assertThat(obstacle.reason()).hasMessage("action not yet supported: nonsense");
    }

    @Test
    void says_which_keys_are_missing_and_asks_for_no_passphrase() throws Exception {
        publisher.publish().stage(add(TARGETS, "1.0", 1));
        publisher.passphrase = "not the one";
        assertThat(preview().obstacle()).isEmpty();

        publisher.keyFiles.content.clear();

        assertThat(preview().obstacle().orElseThrow().reason()).isInstanceOf(PublishException.NoSigningKeys.class);
    }

    @Test
    void tells_what_publishing_would_have_to_say() throws Exception {
        publisher.publish().stage(remove("nosuch"));

        assertThat(preview().facts())
                .isEqualTo(Collections.singletonList(new PublishFact.NothingToRemove(RoleName.TARGETS, "nosuch")));
    }
}
