package dev.navicert.tuf.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import org.junit.jupiter.api.Test;

class GoLayoutTest {
    @Test
    void the_way_by_the_canonical_form_comes_to_the_same() throws MalformedJsonException {
        for (int c = 0; c <= 0xFFFF; c++) {
            if (Character.isSurrogate((char) c)) {
                continue;
            }
            Json value = Json.object(Map.of("name" + (char) c, Json.string("a" + (char) c + "\uD83D\uDC0E")));
            Json plain = Json.object(Map.of("name", Json.string("a" + (char) c)));
            for (Json tree : new Json[] {value, plain}) {
                byte[] canonical = CanonicalJson.encode(tree);
                if (c < ' ') {
                    assertThatThrownBy(() -> GoLayout.encode(tree)).isInstanceOf(MalformedJsonException.class);
                    assertThatThrownBy(() -> GoLayout.encode(tree, canonical))
                            .isInstanceOf(MalformedJsonException.class);
                } else {
                    assertThat(GoLayout.encode(tree, canonical)).isEqualTo(GoLayout.encode(tree));
                }
            }
        }
    }
}
