package dev.navicert.trust.view;

import static org.assertj.core.api.Assertions.assertThat;

import dev.navicert.trust.SignedTarget;
import dev.navicert.tuf.Checksum;
import dev.navicert.tuf.RoleName;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.SortedSet;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

class SignedTableTest {
    private static final String ONE = "01".repeat(32);
    private static final String TWO = "fe".repeat(32);

    private final SignedTable table = SignedTable.of(
            RoleName.RELEASES,
            List.of(
                    target("2.0", Map.of("sha256", TWO, "sha512", "ab".repeat(64))),
                    target("latest", Map.of("sha256", TWO)),
                    target("1.0", Map.of("sha256", ONE)),
                    target("", Map.of("sha512", "ab".repeat(64))),
                    target("zeros", Map.of("sha256", "00"))));

    @Test
    void gives_back_each_target_by_name_with_its_sha256() {
        assertThat(table.find("2.0")).hasValue(target("2.0", Map.of("sha256", TWO)));
        assertThat(table.find("1.0")).hasValue(target("1.0", Map.of("sha256", ONE)));
        assertThat(table.find("3.0")).isEmpty();
    }

    @Test
    void finds_every_name_of_a_digest_in_order() {
        assertThat(table.withSha256(TWO)).extracting(SignedTarget::name).containsExactly("2.0", "latest");
        assertThat(table.withSha256("ff".repeat(32))).isEmpty();
    }

    @Test
    void a_target_without_a_well_formed_sha256_is_a_name_without_content() {
        assertThat(table.find("").orElseThrow().sha256()).isEmpty();
        assertThat(table.find("zeros").orElseThrow().sha256()).isEmpty();
        assertThat(table.withSha256("00".repeat(32))).isEmpty();
        assertThat(table.withSha256("00")).isEmpty();
    }

    @Test
    void finds_each_of_ten_thousand_digests_and_nothing_else() {
        Map<String, SortedSet<String>> tags = new HashMap<>();
        List<SignedTarget> targets = new ArrayList<>();
        Random random = new Random(7);
        for (int i = 0; i < 10_000; i++) {
            String hex = Checksum.sha256(Integer.toString(random.nextInt(5_000)).getBytes(StandardCharsets.UTF_8));
            targets.add(target("v" + i, Map.of("sha256", hex)));
            tags.computeIfAbsent(hex, it -> new TreeSet<>()).add("v" + i);
        }
        SignedTable large = SignedTable.of(RoleName.RELEASES, targets);

        tags.forEach((hex, names) ->
                assertThat(large.withSha256(hex)).extracting(SignedTarget::name).containsExactlyElementsOf(names));
        assertThat(large.withSha256("00".repeat(32))).isEmpty();
        assertThat(large.withSha256("ff".repeat(32))).isEmpty();
    }

    @Test
    void a_role_that_signs_nothing_knows_no_digest() {
        assertThat(SignedTable.of(RoleName.RELEASES, List.of()).withSha256(ONE)).isEmpty();
    }

    private static SignedTarget target(String name, Map<String, String> hashes) {
        return new SignedTarget(name, hashes, name.length(), RoleName.RELEASES);
    }
}
