package dev.navicert.attack;

import static dev.navicert.trust.Play.QA;
import static dev.navicert.trust.Play.content;
import static org.assertj.core.api.Assertions.assertThat;

import dev.navicert.keys.RootCertificate;
import dev.navicert.keys.SigningKey;
import dev.navicert.trust.Forged;
import dev.navicert.trust.Play;
import dev.navicert.trustserver.RoleSigners;
import dev.navicert.tuf.RoleName;
import dev.navicert.tuf.Strictness;
import dev.navicert.tuf.crypto.PublicKey;
import dev.navicert.tuf.json.Json;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Somebody holds some keys, but not enough of them, or not the right ones. */
class KeyCompromiseTest {
    @ParameterizedTest
    @EnumSource
    void a_key_of_one_role_signs_for_no_other(Strictness strictness) {
        Play play = Play.published();
        RoleSigners timestampKey = play.repository.signers(RoleName.TIMESTAMP);

        play.publish((role, honest) -> role.equals(RoleName.TARGETS)
                ? Forged.write(Play.member(Play.tree(honest), "signed"), timestampKey)
                : honest);

        assertThat(play.outcome(strictness)).isEqualTo("threshold");
    }

    @ParameterizedTest
    @EnumSource
    void one_key_of_two_is_not_two(Strictness strictness) {
        Play play = Play.published();
        SigningKey stolen = SigningKey.generate(SigningKey.Algorithm.ED25519);
        play.repository.rotate(RoleName.TARGETS, RoleSigners.of(2, List.of(Play.STRANGER, stolen)));

        play.publish((role, honest) -> role.equals(RoleName.TARGETS)
                ? Forged.write(Play.member(Play.tree(honest), "signed"), RoleSigners.of(stolen))
                : honest);

        assertThat(play.outcome(strictness)).isEqualTo("threshold");
    }

    @Test
    void two_certificates_around_one_key_are_one_key() {
        assertThat(twoCertificatesOfOneKey().outcome(Strictness.STRICT)).isEqualTo("threshold");
    }

    @Test
    void notary_counts_two_certificates_around_one_key_twice() {
        assertThat(twoCertificatesOfOneKey().outcome(Strictness.NOTARY)).isEqualTo("ok");
    }

    private static Play twoCertificatesOfOneKey() {
        Map<PublicKey, SigningKey> certified = new LinkedHashMap<>();
        for (int i = 0; i < 2; i++) {
            certified.put(RootCertificate.make(Play.STRANGER, "signer " + i, Play.START), Play.STRANGER);
        }
        Play play = Play.published();
        play.repository.rotate(RoleName.TARGETS, new RoleSigners(certified, 2));
        return play.publish();
    }

    @ParameterizedTest
    @EnumSource
    void a_delegate_signs_only_what_was_granted(Strictness strictness) throws Exception {
        Play play = Play.published();
        play.repository.addTarget(QA, "1.0", content("evil")).addTarget(QA, "latest", content("evil"));

        assertThat(play.publish().read(strictness).find("1.0", List.of(QA, RoleName.TARGETS)))
                .hasValueSatisfying(target -> assertThat(target.role()).isEqualTo(RoleName.TARGETS));
        assertThat(play.read(strictness).find("latest", List.of())).isEmpty();
    }

    @ParameterizedTest
    @EnumSource
    void a_delegate_cannot_grant_more_than_it_has(Strictness strictness) throws Exception {
        RoleName accomplice = new RoleName("targets/qa/accomplice");
        Play play = Play.published();
        play.repository
                .delegate(accomplice, RoleSigners.of(Play.STRANGER), List.of("", "prod", "qa-x"))
                .addTarget(accomplice, "prod", content("evil"))
                .addTarget(accomplice, "qa-x1", content("granted"));

        assertThat(play.publish().read(strictness).list(List.of(accomplice)))
                .extracting("name")
                .containsExactly("qa-x1");
    }

    @ParameterizedTest
    @EnumSource
    void a_stranger_cannot_rotate_root(Strictness strictness) throws Exception {
        Play play = Play.published();
        play.read(strictness);
        RoleSigners thief = new RoleSigners(
                Map.of(RootCertificate.make(Play.STRANGER, Play.GUN.value(), Play.START), Play.STRANGER), 1);

        play.publish((role, honest) -> role.equals(RoleName.ROOT) ? rootOf(thief, honest) : honest);

        assertThat(play.outcome(strictness)).isEqualTo("root-rotation");
    }

    /** The honest root of the next version, with the thief's key in place of the owner's. */
    private static byte[] rootOf(RoleSigners thief, byte[] honest) {
        Json.Obj signed = (Json.Obj) Play.member(Play.tree(honest), "signed");
        Json.Obj roles = (Json.Obj) Play.member(signed, "roles");
        Json.Obj root = (Json.Obj) Play.member(roles, "root");
        Json.Obj keys = (Json.Obj) Play.member(signed, "keys");
        PublicKey key = thief.keys().keySet().iterator().next();
        Json ids = Json.array(List.of(Json.string(key.id().hex())));
        return Forged.write(
                signed.with("version", Json.number(2))
                        .with("keys", keys.with(key.id().hex(), key.toJson()))
                        .with("roles", roles.with("root", root.with("keyids", ids))),
                thief);
    }
}
