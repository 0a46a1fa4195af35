package dev.navicert.keys;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.navicert.keys.SigningKey.Algorithm;
import dev.navicert.tuf.Signature;
import dev.navicert.tuf.crypto.Certificate;
import dev.navicert.tuf.crypto.CertificateBundle;
import dev.navicert.tuf.crypto.PublicKey;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.EnumSource.Mode;

class SigningKeyTest {
    private static final byte[] MESSAGE = "what is signed".getBytes(StandardCharsets.UTF_8);
    private static final Instant NOW = Instant.parse("2026-11-22T12:00:00Z");

    @ParameterizedTest
    @EnumSource(Algorithm.class)
    void its_public_half_verifies_what_it_signed_and_nothing_else(Algorithm algorithm) {
        SigningKey key = SigningKey.generate(algorithm);
        byte[] signature = key.sign(MESSAGE);

        assertThat(key.publicKey().verifies(key.method(), MESSAGE, signature)).isTrue();
        assertThat(key.publicKey().verifies(key.method(), new byte[] {1}, signature))
                .isFalse();
        assertThat(SigningKey.generate(algorithm).publicKey().verifies(key.method(), MESSAGE, signature))
                .isFalse();
        signature[signature.length - 1] ^= 1;
        assertThat(key.publicKey().verifies(key.method(), MESSAGE, signature)).isFalse();
    }

    @ParameterizedTest
    @EnumSource(Algorithm.class)
    void a_signature_counts_only_under_its_own_method(Algorithm algorithm) {
        SigningKey key = SigningKey.generate(algorithm);
        byte[] signature = key.sign(MESSAGE);
        for (String method : new String[] {"ecdsa", "eddsa", "rsapss", "rsapkcs1v15", "pycrypto-pkcs#1 pss", ""}) {
            assertThat(key.publicKey().verifies(method, MESSAGE, signature)).isEqualTo(method.equals(key.method()));
        }
    }

    @ParameterizedTest
    @EnumSource(value = Algorithm.class, mode = Mode.EXCLUDE, names = "ED25519")
    void a_root_certificate_makes_a_key_that_verifies_for_the_collection(Algorithm algorithm) throws Exception {
        SigningKey key = SigningKey.generate(algorithm);
        PublicKey root = RootCertificate.make(key, "registry.example.com/team/app_a", NOW);
        Signature signature = key.sign(root.id(), MESSAGE);
        Certificate leaf = root.certificates().orElseThrow().leaf();

        assertThat(root.verifies(signature.method(), MESSAGE, signature.bytes()))
                .isTrue();
        assertThat(root.canonicalId()).isEqualTo(key.publicKey().id());
        assertThat(root.certificates().flatMap(CertificateBundle::toKey)).contains(root);
        assertThat(leaf.commonName()).isEqualTo("registry.example.com/team/app_a");
        assertThat(leaf.isFor("registry.example.com/team/app_a")).isTrue();
        assertThat(leaf.isAuthority()).isFalse();
        assertThat(leaf.isValidAt(NOW)).isTrue();
        assertThat(leaf.isValidAt(NOW.plus(RootCertificate.LIFE).plusSeconds(1)))
                .isFalse();
        assertThat(leaf.isValidAt(NOW.minus(Duration.ofDays(1)))).isTrue();
        assertThat(leaf.isValidAt(NOW.minus(Duration.ofDays(1)).minusSeconds(1)))
                .isFalse();
        assertThat(leaf.x509().getKeyUsage()).startsWith(true, false, true, false);
        assertThat(leaf.x509().getExtendedKeyUsage()).containsExactly("1.3.6.1.5.5.7.3.3");
        assertThat(leaf.x509().getCriticalExtensionOIDs()).containsExactlyInAnyOrder("2.5.29.15", "2.5.29.19");
        leaf.x509().verify(leaf.x509().getPublicKey());
    }

    @Test
    void no_root_certificate_is_made_for_an_ed25519_key() {
        SigningKey key = SigningKey.generate(Algorithm.ED25519);
        assertThatThrownBy(() -> RootCertificate.make(key, "a", NOW)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void it_does_not_print_its_private_part() {
        SigningKey key = SigningKey.generate(Algorithm.ECDSA);
        assertThat(key).hasToString("private half of ecdsa " + key.publicKey().id());
    }
}
