package dev.navicert.change;

import static dev.navicert.change.Publisher.TARGETS;
import static dev.navicert.change.Publisher.add;
import static dev.navicert.change.Publisher.remove;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.navicert.keys.KeyException;
import dev.navicert.keys.StoredKey;
import dev.navicert.simulator.RepositorySimulator;
import dev.navicert.simulator.ServerSimulator;
import dev.navicert.trust.FormerRoots;
import dev.navicert.trust.RemoteException;
import dev.navicert.tuf.Renewal;
import dev.navicert.tuf.RoleName;
import dev.navicert.tuf.TrustException;
import dev.navicert.tuf.crypto.KeyId;
import java.time.Duration;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class PublicationTest {
    private final Publisher publisher = new Publisher(new ServerSimulator());

    @Test
    void makes_a_collection_that_nobody_knows_and_publishes_what_is_staged() throws Exception {
        publisher
                .stage(add(TARGETS, "1.0", 1), add(TARGETS, "2.0", 2), remove("1.0"))
                .publish();

        assertThat(publisher.names()).containsExactly("2.0");
        assertThat(publisher.changelist.list()).isEmpty();
        assertThat(publisher.keyFiles.content).hasSize(3);
        assertThat(publisher.facts).contains(new PublishFact.FirstPublication());
    }

    @Test
    void publishes_what_init_has_left_in_the_cache() throws Exception {
        new Initialization(publisher.request()).make(Optional.empty());
        assertThat(publisher.cached.keySet()).containsExactly(RoleName.ROOT, RoleName.SNAPSHOT, RoleName.TARGETS);
        byte[] root = publisher.cached.get(RoleName.ROOT);

        publisher.publish();

        assertThat(publisher.server.file(RoleName.ROOT)).isEqualTo(root);
        assertThat(publisher.server.targets(RoleName.TARGETS).version()).isEqualTo(2);
        assertThat(publisher.keyFiles.content).hasSize(3);
    }

    @Test
    void with_nothing_staged_sends_a_snapshot_and_nothing_else() throws Exception {
        publisher.publish().publish();

        assertThat(lastUpload()).containsOnlyKeys(RoleName.SNAPSHOT);
    }

    @Test
    void sends_what_changed_and_no_more() throws Exception {
        publisher.publish().stage(add(TARGETS, "1.0", 1)).publish();

        assertThat(lastUpload()).containsOnlyKeys(RoleName.TARGETS, RoleName.SNAPSHOT);
    }

    @Test
    void signs_nothing_anew_for_a_target_that_is_there_already() throws Exception {
        publisher.stage(add(TARGETS, "1.0", 1)).publish();
        publisher.stage(add(TARGETS, "1.0", 1)).publish();

        assertThat(lastUpload()).containsOnlyKeys(RoleName.SNAPSHOT);
    }

    @Test
    void leaves_all_as_it_was_when_the_server_refuses_and_succeeds_the_next_time() throws Exception {
        publisher.publish().stage(add(TARGETS, "1.0", 1));
        Map<String, byte[]> keys = Map.copyOf(publisher.keyFiles.content);
        publisher.server.failNext(() -> {
            throw new RemoteException.Unavailable(500, "the simulator has no wish to");
        });

        assertThatThrownBy(publisher::publish).isInstanceOf(RemoteException.Unavailable.class);

        assertThat(publisher.changelist.list()).hasSize(1);
        assertThat(publisher.keyFiles.content).isEqualTo(keys);
        assertThat(publisher.publish().names()).containsExactly("1.0");
    }

    @Test
    void tells_who_came_too_late_and_loses_nothing_of_either() throws Exception {
        Publisher early = publisher.publish().elsewhere();
        publisher.stage(add(TARGETS, "late", 1));
        publisher.server.beforeNextUpload(() -> {
            try {
                early.stage(add(TARGETS, "early", 2)).publish();
            } catch (Exception e) {
                throw new IllegalStateException(e);
            }
        });

        assertThatThrownBy(publisher::publish).isInstanceOf(RemoteException.Outdated.class);

        assertThat(publisher.names()).containsExactly("early");
        assertThat(publisher.publish().names()).containsExactly("early", "late");
    }

    @Test
    void keeps_an_edit_that_was_staged_while_others_were_published() throws Exception {
        publisher.publish().stage(add(TARGETS, "1.0", 1));
        publisher.server.beforeNextUpload(() -> publisher.stage(add(TARGETS, "2.0", 2)));

        publisher.publish();

        assertThat(publisher.changelist.list()).hasSize(1);
        assertThat(publisher.publish().names()).containsExactly("1.0", "2.0");
    }

    @Test
    void sends_nothing_when_an_edit_cannot_be_read() throws Exception {
        publisher.publish().stage(add(TARGETS, "1.0", 1), ChangeEntry.of("nonsense", "targets", "target", "x", null));
        int uploads = publisher.server.uploads().size();

        assertThatThrownBy(publisher::publish)
                .isInstanceOf(PublishException.Inapplicable.class)
                .hasMessage("action not yet supported: nonsense");

        assertThat(publisher.server.uploads()).hasSize(uploads);
        assertThat(publisher.changelist.list()).hasSize(2);
    }

    @Test
    void says_which_keys_would_do_when_none_is_here() throws Exception {
        publisher.publish();
        String targets = publisher.ring().list().stream()
                .filter(key -> key.role().equals("targets"))
                .findFirst()
                .orElseThrow()
                .id()
                .hex();
        publisher.keyFiles.content.remove(targets);

        assertThatThrownBy(() -> publisher.stage(add(TARGETS, "1.0", 1)).publish())
                .isInstanceOf(PublishException.NoSigningKeys.class)
                .hasMessageEndingWith(targets);
    }

    @Test
    void damages_no_key_when_the_passphrase_is_wrong() throws Exception {
        publisher.publish();
        Map<String, byte[]> keys = Map.copyOf(publisher.keyFiles.content);
        publisher.passphrase = "wrong horse";

        assertThatThrownBy(publisher::publish).isInstanceOf(KeyException.PassphraseInvalid.class);

        assertThat(publisher.keyFiles.content).isEqualTo(keys);
    }

    @Test
    void lets_the_server_sign_the_snapshot_once_it_has_the_key() throws Exception {
        KeyRotation rotation = publisher.publish().rotation();
        rotation.publish(RoleName.SNAPSHOT, List.of(rotation.fromServer(RoleName.SNAPSHOT)), FormerRoots.NONE);
        assertThat(lastUpload()).containsOnlyKeys(RoleName.ROOT);

        publisher.stage(add(TARGETS, "1.0", 1)).publish();

        assertThat(lastUpload()).containsOnlyKeys(RoleName.TARGETS);
        assertThat(publisher.names()).containsExactly("1.0");
    }

    @Test
    void signs_a_new_root_with_the_old_key_and_the_new_one() throws Exception {
        Publisher reader = publisher.publish();
        publisher.seen();
        publisher.rotate(RoleName.ROOT, FormerRoots.NONE);

        assertThat(lastUpload()).containsOnlyKeys(RoleName.ROOT, RoleName.SNAPSHOT);
        assertThat(publisher.keyFiles.content).hasSize(4);
        assertThat(reader.publish().seen().root().version()).isEqualTo(2);
    }

    @Test
    void signs_a_root_for_clients_that_know_only_an_old_one() throws Exception {
        publisher.publish();
        byte[] first = publisher.server.file(RoleName.ROOT);
        publisher.rotate(RoleName.ROOT, FormerRoots.NONE);
        publisher.rotate(RoleName.ROOT, new FormerRoots(-1));

        String newest = new String(publisher.server.file(RoleName.ROOT), UTF_8);
        assertThat(newest.split("\"keyid\":", -1)).hasSize(1 + 3);
        assertThat(first).isNotEqualTo(publisher.server.file(RoleName.ROOT));
    }

    @Test
    void drops_a_rotated_key_only_when_the_server_has_taken_the_new_one() throws Exception {
        publisher.publish();
        publisher.server.failNext(() -> {
            throw new RemoteException.Unavailable(503, "not now");
        });

        assertThatThrownBy(() -> publisher.rotate(RoleName.TARGETS, FormerRoots.NONE))
                .isInstanceOf(RemoteException.Unavailable.class);
        assertThat(publisher.keyFiles.content).hasSize(4);
        assertThat(publisher.stage(add(TARGETS, "1.0", 1)).publish().names()).containsExactly("1.0");

        publisher.rotate(RoleName.TARGETS, FormerRoots.NONE);
        assertThat(publisher.keyFiles.content).hasSize(4);
    }

    @Test
    void has_published_also_where_a_rotated_key_cannot_be_removed() throws Exception {
        publisher.publish();
        KeyId old = publisher.ring().list().stream()
                .filter(key -> key.role().equals("targets"))
                .map(StoredKey::id)
                .findFirst()
                .orElseThrow();
        publisher.keyFiles.removable = false;

        publisher.rotate(RoleName.TARGETS, FormerRoots.NONE);

        assertThat(publisher.facts)
                .filteredOn(PublishFact.KeyNotRemoved.class::isInstance)
                .extracting(fact -> ((PublishFact.KeyNotRemoved) fact).key())
                .containsExactly(old);
        assertThat(publisher.stage(add(TARGETS, "1.0", 1)).publish().names()).containsExactly("1.0");
    }

    @Test
    void signs_root_anew_within_six_months_of_its_end_and_writes_the_publishers_offset() throws Exception {
        publisher.zone = ZoneId.of("Asia/Kolkata");
        for (int days = 3500; days > 0; days -= 1000) {
            publisher.now = RepositorySimulator.NOW.minus(Duration.ofDays(days));
            publisher.stage(add(TARGETS, "after " + days, days)).publish();
        }
        assertThat(lastUpload()).doesNotContainKey(RoleName.ROOT);

        publisher.now = RepositorySimulator.NOW;
        publisher.publish();

        assertThat(lastUpload()).containsOnlyKeys(RoleName.ROOT, RoleName.SNAPSHOT);
        assertThat(publisher.seen().root().payload().expires().text()).endsWith("+05:30");
    }

    @Test
    void signs_anew_what_has_expired_if_the_publisher_is_to_renew_it() throws Exception {
        publisher.now = RepositorySimulator.NOW.minus(Duration.ofDays(4 * 365));
        publisher.stage(add(TARGETS, "1.0", 1)).publish();
        publisher.now = RepositorySimulator.NOW;
        assertThatThrownBy(publisher::publish).isInstanceOf(TrustException.Expired.class);

        publisher.renewal = Renewal.BY_PUBLISHER;
        publisher.publish();

        assertThat(lastUpload()).containsOnlyKeys(RoleName.TARGETS, RoleName.SNAPSHOT);
        assertThat(publisher.names()).containsExactly("1.0");
    }

    @Test
    void brings_nothing_back_to_life_for_a_server_whose_timestamp_has_expired() throws Exception {
        publisher.publish();
        publisher.now = RepositorySimulator.NOW.plus(Duration.ofDays(4 * 365));
        publisher.renewal = Renewal.BY_PUBLISHER;

        assertThatThrownBy(publisher::publish)
                .isInstanceOfSatisfying(
                        TrustException.Expired.class, e -> assertThat(e.role()).isEqualTo(RoleName.TIMESTAMP));
    }

    @Test
    void replaces_a_root_key_whose_certificate_has_expired() throws Exception {
        publisher.now = RepositorySimulator.NOW.minus(Duration.ofDays(11 * 365));
        publisher.publish();
        publisher.now = RepositorySimulator.NOW;
        publisher.renewal = Renewal.BY_PUBLISHER;
        assertThatThrownBy(publisher::publish).isInstanceOf(TrustException.NotAnchored.class);

        publisher.renewal = Renewal.BY_ROOT_PUBLISHER;
        publisher.rotate(RoleName.ROOT, FormerRoots.NONE);

        assertThat(lastUpload()).containsOnlyKeys(RoleName.ROOT, RoleName.TARGETS, RoleName.SNAPSHOT);
        assertThat(publisher.seen().root().version()).isEqualTo(2);
    }

    private Map<RoleName, byte[]> lastUpload() {
        List<Map<RoleName, byte[]>> uploads = publisher.server.uploads();
        return uploads.get(uploads.size() - 1);
    }
}
