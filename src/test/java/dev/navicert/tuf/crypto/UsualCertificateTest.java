package dev.navicert.tuf.crypto;

import static org.assertj.core.api.Assertions.assertThat;

import dev.navicert.fuzz.Fuzz;
import dev.navicert.keys.RootCertificate;
import dev.navicert.keys.SigningKey;
import dev.navicert.keys.SigningKey.Algorithm;
import dev.navicert.tuf.json.Json;
import dev.navicert.tuf.json.MalformedJsonException;
import dev.navicert.tuf.json.Reading;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is read without the JDK is what the JDK reads. */
class UsualCertificateTest {
    private static final Instant NOW = Instant.parse("2026-11-22T12:00:00Z");
    private static final byte[] DER = made(SigningKey.generate(Algorithm.ECDSA), "registry.example/team/app");

    @ParameterizedTest
    @ValueSource(strings = {"a", "registry.example/team/app", "a_b", "*", "docker.io/library/alpine*"})
    void reads_what_notary_makes_for_a_p256_key(String gun) {
        byte[] der = made(SigningKey.generate(Algorithm.ECDSA), gun);

        assertThat(UsualCertificate.read(der)).isPresent();
        assertReadAlike(der);
    }

    @Test
    void reads_a_name_of_any_length() {
        for (int length = 1; length < 300; length++) {
            byte[] der = made(SigningKey.generate(Algorithm.ECDSA), "a".repeat(length));

            assertThat(UsualCertificate.read(der)).as("name of %d", length).isPresent();
            assertReadAlike(der);
        }
    }

    @Test
    void a_certificate_whose_length_is_left_open_is_none() {
        byte[] der = made(SigningKey.generate(Algorithm.ECDSA), "registry.example/team/app");
        byte[] open = Arrays.copyOfRange(der, 2, der.length + 2); // of 30 82 LL LL, what follows stays; 00 00 ends it
        open[0] = 0x30;
        open[1] = (byte) 0x80;

        assertThat(der).startsWith(0x30, 0x82);
        assertThat(Certificate.read(der)).isPresent();
        assertThat(Certificate.read(open)).isEmpty();
    }

    @Test
    void leaves_other_keys_and_other_names_to_the_jdk() {
        assertThat(UsualCertificate.read(made(SigningKey.generate(Algorithm.RSA), "a")))
                .isEmpty();
        assertThat(UsualCertificate.read(made(SigningKey.generate(Algorithm.ECDSA), "é")))
                .isEmpty();
    }

    @Test
    void reads_every_root_certificate_on_record_as_the_jdk_does() throws IOException {
        int usual = 0;
        for (byte[] der : recorded()) {
            assertReadAlike(der);
            usual += UsualCertificate.read(der).isPresent() ? 1 : 0;
        }
        assertThat(usual).isGreaterThan(50);
    }

    @Test
    void leaves_a_date_that_is_none_to_the_jdk() {
        for (String date : List.of("260229000000", "261301000000", "260100000000", "260101240000", "2601010000 0")) {
            byte[] der = replaced("261122120000", date);

            assertThat(UsualCertificate.read(der)).as(date).isEmpty();
        }
    }

    @Test
    void reads_dates_of_both_centuries() {
        for (String date : List.of("491231235959", "500101000000", "991231235959", "000229000000")) {
            byte[] der = replaced("261122120000", date);

            assertThat(UsualCertificate.read(der)).as(date).isPresent();
            assertReadAlike(der);
        }
    }

    /** Neither does the JDK ask whether the point is on the curve before it is used. */
    @ParameterizedTest
    @ValueSource(strings = {"00", "01", "7f", "80", "ff"})
    void reads_a_key_whose_point_is_on_no_curve(String octet) {
        byte[] der = DER.clone();
        int key = indexOf(der, P256.KEY_INFO);
        Arrays.fill(
                der,
                key + P256.KEY_INFO.length,
                key + P256.KEY_INFO_LENGTH,
                HexFormat.of().parseHex(octet)[0]);

        assertThat(UsualCertificate.read(der)).isPresent();
        assertReadAlike(der);
        assertThat(Ecdsa.readKey(Certificate.read(der).orElseThrow().publicKeyInfo()))
                .isEmpty();
    }

