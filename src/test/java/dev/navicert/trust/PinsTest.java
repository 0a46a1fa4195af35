package dev.navicert.trust;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.navicert.keys.SigningKey;
import dev.navicert.trustserver.RepositoryFiles;
import dev.navicert.tuf.RoleName;
import dev.navicert.tuf.Strictness;
import dev.navicert.tuf.TrustException.NotAnchored;
import dev.navicert.tuf.TrustException.NotAnchored.Reason;
import dev.navicert.tuf.crypto.KeyId;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;

/** What pins mean to a strict update: they name a starting root, and nothing that is cached overrides them. */
class PinsTest {
    private static final KeyId NOBODY = new KeyId("0".repeat(64));
    private static final TrustPins NOT_AT_FIRST_USE = gun -> TrustPin.FirstUse.REFUSED;

    @Test
    void a_pinned_root_starts_trust() throws Exception {
        Play play = Play.published();
        KeyId certificate = rootCertificate(play);

        play.pinned(certificates(certificate)).read(Strictness.STRICT);

        assertThat(anchor(play).pin()).isEqualTo("cert:" + certificate);
        assertThat(anchor(play).rootVersion()).isEqualTo(1);
    }

    @Test
    void without_a_pin_the_refusal_carries_what_to_pin() {
        Play play = Play.published().pinned(NOT_AT_FIRST_USE);

        assertThatThrownBy(() -> play.read(Strictness.STRICT)).isInstanceOfSatisfying(NotAnchored.class, refused -> {
            assertThat(refused.reason()).isEqualTo(Reason.FIRST_USE_REFUSED);
            assertThat(refused.offered()).containsExactly(rootCertificate(play));
        });
        assertThat(play.memory()).isEqualTo(Memory.NONE);
    }

    @Test
    void the_chain_is_walked_from_the_first_root_that_shows_the_pin() throws Exception {
        Play play = Play.published();
        KeyId first = rootCertificate(play);
        rotateRoot(play);
        rotateRoot(play);

        play.pinned(certificates(first)).read(Strictness.STRICT);

        assertThat(play.requests).startsWith("root.json", "1.root.json", "2.root.json", "timestamp.json");
        assertThat(anchor(play).rootVersion()).isEqualTo(1);
        assertThat(play.memory().floors().of(RoleName.ROOT).version()).isEqualTo(3);
    }

    @Test
    void notary_does_not_walk_from_a_pinned_root() throws Exception {
        Play play = Play.published();
        KeyId first = rootCertificate(play);
        rotateRoot(play);

        assertThat(play.pinned(certificates(first)).outcome(Strictness.NOTARY)).isEqualTo("root-untrusted");
    }

    @Test
    void a_pin_that_no_root_ever_showed_is_refused_with_what_was_offered() {
        Play play = Play.published();
        rotateRoot(play);
        play.pinned(certificates(NOBODY));

        assertThatThrownBy(() -> play.read(Strictness.STRICT)).isInstanceOfSatisfying(NotAnchored.class, refused -> {
            assertThat(refused.reason()).isEqualTo(Reason.NO_PIN_MATCHES);
            assertThat(refused.offered()).containsExactly(rootCertificate(play));
        });
    }

    @Test
    void trust_goes_on_from_the_cache_while_its_pin_is_held() throws Exception {
        Play play = Play.published();
        play.pinned(certificates(rootCertificate(play))).read(Strictness.STRICT);

        play.read(Strictness.STRICT);

        assertThat(play.requests).containsExactly("timestamp.json");
    }

    @Test
    void a_cached_root_does_not_override_another_pin() throws Exception {
        Play play = Play.published();
        play.pinned(certificates(rootCertificate(play))).read(Strictness.STRICT);

        play.pinned(certificates(NOBODY));

        assertThat(play.outcome(Strictness.STRICT)).isEqualTo("root-untrusted");
    }

    @Test
    void a_cached_root_does_not_override_a_missing_pin() throws Exception {
        Play play = Play.published();
        play.read(Strictness.STRICT);

        play.pinned(NOT_AT_FIRST_USE);

        assertThat(play.outcome(Strictness.STRICT)).isEqualTo("root-untrusted");
    }

    @Test
    void under_a_new_pin_trust_begins_anew_and_floors_stay() throws Exception {
        Play play = Play.published();
        play.pinned(certificates(rootCertificate(play))).read(Strictness.STRICT);
        RepositoryFiles old = play.served();
        rotateRoot(play);
        play.read(Strictness.STRICT);

        play.pinned(certificates(rootCertificate(play))).read(Strictness.STRICT);
        assertThat(anchor(play).rootVersion()).isEqualTo(2);

        play.pinned(TrustPins.FIRST_USE).filesLost().serve(files -> old);
        assertThat(play.outcome(Strictness.STRICT)).isNotEqualTo("ok");
    }

    @Test
    void a_forged_cached_root_is_no_anchor() throws Exception {
        Play play = Play.published();
        play.pinned(certificates(rootCertificate(play))).read(Strictness.STRICT);
        Memory memory = play.memory();
        Play other = Play.published();

        play.cache().store(RoleName.ROOT, other.served().file(RoleName.ROOT).orElseThrow());
        play.remembering(memory).read(Strictness.STRICT);

        assertThat(play.requests).startsWith("root.json");
        assertThat(play.memory()).isEqualTo(memory);
    }

    @Test
    void first_use_is_used_once() throws Exception {
        Play play = Play.published();
        play.read(Strictness.STRICT);
        Play impostor = Play.published();

        play.filesLost().serve(files -> impostor.served());

        assertThatThrownBy(() -> play.read(Strictness.STRICT))
                .isInstanceOfSatisfying(
                        NotAnchored.class,
                        refused -> assertThat(refused.offered()).containsExactly(rootCertificate(impostor)));
    }

    @Test
    void a_reader_that_lost_its_files_goes_on_from_the_root_it_remembers() throws Exception {
        Play play = Play.published();
        play.read(Strictness.STRICT);
        rotateRoot(play);
        rotateRoot(play);

        play.filesLost().read(Strictness.STRICT);

        assertThat(play.requests).startsWith("root.json", "1.root.json", "2.root.json", "timestamp.json");
        assertThat(anchor(play).rootVersion()).isEqualTo(1);
    }

    @Test
    void a_trusted_root_that_expired_still_leads_to_the_newest() throws Exception {
        Play play = Play.published();
        play.read(Strictness.STRICT);
        play.later(Duration.ofDays(3651));
        play.repository.touch(RoleName.TARGETS).touch(Play.QA);
        rotateRoot(play);
        rotateRoot(play);

        assertThat(play.outcome(Strictness.STRICT)).isEqualTo("ok");
    }

    @Test
    void an_expired_root_alone_is_refused() throws Exception {
        Play play = Play.published();
        play.read(Strictness.STRICT);

        play.later(Duration.ofDays(3651));

        assertThat(play.outcome(Strictness.STRICT)).isEqualTo("root-untrusted");
    }

    private static TrustPins certificates(KeyId... ids) {
        return gun -> new TrustPin.Certificates(List.of(ids));
    }

    private static Anchor anchor(Play play) {
        return Objects.requireNonNull(play.memory().anchor());
    }

    private static KeyId rootCertificate(Play play) {
        return play.repository.signers(RoleName.ROOT).ids().get(0);
    }

    private static void rotateRoot(Play play) {
        SigningKey next = SigningKey.generate(SigningKey.Algorithm.ECDSA);
        play.repository.rotateRoot(1, List.of(next), play.now());
        play.publish();
    }
}
