package dev.navicert.trust;

import static dev.navicert.trust.Play.QA;
import static dev.navicert.tuf.RoleName.ROOT;
import static dev.navicert.tuf.RoleName.SNAPSHOT;
import static dev.navicert.tuf.RoleName.TARGETS;
import static dev.navicert.tuf.RoleName.TIMESTAMP;
import static org.assertj.core.api.Assertions.assertThat;

import dev.navicert.keys.SigningKey;
import dev.navicert.trustserver.RoleSigners;
import dev.navicert.trustserver.Substitution;
import dev.navicert.tuf.FileMeta;
import dev.navicert.tuf.RoleName;
import dev.navicert.tuf.Strictness;
import dev.navicert.tuf.json.Json;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** What a first contact makes of metadata that is a little, or very, unusual: as Notary does, and strictly. */
class MetadataRulesTest {
    private record Case(String what, Consumer<Play> act, String notary, String strict) {}

    private static final List<Case> CASES = List.of(
            same("an honest collection", play -> {}, "ok"),
            same("a snapshot signed by a stranger", play -> signedByStranger(play, SNAPSHOT), "threshold"),
            same("targets signed by a stranger", play -> signedByStranger(play, TARGETS), "threshold"),
            same("a timestamp signed by a stranger", play -> signedByStranger(play, TIMESTAMP), "threshold"),
            same("a delegation signed by a stranger is left out", play -> signedByStranger(play, QA), "ok"),
            same(
                    "a snapshot other than the timestamp names",
                    play -> play.serve(files -> files.with(
                            hashed(play, SNAPSHOT),
                            play.repository.publish(play.now()).file(SNAPSHOT).orElseThrow())),
                    "checksum"),
            same(
                    "a delegation other than the snapshot names",
                    play -> play.serve(files -> files.with(hashed(play, QA), new byte[] {'{', '}'})),
                    "checksum"),
            same(
                    "a delegation that the server does not have",
                    play -> play.serve(files -> files.without(hashed(play, QA))),
                    "not-found"),
            same(
                    "targets that the server does not have",
                    play -> play.serve(files -> files.without(hashed(play, TARGETS))),
                    "not-found"),
            same(
                    "no collection at all",
                    play -> play.serve(files -> files.without("root.json")),
                    "repository-not-exist"),
            same("expired targets", play -> play.publishSaying(TARGETS, expired()), "expired"),
            same("an expired snapshot", play -> play.publishSaying(SNAPSHOT, expired()), "expired"),
            same("an expired timestamp", play -> play.publishSaying(TIMESTAMP, expired()), "expired"),
            same("an expired delegation is left out", play -> play.publishSaying(QA, expired()), "ok"),
            same("an expired root", play -> play.publishSaying(ROOT, expired()), "expired"),
            new Case(
                    "two signatures of one key count once",
                    play -> twoKeys(play)
                            .publish((role, file) -> role.equals(TARGETS) ? firstSignatureTwice(file) : file),
                    "threshold",
                    "invalid-metadata"),
            same("two keys for a threshold of two", play -> twoKeys(play).publish(), "ok"),
            same("a threshold of none", play -> play.publishSaying(ROOT, rolesWithThreshold(0)), "invalid-metadata"),
            same("a negative threshold", play -> play.publishSaying(ROOT, rolesWithThreshold(-1)), "invalid-metadata"),
            same("a delegation without signatures", play -> play.publish(withoutSignatures(QA)), "no-signatures"),
            same(
                    "a delegation of another type",
                    play -> play.publishSaying(QA, signed -> signed.with("_type", Json.string("targets"))),
                    "invalid-metadata"),
            same(
                    "a root of another type",
                    play -> play.publishSaying(ROOT, signed -> signed.with("_type", Json.string("root"))),
                    "invalid-metadata"),
            same(
                    "a method in upper case",
                    play -> play.publishWriting(
                            TARGETS, text -> text.replace("\"method\":\"ecdsa\"", "\"method\":\"ECDSA\"")),
                    "ok"),
            same(
                    "signatures written before what is signed",
                    play -> play.publish((role, file) -> role.equals(TARGETS) ? Forged.text(Play.tree(file)) : file),
                    "ok"),
            new Case(
                    "a member twice, of which the last is signed",
                    play -> play.publishWriting(
                            TARGETS, text -> text.replaceFirst("\"_type\":\"Targets\"", "\"_type\":\"x\",$0")),
                    "ok",
                    "error-any"),
            new Case(
                    "a member in another case",
                    play -> play.publishSaying(
                            TARGETS, signed -> signed.without("version").with("Version", Json.number(7))),
                    "ok",
                    "error-any"),
            new Case(
                    "a version beyond 2^53",
                    play -> play.publishSaying(TARGETS, signed -> signed.with("version", Json.number((1L << 53) + 2))),
                    "ok",
                    "error-any"),
            same(
                    "a signature in URL-safe base64",
                    play -> play.publishWriting(TARGETS, text -> text.replaceFirst("\"sig\":\"..", "\"sig\":\"-_")),
                    "error-any"),
            same("a file that is no JSON", play -> play.publishWriting(TARGETS, text -> "<html>"), "error-any"),
            same("a file cut off", play -> play.publishWriting(SNAPSHOT, text -> text.substring(0, 50)), "error-any"),
            same("an empty file", play -> play.publishWriting(TARGETS, text -> ""), "error-any"),
            same("null", play -> play.publishWriting(TARGETS, text -> "null"), "no-signatures"),
            same("an empty object", play -> play.publishWriting(TARGETS, text -> "{}"), "no-signatures"),
            same(
                    "signatures of nothing",
                    play -> play.publishWriting(TARGETS, text -> "{\"signatures\":[{\"keyid\":\"x\"}]}"),
                    "error-any"),
            same("a length longer than the file", play -> play.publishSaying(SNAPSHOT, lengthOf(TARGETS, 1000)), "ok"),
            same(
                    "a length shorter than the file",
                    play -> play.publishSaying(SNAPSHOT, lengthOf(TARGETS, -1)),
                    "malicious"),
            same(
                    "a target name that the role may not sign",
                    play -> play.repository.addTarget(QA, "prod", Play.content("x")),
                    "ok"));

