package dev.navicert.tuf.crypto;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.InputStream;
import java.security.KeyPairGenerator;
import java.time.Instant;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PublicKeyFileTest {
    private static final Instant NOW = Instant.parse("2026-11-22T11:01:13Z");

    @Test
    void a_certificate_and_the_bare_key_in_it_have_one_identifier() throws Exception {
        PublicKeyFile certificate = PublicKeyFile.read(recorded("alice.crt"), NOW);
        PublicKeyFile bare = PublicKeyFile.read(recorded("alice-pub.pem"), NOW);

        assertThat(certificate.key().keyType()).isEqualTo(PublicKey.ECDSA_X509);
        assertThat(bare.key().keyType()).isEqualTo(PublicKey.ECDSA);
        assertThat(certificate.key().canonicalId()).isEqualTo(bare.key().id());
        assertThat(bare.key().id().hex()).isEqualTo("4cb575bd406dde2bbd0e9efc5293cc2ff88f09f2f3309df2caf77c44e7531a31");
        assertThat(bare.certificate()).isEmpty();
    }

    @Test
    void a_certificate_is_kept_as_go_writes_it_whatever_stands_around_it() throws Exception {
        byte[] plain = recorded("rsa.crt");
        byte[] framed = ("some words\n" + new String(plain, US_ASCII) + "more words\n").getBytes(US_ASCII);

        assertThat(PublicKeyFile.read(framed, NOW).key())
                .isEqualTo(PublicKeyFile.read(plain, NOW).key());
        assertThat(PublicKeyFile.read(plain, NOW).key().keyType()).isEqualTo(PublicKey.RSA_X509);
    }

    @Test
    void a_certificate_may_begin_a_day_late_and_ends_on_time() throws Exception {
        Certificate alice =
                PublicKeyFile.read(recorded("alice.crt"), NOW).certificate().orElseThrow();

        assertThat(PublicKeyFile.read(recorded("alice.crt"), alice.notBefore().minusSeconds(86_399))
                        .certificate())
                .isPresent();
        for (Instant wrong : new Instant[] {
            alice.notBefore().minusSeconds(86_401), alice.notAfter().plusSeconds(1)
        }) {
            assertThatThrownBy(() -> PublicKeyFile.read(recorded("alice.crt"), wrong))
                    .hasMessage("invalid certificate: certificate with CN alice is expired");
        }
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    expired.crt   | invalid certificate: certificate with CN expired is expired
                    rsa1k.crt     | invalid certificate: RSA bit length is too short
                    alice-key.pem | unsupported PEM block type "PRIVATE KEY", expected CERTIFICATE or PUBLIC KEY
                    ids.json      | no valid public key found
                    """)
    void what_gives_no_key_says_why(String file, String words) throws IOException {
        byte[] text = recorded(file);
        assertThatThrownBy(() -> PublicKeyFile.read(text, NOW))
                .isInstanceOf(PublicKeyFile.UnusableException.class)
                .hasMessage(words);
    }

    @Test
    void a_key_of_another_kind_is_not_taken() throws Exception {
        byte[] ed25519 = KeyPairGenerator.getInstance("Ed25519")
                .generateKeyPair()
                .getPublic()
                .getEncoded();

        assertRefused(ed25519, "unknown public key format");
        assertRefused(new byte[] {1, 2, 3}, "unable to parse pem encoded public key: ");
        assertRefused(new byte[0], "");
    }

    private static void assertRefused(byte[] der, String words) {
        byte[] text = Pem.encode("PUBLIC KEY", der).getBytes(US_ASCII);
        assertThatThrownBy(() -> PublicKeyFile.read(text, NOW))
                .isInstanceOf(PublicKeyFile.UnusableException.class)
                .hasMessageContaining(words);
    }

    private static byte[] recorded(String name) throws IOException {
        try (InputStream in = PublicKeyFileTest.class.getResourceAsStream("/cli-transcripts/keys/" + name)) {
            return Objects.requireNonNull(in).readAllBytes();
        }
    }
}
