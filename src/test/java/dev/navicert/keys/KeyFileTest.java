package dev.navicert.keys;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.navicert.keys.KeyException.Unreadable;
import dev.navicert.keys.SigningKey.Algorithm;
import dev.navicert.tuf.crypto.Certificate;
import dev.navicert.tuf.crypto.Pem;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class KeyFileTest {
    private static final byte[] MESSAGE = "what is signed".getBytes(StandardCharsets.UTF_8);
    private static final char[] PASSPHRASE = "pass\u00e4\u20ac \ud83d\ude00 phrase".toCharArray();

    private static byte[] resource(String name) {
        try (InputStream in = KeyFileTest.class.getResourceAsStream("/keys/" + name)) {
            return Objects.requireNonNull(in, name).readAllBytes();
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    @TestFactory
    Stream<DynamicTest> reads_what_openssl_writes_and_finds_the_same_key_in_it() {
        Map<String, String> ids = new TreeMap<>();
        new String(resource("ids.tsv"), StandardCharsets.UTF_8)
                .lines()
                .map(line -> line.split("\t"))
                .forEach(row -> ids.put(row[0], row[1]));
        assertThat(ids).hasSize(18);
        return ids.entrySet().stream()
                .map(row -> DynamicTest.dynamicTest(row.getKey(), () -> {
                    KeyFile file = KeyFile.read(row.getKey(), resource(row.getKey()));
                    SigningKey key = file.open("", "root", KnownPassphrases.of("wrong", "openssl-passphrase"));

                    assertThat(key.publicKey().id()).hasToString(row.getValue());
                    assertThat(key.publicKey().verifies(key.method(), MESSAGE, key.sign(MESSAGE)))
                            .isTrue();
                    assertThat(file.plain().isPresent()).isNotEqualTo(file.isEncrypted());
                }));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "refused-ed25519-rfc8410.pem",
                "refused-secp256k1.pem",
                "refused-aes-128.pem",
                "refused-scrypt.pem"
            })
    void refuses_what_notary_cannot_read_without_asking_for_a_passphrase(String name) throws Exception {
        KnownPassphrases nobody = KnownPassphrases.of("openssl-passphrase");

        assertThatThrownBy(() -> KeyFile.read(name, resource(name)).open("", "", nobody))
                .isInstanceOfSatisfying(
                        Unreadable.class, e -> assertThat(e.why()).isEqualTo(Unreadable.Why.MALFORMED));
        assertThat(nobody.questions).isEmpty();
    }

    @ParameterizedTest
    @EnumSource(Algorithm.class)
    void what_is_written_opens_again_with_its_passphrase_alone(Algorithm algorithm) throws Exception {
        SigningKey key = SigningKey.generate(algorithm);
        byte[] written = KeyFile.write(key, "targets", "ex.com:5000/a", PASSPHRASE);
        KeyFile file = KeyFile.read("it", written);

        assertThat(file.role()).isEqualTo("targets");
        assertThat(file.gun()).isEqualTo("ex.com:5000/a");
        assertThat(file.isEncrypted()).isTrue();
        SigningKey again = file.open("", "", KnownPassphrases.of(new String(PASSPHRASE)));
        assertThat(again.publicKey()).isEqualTo(key.publicKey());
        assertThat(key.publicKey().verifies(again.method(), MESSAGE, again.sign(MESSAGE)))
                .isTrue();
        assertThatThrownBy(() -> file.open("", "", KnownPassphrases.of("another")))
                .isInstanceOfSatisfying(
                        KeyException.PassphraseInvalid.class,
                        e -> assertThat(e.tried()).isTrue());
        assertThatThrownBy(() -> file.open("", "", KnownPassphrases.of()))
                .isInstanceOfSatisfying(
                        KeyException.PassphraseInvalid.class,
                        e -> assertThat(e.tried()).isFalse());
    }

    @Test
    void a_file_looks_like_notarys() {
        SigningKey key = SigningKey.generate(Algorithm.ECDSA);

        String text = new String(KeyFile.write(key, "targets", "a/b", PASSPHRASE), StandardCharsets.UTF_8);

        assertThat(text)
                .matches("-----BEGIN ENCRYPTED PRIVATE KEY-----\ngun: a/b\nrole: targets\n\n"
                        + "([A-Za-z0-9+/=]{1,64}\n)+-----END ENCRYPTED PRIVATE KEY-----\n");
        // The outer structure of a P-256 key is 241 bytes: SEQUENCE of 238.
        assertThat(Pem.first(text.getBytes(StandardCharsets.UTF_8))
                        .orElseThrow()
                        .bytes())
                .hasSize(241)
                .startsWith(0x30, 0x81, 0xee);
    }

    @Test
    void the_inside_is_that_of_the_older_forms_and_a_header() throws Exception {
        for (String name : new String[] {"ec-P-224", "ec-P-256", "ec-P-384", "ec-P-521"}) {
            assertThat(inside(name + "-sec1.pem")).as(name).isEqualTo(der(name + "-sec1.pem"));
        }
        assertThat(inside("rsa-pkcs1.pem")).isEqualTo(der("rsa-pkcs1.pem"));
    }

    /** The private part of what we would write of a key. */
    private static byte[] inside(String name) throws Exception {
        SigningKey key = KeyFile.read(name, resource(name)).plain().orElseThrow();
        Der info = Der.of(Pkcs8.write(key)).sequence();
        assertThat(info.integer().intValue()).isEqualTo(key.algorithm() == Algorithm.ECDSA ? 1 : 0);
        info.sequence();
        return info.octets();
    }

    private static byte[] der(String name) {
        return Pem.first(resource(name)).orElseThrow().bytes();
    }

    @Test
    void a_key_on_the_curve_that_the_jdk_does_not_sign_on_makes_a_root_certificate() throws Exception {
        SigningKey key =
                KeyFile.read("P-224", resource("ec-P-224-sec1.pem")).plain().orElseThrow();

        Certificate certificate = RootCertificate.make(key, "a/b", Instant.parse("2026-11-22T12:00:00Z"))
                .firstCertificate()
                .orElseThrow();

        // The JDK cannot verify on that curve either, so the signature is looked at by hand.
        Der whole = Der.of(certificate.der()).sequence();
        whole.sequence();
        whole.sequence();
        byte[] bits = whole.content(0x03);
        Der pair = Der.of(Arrays.copyOfRange(bits, 1, bits.length)).sequence();
        assertThat(pair.integer().signum()).isPositive();
        assertThat(pair.integer().signum()).isPositive();
    }

    @Test
    void halves_of_an_ed25519_key_that_do_not_belong_together_are_refused() {
        byte[] pkcs8 = Pkcs8.write(SigningKey.generate(Algorithm.ED25519));
        pkcs8[pkcs8.length - 96] ^= 1;

        assertThatThrownBy(() -> new KeyFileProbe(pkcs8).open()).isInstanceOf(Unreadable.class);
    }

    private record KeyFileProbe(byte[] pkcs8) {
        SigningKey open() throws KeyException {
            byte[] pem = new KeyBlock("PRIVATE KEY", Map.of(), pkcs8).encode();
            return KeyFile.read("it", pem).open("", "", KnownPassphrases.of());
        }
    }

    @Test
    void refuses_a_file_without_a_key() {
        assertThatThrownBy(() -> KeyFile.read("it", "junk".getBytes(StandardCharsets.UTF_8)))
                .isInstanceOfSatisfying(
                        Unreadable.class, e -> assertThat(e.why()).isEqualTo(Unreadable.Why.NO_PEM));
        assertThatThrownBy(() -> KeyFile.read("it", new KeyBlock("CERTIFICATE", Map.of(), new byte[3]).encode()))
                .isInstanceOfSatisfying(
                        Unreadable.class, e -> assertThat(e.why()).isEqualTo(Unreadable.Why.NO_KEY));
    }

    @Test
    void refuses_work_without_end() throws Exception {
        byte[] der =
                Pem.first(resource("rsa-pbes2-SHA1-100000.pem")).orElseThrow().bytes();
        byte[] rounds = Der.integer(100000);
        int at = indexOf(der, rounds);
        assertThat(at).isPositive();
        der[at + 2] = 0x7f; // some eight million rounds

        byte[] pem = new KeyBlock(KeyFile.ENCRYPTED, Map.of(), der).encode();
        KnownPassphrases nobody = KnownPassphrases.of("openssl-passphrase");
        assertThatThrownBy(() -> KeyFile.read("it", pem).open("", "", nobody))
                .isInstanceOf(Unreadable.class)
                .hasMessageContaining("rounds");
        assertThat(nobody.questions).isEmpty();
    }

    private static int indexOf(byte[] whole, byte[] part) {
        for (int at = 0; at + part.length <= whole.length; at++) {
            if (Arrays.equals(whole, at, at + part.length, part, 0, part.length)) {
                return at;
            }
        }
        return -1;
    }

    @Test
    void passphrases_are_wiped_right_or_wrong() throws Exception {
        KnownPassphrases source = KnownPassphrases.of("wrong", "openssl-passphrase");

        KeyFile.read("it", resource("ec-P-256-pbes2-SHA1.pem")).open("", "", source);

        assertThat(source.given)
                .hasSize(2)
                .allSatisfy(given -> assertThat(given).containsOnly('\0'));
    }

    @Test
    void headers_are_utf_8_and_one_line() {
        KeyBlock block = new KeyBlock("PRIVATE KEY", Map.of(), new byte[3]).with("role", "gr\u00fc\u00dfe");

        assertThat(KeyBlock.first(block.encode()).orElseThrow().header("role")).isEqualTo("gr\u00fc\u00dfe");
        assertThatThrownBy(() -> block.with("role", "a\ngun: b")).isInstanceOf(IllegalArgumentException.class);
    }
}
