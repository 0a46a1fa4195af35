package dev.navicert.change;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.navicert.tuf.FileMeta;
import dev.navicert.tuf.RoleName;
import dev.navicert.tuf.crypto.KeyId;
import dev.navicert.tuf.crypto.PublicKey;
import dev.navicert.tuf.json.GoBase64;
import dev.navicert.tuf.json.MalformedJsonException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The texts of files are those that notary 0.7.0 wrote for the same edits. */
class ChangeEntryTest {
    private static final RoleName ROLE = new RoleName("targets/a");
    private static final FileMeta HELLO = FileMeta.of("hello\n".getBytes(UTF_8));

    @Test
    void a_target_is_staged_with_the_bytes_that_notary_writes() {
        assertThat(text(ChangeEntry.addTarget(Scope.TARGETS, "v1", TargetContent.of(HELLO))))
                .isEqualTo("{\"action\":\"create\",\"role\":\"targets\",\"type\":\"target\",\"path\":\"v1\",\"data\":"
                        + "\"eyJsZW5ndGgiOjYsImhhc2hlcyI6eyJzaGEyNTYiOiJXSkcxdFNMVjN3aHREL0N4RVB2WjBodTAvSEZqcnpUUWdvYWk2"
                        + "RWIydmdNPSIsInNoYTUxMiI6IjU4SXJtVXhaMmM4clNPVkpzZUpHWm1OZ1JaTU5QYWZCckxLWjBjTzMrVEg1U3E1Qjdkb3NL"
                        + "eUI2TnVFUGk4dU5SU0krVkllUFd6RnVmT08ydkFHV0tRPT0ifX0=\"}");
    }

    @Test
    void what_a_publisher_attaches_loses_its_white_space_and_nothing_else() throws Exception {
        String custom = "{\"a\": 1.50,\n \"a\":\"<\\u0041 é\u2028>\" ,\"b\":[true, null]}";
        TargetContent content = TargetContent.of(HELLO, custom.getBytes(UTF_8));

        assertThat(content(ChangeEntry.addTarget(Scope.TARGETS, "v1", content)))
                .endsWith(",\"custom\":{\"a\":1.50,\"a\":\"\\u003c\\u0041 é\\u2028\\u003e\",\"b\":[true,null]}}");
    }

    @Test
    void what_a_publisher_attaches_must_be_json() {
        assertThatThrownBy(() -> TargetContent.of(HELLO, "{not json".getBytes(UTF_8)))
                .isInstanceOf(MalformedJsonException.class)
                .hasMessage("invalid character 'n' looking for beginning of object key string");
    }

    @Test
    void names_are_escaped_as_go_escapes_them() {
        assertThat(text(ChangeEntry.removeTarget(Scope.TARGETS, "<a&b>\"\\\t\u0001\u007f ü\uD83D\uDE00\uD800")))
                .contains(
                        "\"path\":\"\\u003ca\\u0026b\\u003e\\\"\\\\\\t\\u0001\u007f ü\uD83D\uDE00\\ufffd\",\"data\":null}");
    }

    @Test
    void keys_of_a_delegation_are_written_public_before_private() {
        ChangeEntry entry = ChangeEntry.addDelegationKeys(ROLE, List.of(PublicKey.of("ecdsa", new byte[] {1, 2, 3})));

        assertThat(entry).hasToString("create targets/a delegation ");
        assertThat(content(entry))
                .isEqualTo("{\"threshold\":1,\"add_keys\":"
                        + "[{\"keytype\":\"ecdsa\",\"keyval\":{\"public\":\"AQID\",\"private\":null}}]}");
    }

    @Test
    void each_edit_of_a_delegation_has_a_content_of_its_own() {
        KeyId key = new KeyId("ab");
        assertThat(content(ChangeEntry.addDelegationPaths(ROLE, List.of("a", "b/"))))
                .isEqualTo("{\"add_paths\":[\"a\",\"b/\"]}");
        assertThat(content(ChangeEntry.removeDelegationPaths(ROLE, List.of("a"))))
                .isEqualTo("{\"remove_paths\":[\"a\"]}");
        assertThat(content(ChangeEntry.clearDelegationPaths(ROLE))).isEqualTo("{\"clear_paths\":true}");
        assertThat(content(ChangeEntry.removeDelegationKeys(Scope.EVERY_DELEGATION, List.of(key))))
                .isEqualTo("{\"remove_keys\":[\"ab\"]}");
        assertThat(ChangeEntry.deleteDelegation(ROLE).content()).isEmpty();
        assertThat(ChangeEntry.witness("targets").content()).isEmpty();
    }

    @Test
    void what_is_written_is_read_back() throws Exception {
        for (ChangeEntry entry : List.of(
                ChangeEntry.addTarget(Scope.TARGETS, "<ü>", TargetContent.of(HELLO)),
                ChangeEntry.removeTarget(Scope.EVERY_DELEGATION, ""),
                ChangeEntry.witness("root"),
                ChangeEntry.of("a", "b", "c", "d", new byte[0]))) {
            assertThat(ChangeEntry.parse(entry.toBytes())).isEqualTo(entry);
        }
    }

    @Test
    void reads_whatever_go_reads() throws Exception {
        ChangeEntry entry = ChangeEntry.parse(
                " {\"x\":[1],\"ACTION\":\"a\",\"data\":[104,105],\"path\":null,\"Type\":\"t\"}\n".getBytes(UTF_8));

        assertThat(entry).isEqualTo(ChangeEntry.of("a", "", "t", "", new byte[] {104, 105}));
        assertThat(ChangeEntry.parse("null".getBytes(UTF_8))).isEqualTo(ChangeEntry.of("", "", "", "", null));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
                    {"action":5}      | json: cannot unmarshal number into Go struct field TUFChange.action of type string
                    {"role":[]}       | json: cannot unmarshal array into Go struct field TUFChange.role of type data.RoleName
                    {"data":{}}       | json: cannot unmarshal object into Go struct field TUFChange.data of type []uint8
                    {"data":"%"}      | illegal base64 data at input byte 0
                    []                | json: cannot unmarshal array into Go value of type changelist.TUFChange
                    {"action":"a"}}   | invalid character '}' after top-level value
                    {                 | unexpected end of JSON input
                    """)
    void says_in_gos_words_what_it_cannot_read(String file, String words) {
        assertThatThrownBy(() -> ChangeEntry.parse(file.getBytes(UTF_8)))
                .isInstanceOf(MalformedJsonException.class)
                .hasMessage(words);
    }

    private static String text(ChangeEntry entry) {
        return new String(entry.toBytes(), UTF_8);
    }

    private static String content(ChangeEntry entry) {
        byte[] content = entry.content().orElseThrow();
        assertThat(text(entry)).endsWith(",\"data\":\"" + GoBase64.encode(content) + "\"}");
        return new String(content, UTF_8);
    }
}
