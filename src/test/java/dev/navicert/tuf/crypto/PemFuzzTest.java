package dev.navicert.tuf.crypto;

import static org.assertj.core.api.Assertions.assertThat;

import dev.navicert.fuzz.Fuzz;
import dev.navicert.keys.RootCertificate;
import dev.navicert.keys.SigningKey;
import dev.navicert.keys.SigningKey.Algorithm;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class PemFuzzTest {
    private static final List<String> WORDS = List.of(
            "-----BEGIN CERTIFICATE-----\n",
            "-----END CERTIFICATE-----\n",
            "-----BEGIN ",
            "-----END ",
            "-----",
            "\n",
            "\r\n",
            " ",
            "=",
            "role: root\n",
            ":",
            "\n\n",
            "AAAA",
            "MIIB",
            "\t");

    private static List<byte[]> corpus() {
        Instant now = Instant.parse("2026-11-22T12:00:00Z");
        PublicKey leaf = RootCertificate.make(SigningKey.generate(Algorithm.ECDSA), "a/b", now);
        PublicKey rsa = RootCertificate.make(SigningKey.generate(Algorithm.RSA), "a/b_c", now);
        String headers = Pem.encode("ENCRYPTED PRIVATE KEY", Map.of("role", "root"), new byte[100]);
        String chain = new String(leaf.bytes(), StandardCharsets.US_ASCII)
                + new String(rsa.bytes(), StandardCharsets.US_ASCII);
        return List.of(
                leaf.bytes(), rsa.bytes(), bytes(headers), bytes(chain), bytes("text before\n" + chain + "after"));
    }

    @Test
    void blocks_certificates_and_keys_are_read_or_not_there() {
        Fuzz.of(corpus(), WORDS, 4000).run(input -> {
            for (Pem.Block block : Pem.blocks(input)) {
                assertThat(Pem.first(bytes(Pem.encode(block.type(), block.bytes())))
                                .orElseThrow()
                                .bytes())
                        .isEqualTo(block.bytes());
            }
            CertificateBundle.readAll(input);
            CertificateBundle.read(input).flatMap(CertificateBundle::toKey).ifPresent(key -> {
                // What was written anew is written anew alike.
                assertThat(key.certificates().flatMap(CertificateBundle::toKey)).contains(key);
            });
            for (String type : new String[] {PublicKey.ECDSA_X509, PublicKey.RSA_X509, PublicKey.ECDSA, "x"}) {
                PublicKey key = PublicKey.of(type, input);
                assertThat(key.canonicalId().hex()).hasSize(64);
                assertThat(key.verifies("ecdsa", input, new byte[64])).isFalse();
                assertThat(key.verifies("rsapss", input, new byte[256])).isFalse();
            }
        });
    }

    @Test
    void a_certificate_is_read_or_not_there() {
        List<byte[]> certificates = corpus().stream()
                .flatMap(pem -> Pem.first(pem).stream())
                .map(Pem.Block::bytes)
                .toList();
        Fuzz.of(certificates, List.of("\u0000", "\u0001", "0", "\u0003\u0002", "\u0006", "\u001f"), 4000)
                .run(input -> Certificate.read(input).ifPresent(certificate -> {
                    certificate.isSound();
                    certificate.isValidAt(Instant.EPOCH);
                    certificate.isFor("a/b");
                    certificate.isAuthority();
                    Ecdsa.verify(certificate.publicKeyInfo(), input, new byte[64]);
                }));
    }

    @Test
    void a_public_key_is_read_or_verifies_nothing() {
        List<byte[]> keys = List.of(
                SigningKey.generate(Algorithm.ECDSA).publicKey().bytes(),
                SigningKey.generate(Algorithm.RSA).publicKey().bytes(),
                SigningKey.generate(Algorithm.ED25519).publicKey().bytes());
        Fuzz.of(keys, List.of("\u0000", "\u0001", "0", "\u0003\u0002", "\u0006"), 4000)
                .run(input -> {
                    byte[] signature = new byte[256];
                    signature[31] = 1;
                    signature[63] = 1;
                    assertThat(PublicKey.of(PublicKey.ECDSA, input)
                                    .verifies("ecdsa", input, java.util.Arrays.copyOf(signature, 64)))
                            .isFalse();
                    assertThat(PublicKey.of(PublicKey.RSA, input).verifies("rsapkcs1v15", input, signature))
                            .isFalse();
                    PublicKey.of(PublicKey.ED25519, input)
                            .verifies("eddsa", input, java.util.Arrays.copyOf(signature, 64));
                });
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.ISO_8859_1);
    }
}
