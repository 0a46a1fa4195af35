package dev.navicert.change;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.navicert.tuf.FileMeta;
import dev.navicert.tuf.RoleName;
import dev.navicert.tuf.crypto.KeyId;
import dev.navicert.tuf.crypto.PublicKey;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ChangeTest {
    private static final RoleName ROLE = new RoleName("targets/a");
    private static final Scope SCOPE = new Scope("targets/a");
    private static final PublicKey KEY = PublicKey.of("ecdsa", new byte[] {1});

    @Test
    void what_is_staged_means_what_was_asked_for() {
        FileMeta file = FileMeta.of(new byte[3]);
        assertThat(ChangeEntry.addTarget(SCOPE, "n", TargetContent.of(file)).meaning())
                .isEqualTo(new Change.AddTarget(SCOPE, "n", file));
        assertThat(ChangeEntry.removeTarget(SCOPE, "n").meaning()).isEqualTo(new Change.RemoveTarget(SCOPE, "n"));
        assertThat(ChangeEntry.addDelegationKeys(ROLE, List.of(KEY)).meaning())
                .isEqualTo(new Change.CreateDelegation(SCOPE, 1, List.of(KEY), List.of()));
        assertThat(ChangeEntry.addDelegationPaths(ROLE, List.of("")).meaning())
                .isEqualTo(new Change.CreateDelegation(SCOPE, 0, List.of(), List.of("")));
        assertThat(ChangeEntry.removeDelegationPaths(ROLE, List.of("p")).meaning())
                .isEqualTo(update(List.of(), List.of("p"), Change.Clearing.KEPT));
        assertThat(ChangeEntry.clearDelegationPaths(ROLE).meaning())
                .isEqualTo(update(List.of(), List.of(), Change.Clearing.CLEARED));
        assertThat(ChangeEntry.removeDelegationKeys(SCOPE, List.of(KEY.id())).meaning())
                .isEqualTo(update(List.of(KEY.id()), List.of(), Change.Clearing.KEPT));
        assertThat(ChangeEntry.removeDelegationKeys(Scope.EVERY_DELEGATION, List.of(KEY.id()))
                        .meaning())
                .isEqualTo(new Change.PurgeKeys(Scope.EVERY_DELEGATION, List.of(KEY.id())));
        assertThat(ChangeEntry.deleteDelegation(ROLE).meaning()).isEqualTo(new Change.DeleteDelegation(SCOPE));
        assertThat(ChangeEntry.witness("targets").meaning()).isEqualTo(new Change.Witness(Scope.TARGETS));
    }

    @Test
    void all_that_an_update_can_say_is_understood() {
        String content = "{\"threshold\":2,\"add_keys\":[{\"keytype\":\"ecdsa\",\"keyval\":{\"public\":\"AQ==\"}}],"
                + "\"remove_keys\":[\"k\"],\"add_paths\":[\"a\"],\"remove_paths\":[\"r\"],\"clear_paths\":true}";
        assertThat(meaning("update", "targets/a", "delegation", content))
                .isEqualTo(new Change.UpdateDelegation(
                        SCOPE,
                        2,
                        List.of(KEY),
                        List.of(new KeyId("k")),
                        List.of("a"),
                        List.of("r"),
                        Change.Clearing.CLEARED));
    }

    @Test
    void keys_of_a_base_role_are_replaced_where_somebody_wrote_that_by_hand() {
        String content = "{\"keys\":[{\"keytype\":\"ecdsa\",\"keyval\":{\"public\":\"AQ==\"}}],\"role\":\"snapshot\"}";
        assertThat(meaning("create", "root", "role", content))
                .isEqualTo(new Change.ReplaceKeys(RoleName.SNAPSHOT, List.of(KEY)));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
                    create | snapshot    | target     | {}                        | scope not supported: snapshot
                    create | targets/X   | target     | {}                        | scope not supported: targets/X
                    create | targets     | image      | {}                        | only target meta and delegations changes supported
                    update | targets     | target     | {}                        | action not yet supported: update
                    touch  | targets/a   | delegation | {}                        | unsupported action against delegations: touch
                    create | root        | target     | {}                        | type of root change not yet supported: target
                    delete | root        | role       | {}                        | action not yet supported for root: delete
                    create | targets     | target     | {                         | unexpected end of JSON input
                    create | targets     | target     | {"length":"6"}            | json: cannot unmarshal string into Go struct field FileMeta.length of type int64
                    create | targets     | target     | {"hashes":{"sha256":1}}   | json: cannot unmarshal number into Go struct field FileMeta.hashes of type []uint8
                    update | targets/a   | delegation | {"remove_keys":[1]}       | json: cannot unmarshal number into Go struct field TUFDelegation.remove_keys of type string
                    create | targets/a   | delegation | {"add_keys":"k"}          | json: cannot unmarshal string into Go value of type []data.TUFKey
                    """)
    void what_notary_would_not_apply_keeps_its_words(
            String action, String role, String type, String content, String words) {
        assertThat(meaning(action, role, type, content)).isEqualTo(new Change.Inapplicable(words));
    }

    @Test
    void a_target_without_content_is_the_end_of_json() {
        assertThat(ChangeEntry.of("create", "targets", "target", "n", null).meaning())
                .isEqualTo(new Change.Inapplicable("unexpected end of JSON input"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"targets", "targets/a", "targets/a/b-_9", "targets/*", "targets/a/*"})
    void scopes_are_targets_delegations_and_all_below_one(String text) {
        assertThat(Scope.parse(text))
                .hasValueSatisfying(scope -> assertThat(scope.isWildcard()).isEqualTo(text.endsWith("*")));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "*",
                "/*",
                "root",
                "root/*",
                "targets/",
                "targets//*",
                "targets/A",
                "targets/a*",
                "targets/*/*",
                "targets/../x"
            })
    void other_texts_are_no_scopes(String text) {
        assertThat(Scope.parse(text)).isEmpty();
    }

    private static Change meaning(String action, String role, String type, String content) {
        return ChangeEntry.of(action, role, type, "n", content.getBytes(UTF_8)).meaning();
    }

    private static Change update(List<KeyId> removeKeys, List<String> removePaths, Change.Clearing clearing) {
        return new Change.UpdateDelegation(SCOPE, 0, List.of(), removeKeys, List.of(), removePaths, clearing);
    }
}
