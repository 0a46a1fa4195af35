package dev.navicert.tuf.crypto;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class PemTest {
    private static final byte[] CONTENT = new byte[100];

    @Test
    void text_around_and_between_blocks_is_ignored() {
        String text =
                "subject=a\n" + Pem.encode("A", CONTENT) + "\nissuer=b\n" + Pem.encode("B", new byte[] {1}) + "end";
        assertThat(Pem.blocks(bytes(text))).extracting(Pem.Block::type).containsExactly("A", "B");
    }

    @Test
    void headers_are_read_and_written_in_their_order() {
        Map<String, String> headers = new LinkedHashMap<>();
        headers.put("gun", "docker.io/library/alpine");
        headers.put("role", "snapshot");
        String text = Pem.encode("ENCRYPTED PRIVATE KEY", headers, CONTENT);
        assertThat(text)
                .startsWith("-----BEGIN ENCRYPTED PRIVATE KEY-----\n"
                        + "gun: docker.io/library/alpine\nrole: snapshot\n\nAAAA");
        Pem.Block block = Pem.first(bytes(text)).orElseThrow();
        assertThat(block.headers()).containsExactlyEntriesOf(headers);
        assertThat(block.bytes()).isEqualTo(CONTENT);
    }

    @Test
    void lines_may_end_in_any_way_and_be_of_any_length() {
        String text = Pem.encode("A", CONTENT);
        for (String other :
                List.of(text.replace("\n", "\r\n"), text.replace("\n", " \t\n"), text.replaceAll("(A{7})", "$1\n"))) {
            assertThat(Pem.first(bytes(other)).orElseThrow().bytes()).isEqualTo(CONTENT);
        }
    }

    @Test
    void a_block_may_be_empty() {
        String text = "-----BEGIN A-----\n-----END A-----\n";
        assertThat(Pem.first(bytes(text)).orElseThrow().bytes()).isEmpty();
    }

    @Test
    void a_block_that_does_not_hold_together_is_passed_over() {
        String good = Pem.encode("GOOD", CONTENT);
        for (String bad : List.of(
                "-----BEGIN A-----\nAAAA\n-----END B-----\n",
                "-----BEGIN A-----\nAAA\n-----END A-----\n",
                "-----BEGIN A-----\n*\n-----END A-----\n",
                "-----BEGIN A\nAAAA\n-----END A-----\n",
                "-----BEGIN A-----\nAAAA\n-----END A----- x\n",
                "-----BEGIN A-----\n")) {
            assertThat(Pem.blocks(bytes(bad + good)))
                    .as(bad)
                    .extracting(Pem.Block::type)
                    .containsExactly("GOOD");
            assertThat(Pem.blocks(bytes(bad))).as(bad).isEmpty();
        }
    }

    @Test
    void a_text_of_many_beginnings_is_given_up_soon() {
        assertThat(Pem.blocks(bytes("-----BEGIN A-----\n".repeat(50_000) + "-----END B-----\n")))
                .isEmpty();
        assertThat(Pem.blocks(bytes(Pem.encode("A", CONTENT).repeat(Pem.MAX_BLOCKS + 1))))
                .isEmpty();
        assertThat(Pem.blocks(bytes(Pem.encode("A", CONTENT).repeat(500)))).hasSize(500);
        assertThat(Pem.blocks(new byte[Pem.MAX_BYTES + 1])).isEmpty();
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.ISO_8859_1);
    }
}
