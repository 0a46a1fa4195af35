package dev.navicert.tuf.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** They are what a {@link LinkedHashMap} is in which a repeated name moves to the end. */
class MembersTest {
    @Test
    void are_what_was_put_in_whatever_was_repeated() {
        Random random = new Random(1);
        for (int round = 0; round < 2_000; round++) {
            Members.Builder builder = new Members.Builder();
            Map<String, Json> expected = new LinkedHashMap<>();
            int names = 1 + random.nextInt(30);
            for (int i = random.nextInt(40); i > 0; i--) {
                String name = "n" + random.nextInt(names);
                Json value = Json.number(i);
                boolean repeated = expected.remove(name) != null;
                expected.put(name, value);
                assertThat(builder.put(name, value)).isEqualTo(repeated);
            }
            Members members = builder.build();

            assertThat(members).isEqualTo(expected).hasSameHashCodeAs(expected).hasSize(expected.size());
            assertThat(new ArrayList<>(members.entrySet())).isEqualTo(new ArrayList<>(expected.entrySet()));
            for (int i = 0; i < names; i++) {
                assertThat(members.get("n" + i)).isEqualTo(expected.get("n" + i));
                assertThat(members.containsKey("n" + i)).isEqualTo(expected.containsKey("n" + i));
            }
            assertThat(new ArrayList<>(members.sorted().keySet()))
                    .isEqualTo(new ArrayList<>(new TreeMap<>(expected).keySet()));
            assertThat(members.sorted()).isEqualTo(expected);
        }
    }

    @Test
    void are_sorted_by_code_point() {
        Members.Builder builder = new Members.Builder();
        List.of("😀", "\uFFFD", "b", "a", "").forEach(name -> builder.put(name, Json.NULL));

        assertThat(new ArrayList<>(builder.build().sorted().keySet())).containsExactly("", "a", "b", "\uFFFD", "😀");
    }

    @Test
    void are_not_changed() {
        Members members = Members.copyOf(Map.of("a", Json.NULL));

        assertThatThrownBy(() -> members.put("b", Json.NULL)).isInstanceOf(UnsupportedOperationException.class);
        assertThatThrownBy(members::clear).isInstanceOf(UnsupportedOperationException.class);
        assertThat(members.get(null)).isNull();
    }

    /** A name that is repeated a hundred thousand times among as many others took quadratic time, were it looked for. */
    @Test
    void are_built_in_linear_time() {
        Members.Builder builder = new Members.Builder();
        for (int i = 0; i < 300_000; i++) {
            builder.put("n" + i, Json.NULL);
            builder.put("n0", Json.NULL);
        }

        assertThat(builder.build()).hasSize(300_000).containsKey("n0");
    }
}
