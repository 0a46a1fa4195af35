package dev.navicert.trust;

import static org.assertj.core.api.Assertions.assertThat;

import dev.navicert.name.Gun;
import dev.navicert.tuf.crypto.KeyId;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Which section of {@code trust_pinning} speaks for a collection. */
class NotaryPinsTest {
    private static final Gun GUN = new Gun("registry.example.com/team/app");
    private static final List<KeyId> ONE = List.of(new KeyId("1".repeat(64)));
    private static final List<KeyId> TWO = List.of(new KeyId("2".repeat(64)));
    private static final PinnedAuthority CA = PinnedAuthority.of(new byte[0]);
    private static final PinnedAuthority OTHER_CA = PinnedAuthority.unreadable();

    private static TrustPin certs(Map<String, List<KeyId>> certs) {
        return new NotaryPins(certs, Map.of(), TrustPin.FirstUse.ALLOWED).forGun(GUN);
    }

    private static TrustPin ca(Map<String, PinnedAuthority> ca) {
        return new NotaryPins(Map.of(), ca, TrustPin.FirstUse.ALLOWED).forGun(GUN);
    }

    @Test
    void the_collection_itself_goes_before_a_wildcard() {
        assertThat(certs(Map.of(GUN.value(), ONE, "registry.example.com/team/ap*", TWO)))
                .isEqualTo(new TrustPin.Certificates(ONE));
    }

    @Test
    void the_longest_wildcard_wins() {
        assertThat(certs(Map.of("*", ONE, "registry.example.com/*", TWO))).isEqualTo(new TrustPin.Certificates(TWO));
    }

    @Test
    void without_a_wildcard_a_prefix_of_certs_means_nothing() {
        assertThat(certs(Map.of("registry.example.com/team/", ONE))).isEqualTo(TrustPin.FirstUse.ALLOWED);
    }

    @Test
    void a_list_of_nothing_applies_and_accepts_nothing() {
        assertThat(certs(Map.of(GUN.value(), List.of()))).isEqualTo(new TrustPin.Certificates(List.of()));
        assertThat(certs(Map.of("registry*", List.of()))).isEqualTo(new TrustPin.Certificates(List.of()));
    }

    @Test
    void an_authority_speaks_for_every_prefix_the_longest_wins() {
        assertThat(ca(Map.of("", OTHER_CA, "registry.exa", CA))).isEqualTo(new TrustPin.Authority(CA));
        assertThat(ca(Map.of("registry.other", CA))).isEqualTo(TrustPin.FirstUse.ALLOWED);
    }

    @Test
    void certificates_go_before_authorities_and_they_before_first_use() {
        assertThat(new NotaryPins(Map.of("*", ONE), Map.of("", CA), TrustPin.FirstUse.REFUSED).forGun(GUN))
                .isEqualTo(new TrustPin.Certificates(ONE));
        assertThat(new NotaryPins(Map.of(), Map.of("", CA), TrustPin.FirstUse.REFUSED).forGun(GUN))
                .isEqualTo(new TrustPin.Authority(CA));
        assertThat(new NotaryPins(Map.of(), Map.of(), TrustPin.FirstUse.REFUSED).forGun(GUN))
                .isEqualTo(TrustPin.FirstUse.REFUSED);
    }
}
