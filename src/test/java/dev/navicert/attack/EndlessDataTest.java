package dev.navicert.attack;

import static dev.navicert.trust.Play.content;
import static org.assertj.core.api.Assertions.assertThat;

import dev.navicert.trust.Play;
import dev.navicert.trust.TrustPins;
import dev.navicert.trust.TrustedCollection;
import dev.navicert.trust.UpdateRequest;
import dev.navicert.trustserver.RoleSigners;
import dev.navicert.tuf.RoleName;
import dev.navicert.tuf.Strictness;
import dev.navicert.tuf.json.Json;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A server that never stops: longer files, more files, more roots. */
class EndlessDataTest {
    @Test
    void every_file_is_asked_for_with_a_cap() throws Exception {
        Play play = Play.published();
        Map<String, Long> caps = new LinkedHashMap<>();
        UpdateRequest request = play.request(Strictness.STRICT);

        TrustedCollection.update(UpdateRequest.strict(
                request.gun(),
                (name, cap) -> {
                    caps.put(name.role().value(), cap);
                    return request.remote().fetch(name, cap);
                },
                request.cache(),
                TrustPins.FIRST_USE,
                request.memory(),
                request.now()));

        assertThat(caps.get("root")).isEqualTo(512L << 10);
        assertThat(caps.get("timestamp")).isEqualTo(1L << 20);
        for (String role : List.of("snapshot", "targets", "targets/qa")) {
            assertThat(caps.get(role))
                    .isEqualTo(play.served().file(new RoleName(role)).orElseThrow().length);
        }
    }

    @Test
    void strictly_there_are_at_most_512_delegations() {
        Play play = Play.published();
        for (int i = 0; i < 512; i++) {
            play.repository.delegate(new RoleName("targets/d" + i), RoleSigners.of(Play.STRANGER), List.of(""));
        }

        assertThat(play.publish().outcome(Strictness.STRICT)).isEqualTo("invalid-metadata");
    }

    @ParameterizedTest
    @EnumSource
    void a_root_too_many_rotations_away_is_not_walked_to(Strictness strictness) throws Exception {
        Play play = Play.published();
        play.read(strictness);
        play.repository.rotateRoot(1, List.of(Play.STRANGER), play.now());
        play.publish((role, honest) -> role.equals(RoleName.ROOT)
                ? dev.navicert.trust.Forged.write(
                        ((Json.Obj) Play.member(Play.tree(honest), "signed")).with("version", Json.number(1L << 40)),
                        play.repository.signers(RoleName.ROOT))
                : honest);

        assertThat(play.outcome(strictness)).isEqualTo("invalid-metadata");
        assertThat(play.requests).hasSizeLessThan(10);
    }

    @ParameterizedTest
    @EnumSource
    void an_announced_length_of_nothing_lets_nothing_through(Strictness strictness) {
        Play play = Play.published();
        play.repository.addTarget(RoleName.TARGETS, "2.0", content("x"));
        play.publishSaying(RoleName.SNAPSHOT, signed -> {
            Json.Obj meta = (Json.Obj) Play.member(signed, "meta");
            Json.Obj targets = (Json.Obj) Play.member(meta, "targets");
            return signed.with("meta", meta.with("targets", targets.with("length", Json.number(-7))));
        });

        assertThat(play.outcome(strictness)).isEqualTo("malicious");
    }
}
