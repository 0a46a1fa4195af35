package dev.navicert.tuf;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RoleNameTest {
    @ParameterizedTest
    @ValueSource(
            strings = {"root", "targets", "snapshot", "timestamp", "targets/a", "targets/releases", "targets/a-b_c/9"})
    void reads_base_roles_and_delegations(String name) {
        assertThat(RoleName.parse(name)).contains(new RoleName(name));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "Root",
                "target",
                "targets/",
                "targets//a",
                "targets/A",
                "targets/a/",
                "targets/..",
                "targets/a.b",
                "/targets/a",
                "root/a",
                "targets/a b",
                "targets/*",
                "targets/é",
                "targets/a\n"
            })
    void refuses_what_notary_does_not_call_a_role(String name) {
        assertThat(RoleName.parse(name)).isEmpty();
        assertThatThrownBy(() -> new RoleName(name)).isInstanceOf(IllegalArgumentException.class);
    }

    /** Notary's pattern, and all texts of up to six of these characters behind {@code targets}. */
    @Test
    void a_delegation_is_what_notarys_pattern_and_path_cleaning_leave() {
        Pattern pattern = Pattern.compile("targets(/[-a-z0-9_]+)+");
        String characters = "/a9-_.A";
        for (int length = 0; length <= 6; length++) {
            int[] digits = new int[length];
            do {
                StringBuilder name = new StringBuilder("targets");
                for (int digit : digits) {
                    name.append(characters.charAt(digit));
                }
                boolean expected = length == 0 || pattern.matcher(name).matches();
                assertThat(RoleName.parse(name.toString()).isPresent())
                        .as("%s", name)
                        .isEqualTo(expected);
            } while (next(digits, characters.length()));
        }
    }

    private static boolean next(int[] digits, int base) {
        for (int i = 0; i < digits.length; i++) {
            if (++digits[i] < base) {
                return true;
            }
            digits[i] = 0;
        }
        return false;
    }

    @Test
    void a_delegation_may_have_255_characters_and_no_more() {
        String longest = "targets/" + "a".repeat(247);
        assertThat(RoleName.parse(longest)).isPresent();
        assertThat(RoleName.parse(longest + "a")).isEmpty();
    }

    @Test
    void a_delegation_knows_where_it_hangs() {
        RoleName nested = new RoleName("targets/alice/nested");
        assertThat(nested.parent()).contains(new RoleName("targets/alice"));
        assertThat(nested.isBelow(RoleName.TARGETS)).isTrue();
        assertThat(nested.isBelow(new RoleName("targets/al"))).isFalse();
        assertThat(RoleName.TARGETS.parent()).isEmpty();
    }
}