    @TestFactory
    Stream<DynamicTest> as_notary_reads() {
        return CASES.stream()
                .map(row -> DynamicTest.dynamicTest(row.what, () -> {
                    Play play = Play.published();
                    row.act.accept(play);
                    assertThat(play.outcome(Strictness.NOTARY)).isEqualTo(row.notary);
                }));
    }

    @TestFactory
    Stream<DynamicTest> strictly() {
        return CASES.stream()
                .map(row -> DynamicTest.dynamicTest(row.what, () -> {
                    Play play = Play.published();
                    row.act.accept(play);
                    assertThat(play.outcome(Strictness.STRICT)).isEqualTo(row.strict);
                }));
    }

    private static Case same(String what, Consumer<Play> act, String both) {
        return new Case(what, act, both, both);
    }

    private static String hashed(Play play, RoleName role) {
        return role + "." + FileMeta.of(bytes(play, role)).sha256().orElseThrow() + ".json";
    }

    private static byte[] bytes(Play play, RoleName role) {
        return play.served().file(role).orElseThrow();
    }

    private static void signedByStranger(Play play, RoleName role) {
        RoleSigners stranger = RoleSigners.of(Play.STRANGER);
        play.publish((name, honest) -> {
            if (!name.equals(role)) {
                return honest;
            }
            Json signed = Play.member(Play.tree(honest), "signed");
            return Forged.write(signed, stranger);
        });
    }

    private static UnaryOperator<Json.Obj> expired() {
        return signed -> signed.with("expires", Json.string("2020-01-01T00:00:00Z"));
    }

    private static Play twoKeys(Play play) {
        play.repository.rotate(
                TARGETS, RoleSigners.of(2, List.of(Play.STRANGER, SigningKey.generate(SigningKey.Algorithm.ED25519))));
        return play;
    }

    private static byte[] firstSignatureTwice(byte[] file) {
        Json.Obj envelope = (Json.Obj) Play.tree(file);
        Json first = ((Json.Arr) Play.member(envelope, "signatures")).items().get(0);
        return Forged.text(envelope.with("signatures", Json.array(List.of(first, first))));
    }

    private static Substitution withoutSignatures(RoleName role) {
        return (name, file) -> name.equals(role)
                ? Forged.text(((Json.Obj) Play.tree(file)).with("signatures", Json.array(List.of())))
                : file;
    }

    private static UnaryOperator<Json.Obj> rolesWithThreshold(long threshold) {
        return signed -> {
            Json.Obj roles = (Json.Obj) Play.member(signed, "roles");
            Json.Obj timestamp = (Json.Obj) Play.member(roles, "timestamp");
            return signed.with("roles", roles.with("timestamp", timestamp.with("threshold", Json.number(threshold))));
        };
    }

    private static UnaryOperator<Json.Obj> lengthOf(RoleName role, long more) {
        return signed -> {
            Json.Obj meta = (Json.Obj) Play.member(signed, "meta");
            Json.Obj entry = (Json.Obj) Play.member(meta, role.value());
            long length = Long.parseLong(((Json.Num) Play.member(entry, "length")).literal());
            return signed.with("meta", meta.with(role.value(), entry.with("length", Json.number(length + more))));
        };
    }
}