    @Test
    void is_not_one_if_a_single_byte_is_missing_or_too_many() {
        for (int length = 0; length < DER.length; length++) {
            assertThat(UsualCertificate.read(Arrays.copyOf(DER, length))).isEmpty();
        }
        assertThat(UsualCertificate.read(Arrays.copyOf(DER, DER.length + 1))).isEmpty();
    }

    @Test
    void every_byte_has_every_value_once() {
        for (int i = 0; i < DER.length; i++) {
            for (int value = 0; value < 256; value++) {
                byte[] der = DER.clone();
                der[i] = (byte) value;
                if (UsualCertificate.read(der).isPresent()) {
                    assertReadAlike(der);
                }
            }
        }
    }

    @Test
    void whatever_is_read_the_jdk_reads_alike() throws IOException {
        List<byte[]> corpus = new ArrayList<>(recorded());
        corpus.add(DER);
        Fuzz.of(corpus, List.of("\u0000", "\u0001", "0", "\u0003\u0002", "\u0006", "\u001f", "0Y0\u0013"), 4000)
                .run(input -> {
                    if (UsualCertificate.read(input).isPresent()) {
                        assertReadAlike(input);
                    }
                });
    }

    private static void assertReadAlike(byte[] der) {
        CertificateFacts expected;
        try {
            X509Certificate x509 = (X509Certificate)
                    CertificateFactory.getInstance("X.509").generateCertificate(new ByteArrayInputStream(der));
            assertThat(x509.getEncoded()).isEqualTo(der);
            expected = CertificateFacts.of(x509);
        } catch (CertificateException e) {
            throw new AssertionError(
                    "the JDK does not read it: " + HexFormat.of().formatHex(der), e);
        }
        UsualCertificate.read(der)
                .ifPresent(facts -> assertThat(isSame(facts, expected))
                        .as("%s as %s", facts, expected)
                        .isTrue());
    }

    /** By hand, because it is asked a hundred thousand times. */
    private static boolean isSame(CertificateFacts facts, CertificateFacts expected) {
        return facts.commonName().equals(expected.commonName())
                && facts.kind() == expected.kind()
                && facts.notBefore().equals(expected.notBefore())
                && facts.notAfter().equals(expected.notAfter())
                && facts.signatureAlgorithm().equals(expected.signatureAlgorithm())
                && facts.keyAlgorithm().equals(expected.keyAlgorithm())
                && facts.rsaBits() == expected.rsaBits()
                && Arrays.equals(facts.publicKeyInfo(), expected.publicKeyInfo());
    }

    private static byte[] made(SigningKey key, String gun) {
        return Pem.first(RootCertificate.make(key, gun, NOW).bytes())
                .orElseThrow()
                .bytes();
    }

    private static List<byte[]> recorded() throws IOException {
        List<byte[]> certificates = new ArrayList<>();
        try (Stream<Path> files = Files.walk(Path.of("src/test/resources/trust-data"))) {
            for (Path file : files.filter(path -> path.endsWith("server/root.json"))
                    .sorted()
                    .toList()) {
                for (Pem.Block block : blocks(Files.readAllBytes(file))) {
                    certificates.add(block.bytes());
                }
            }
        }
        return certificates;
    }

    /** Of all root keys in a file; a file that is damaged on purpose has none. */
    private static List<Pem.Block> blocks(byte[] root) {
        List<Pem.Block> blocks = new ArrayList<>();
        try {
            if (Json.parse(root, Reading.AS_GO) instanceof Json.Obj file
                    && file.get("signed") instanceof Json.Obj signed
                    && signed.get("keys") instanceof Json.Obj keys) {
                for (Json key : keys.members().values()) {
                    blocks.addAll(
                            Pem.blocks(PublicKey.fromJson(key, Reading.AS_GO).bytes()));
                }
            }
        } catch (MalformedJsonException e) {
            return List.of();
        }
        return blocks;
    }

    private static byte[] replaced(String old, String text) {
        byte[] der = DER.clone();
        byte[] bytes = text.getBytes(java.nio.charset.StandardCharsets.US_ASCII);
        System.arraycopy(
                bytes, 0, der, indexOf(der, old.getBytes(java.nio.charset.StandardCharsets.US_ASCII)), bytes.length);
        return der;
    }

    private static int indexOf(byte[] bytes, byte[] part) {
        for (int i = 0; i <= bytes.length - part.length; i++) {
            if (Arrays.equals(bytes, i, i + part.length, part, 0, part.length)) {
                return i;
            }
        }
        throw new AssertionError("not there");
    }
}
