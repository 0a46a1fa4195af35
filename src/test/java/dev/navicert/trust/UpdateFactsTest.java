package dev.navicert.trust;

import static dev.navicert.trust.Play.QA;
import static org.assertj.core.api.Assertions.assertThat;

import dev.navicert.tuf.RoleName;
import dev.navicert.tuf.Strictness;
import dev.navicert.tuf.TrustException;
import dev.navicert.tuf.json.Json;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;

/** What an update has to say besides its result. */
class UpdateFactsTest {
    private static List<UpdateFact> facts(Play play) {
        List<UpdateFact> facts = new ArrayList<>();
        Outcome.of(play.request(Strictness.NOTARY).observedBy(facts::add));
        return facts;
    }

    private static Play expired(RoleName role) {
        return Play.published()
                .publishSaying(role, signed -> signed.with("expires", Json.string("2020-01-01T00:00:00Z")));
    }

    @Test
    void nothing_is_said_of_an_honest_collection() {
        assertThat(facts(Play.published())).isEmpty();
    }

    @Test
    void what_expired_is_said_on_each_of_two_tries() {
        assertThat(facts(expired(RoleName.SNAPSHOT)))
                .containsExactly(
                        new UpdateFact.MetadataExpired(RoleName.SNAPSHOT),
                        new UpdateFact.MetadataExpired(RoleName.SNAPSHOT));
    }

    @Test
    void an_expired_root_is_said_once() {
        assertThat(facts(expired(RoleName.ROOT))).containsExactly(new UpdateFact.MetadataExpired(RoleName.ROOT));
    }

    @Test
    void a_delegation_left_out_is_said_with_the_reason() throws Exception {
        TrustedCollection collection = expired(QA).read(Strictness.NOTARY);

        assertThat(collection.skipped()).singleElement().satisfies(skipped -> {
            assertThat(skipped.role()).isEqualTo(QA);
            assertThat(skipped.reason()).isInstanceOf(TrustException.Expired.class);
        });
        assertThat(collection.facts().get(0)).isEqualTo(new UpdateFact.MetadataExpired(QA));
        assertThat(collection.roles()).doesNotContainKey(QA);
    }

    @Test
    void what_expires_within_six_months_is_said_but_not_the_timestamp() {
        Play play = Play.published()
                .publishSaying(RoleName.TARGETS, signed -> signed.with("expires", Json.string("2027-05-22T11:59:59Z")));

        assertThat(facts(play)).containsExactly(new UpdateFact.NearExpiry(RoleName.TARGETS));
    }

    @Test
    void six_months_are_counted_as_go_counts_them() {
        assertThat(NearExpiry.horizon(Instant.parse("2026-08-31T10:00:00Z")))
                .isEqualTo(Instant.parse("2027-03-03T10:00:00Z"));
        assertThat(NearExpiry.horizon(Instant.parse("2026-11-22T10:00:00Z")))
                .isEqualTo(Instant.parse("2027-05-22T10:00:00Z"));
    }

    @Test
    void a_root_certificate_about_to_expire_is_said_once_and_twice_when_it_is_cached() throws Exception {
        Play play = Play.certified(Play.START.minus(Duration.ofDays(3600)));
        UpdateFact near = new UpdateFact.CertificateNearExpiry(Play.GUN.value());

        assertThat(facts(play)).containsExactly(near);
        assertThat(facts(play)).containsExactly(near, near);
    }

    @Test
    void roles_say_version_expiry_and_who_has_signed() throws Exception {
        Play play = Play.published();

        VerifiedRole targets =
                Objects.requireNonNull(play.read(Strictness.STRICT).roles().get(RoleName.TARGETS));

        assertThat(targets.version()).isEqualTo(1);
        assertThat(targets.expires().toInstant()).isEqualTo(Play.START.plus(Duration.ofDays(1095)));
        assertThat(targets.signedBy())
                .containsExactlyElementsOf(
                        play.repository.signers(RoleName.TARGETS).ids());
        assertThat(targets.bytes().toArray())
                .isEqualTo(play.served().file(RoleName.TARGETS).orElseThrow());
    }
}
