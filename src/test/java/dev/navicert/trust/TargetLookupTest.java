package dev.navicert.trust;

import static dev.navicert.trust.Play.content;
import static dev.navicert.tuf.RoleName.RELEASES;
import static dev.navicert.tuf.RoleName.TARGETS;
import static org.assertj.core.api.Assertions.assertThat;

import dev.navicert.trustserver.RoleSigners;
import dev.navicert.trustserver.SignedRepository;
import dev.navicert.tuf.RoleName;
import dev.navicert.tuf.Strictness;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Who signs a name, if several do. */
class TargetLookupTest {
    private static final RoleName A = new RoleName("targets/a");
    private static final RoleName A_DEEP = new RoleName("targets/a/deep");
    private static final RoleName B = new RoleName("targets/b");
    private static final List<String> ALL = List.of("");

    private static TrustedCollection collection;

    @BeforeAll
    static void publish() throws Exception {
        Play play = Play.published();
        SignedRepository repository = play.repository;
        RoleSigners key = RoleSigners.of(Play.STRANGER);
        repository
                .delegate(A, key, ALL)
                .delegate(A_DEEP, key, ALL)
                .delegate(B, key, ALL)
                .delegate(RELEASES, key, ALL);
        repository.addTarget(A, "a", content("a")).addTarget(A, "shared", content("of a"));
        repository.addTarget(A_DEEP, "deep", content("d")).addTarget(A_DEEP, "wide", content("of deep"));
        repository.addTarget(B, "wide", content("of b")).addTarget(B, "shared", content("of b"));
        repository.addTarget(RELEASES, "1.0", content("released")).addTarget(RELEASES, "shared", content("released"));
        collection = play.publish().read(Strictness.NOTARY);
    }

    private static RoleName signer(String name, RoleName... roles) {
        return collection.find(name, List.of(roles)).orElseThrow().role();
    }

    @Test
    void a_parent_goes_before_its_children() {
        assertThat(signer("1.0")).isEqualTo(TARGETS);
    }

    @Test
    void siblings_go_in_their_parents_order() {
        assertThat(signer("shared")).isEqualTo(A);
    }

    @Test
    void what_is_near_goes_before_what_is_deep() {
        assertThat(signer("wide")).isEqualTo(B);
    }

    @Test
    void a_role_that_is_asked_for_goes_before_the_others() {
        assertThat(signer("1.0", RELEASES, TARGETS)).isEqualTo(RELEASES);
        assertThat(signer("shared", RELEASES, TARGETS)).isEqualTo(RELEASES);
    }

    @Test
    void roles_below_the_last_are_still_reached() {
        assertThat(signer("a", RELEASES, TARGETS)).isEqualTo(A);
    }

    @Test
    void a_role_asked_for_includes_those_below_it_alone() {
        assertThat(collection.list(List.of(A)))
                .extracting(SignedTarget::name)
                .containsExactlyInAnyOrder("a", "shared", "deep", "wide");
        assertThat(collection.find("1.0", List.of(A))).isEmpty();
    }

    @Test
    void a_deep_role_can_be_asked_for_itself() {
        assertThat(collection.list(List.of(A_DEEP)))
                .extracting(SignedTarget::role)
                .containsOnly(A_DEEP);
    }

    @Test
    void a_role_in_the_list_is_not_reached_from_above() {
        Map<String, RoleName> listed = new TreeMap<>();
        collection.list(List.of(A, A_DEEP)).forEach(target -> listed.put(target.name(), target.role()));
        assertThat(listed)
                .containsOnly(
                        Map.entry("a", A),
                        Map.entry("shared", A),
                        Map.entry("deep", A_DEEP),
                        Map.entry("wide", A_DEEP));
    }

    @Test
    void a_role_that_does_not_exist_has_no_names() {
        assertThat(collection.list(List.of(new RoleName("targets/nosuch")))).isEmpty();
        assertThat(collection.list(List.of(RoleName.ROOT))).isEmpty();
        assertThat(collection.find("1.0", List.of(RoleName.SNAPSHOT))).isEmpty();
    }

    @Test
    void a_name_outside_a_roles_paths_is_not_there() {
        assertThat(collection.find("latest", List.of())).isEmpty();
        assertThat(collection.list(List.of())).extracting(SignedTarget::name).doesNotContain("latest");
        assertThat(collection.signedBy(Play.QA)).extracting(SignedTarget::name).containsExactly("qa-1");
    }

    @Test
    void one_role_alone_says_what_it_signs_itself() {
        assertThat(collection.signedBy(A)).extracting(SignedTarget::name).containsExactlyInAnyOrder("a", "shared");
        assertThat(collection.signedBy(new RoleName("targets/nosuch"))).isEmpty();
    }
}
