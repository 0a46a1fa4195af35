package dev.navicert.policy;

import static org.assertj.core.api.Assertions.assertThat;

import dev.navicert.name.Gun;
import dev.navicert.trust.PinnedAuthority;
import dev.navicert.trust.TrustPin;
import dev.navicert.tuf.crypto.KeyId;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class PolicyPinsTest {
    private static final KeyId ONE = new KeyId("1".repeat(64));
    private static final KeyId TWO = new KeyId("2".repeat(64));
    private static final PinnedAuthority AUTHORITY = PinnedAuthority.of(new byte[0]);

    @Test
    void the_most_specific_certificates_win() throws InvalidPatternException {
        PolicyPins pins = pins(Map.of(
                Pattern.parse("a.example/**"), List.of(ONE),
                Pattern.parse("a.example/team/*"), List.of(TWO)));

        assertThat(pins.forGun(new Gun("a.example/x"))).isEqualTo(new TrustPin.Certificates(List.of(ONE)));
        assertThat(pins.forGun(new Gun("a.example/team/x"))).isEqualTo(new TrustPin.Certificates(List.of(TWO)));
    }

    @Test
    void a_pin_is_no_prefix() throws InvalidPatternException {
        PolicyPins pins = pins(Map.of(Pattern.parse("a.example/team"), List.of(ONE)));

        assertThat(pins.forGun(new Gun("a.example/team2"))).isEqualTo(TrustPin.FirstUse.REFUSED);
        assertThat(pins.forGun(new Gun("a.example/team/x"))).isEqualTo(TrustPin.FirstUse.REFUSED);
    }

    @Test
    void of_two_pins_with_equal_claim_both_must_be_satisfied() throws InvalidPatternException {
        PolicyPins pins = pins(Map.of(
                Pattern.parse("a.example/b/*"), List.of(ONE, TWO),
                Pattern.parse("a.example/*/b"), List.of(TWO)));

        assertThat(pins.forGun(new Gun("a.example/b/b"))).isEqualTo(new TrustPin.Certificates(List.of(TWO)));
    }

    @Test
    void certificates_come_before_an_authority_and_both_before_first_use() throws InvalidPatternException {
        PolicyPins pins = new PolicyPins(
                Map.of(Pattern.parse("a.example/**"), List.of(ONE)),
                Map.of(Pattern.parse("**"), AUTHORITY),
                TrustPin.FirstUse.ALLOWED);

        assertThat(pins.forGun(new Gun("a.example/x"))).isInstanceOf(TrustPin.Certificates.class);
        assertThat(pins.forGun(new Gun("b.example/x"))).isEqualTo(new TrustPin.Authority(AUTHORITY));
        assertThat(new PolicyPins(Map.of(), Map.of(), TrustPin.FirstUse.ALLOWED).forGun(new Gun("b.example/x")))
                .isEqualTo(TrustPin.FirstUse.ALLOWED);
    }

    private static PolicyPins pins(Map<Pattern, List<KeyId>> certs) {
        return new PolicyPins(certs, Map.of(), TrustPin.FirstUse.REFUSED);
    }
}
