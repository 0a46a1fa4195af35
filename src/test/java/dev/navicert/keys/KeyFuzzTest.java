package dev.navicert.keys;

import static org.assertj.core.api.Assertions.assertThat;

import dev.navicert.fuzz.Fuzz;
import dev.navicert.keys.SigningKey.Algorithm;
import dev.navicert.tuf.crypto.Pem;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;

class KeyFuzzTest {
    private static final List<String> DER =
            List.of("\u0000", "\u0001", "0", "0\u0000", "\u0002\u0001", "\u0004", "\u0006");
    private static final List<String> PEM = List.of(
            "-----BEGIN EC PRIVATE KEY-----\n",
            "-----END EC PRIVATE KEY-----\n",
            "role: root\n",
            "gun: a/b\n",
            "Proc-Type: 4,ENCRYPTED\n",
            "DEK-Info: AES-256-CBC,",
            "DES-CBC,00",
            "\n\n",
            "AAAA",
            ":");

    private static byte[] resource(String name) throws Exception {
        try (InputStream in = KeyFuzzTest.class.getResourceAsStream("/keys/" + name)) {
            return Objects.requireNonNull(in, name).readAllBytes();
        }
    }

    @Test
    void a_key_is_read_or_refused() throws Exception {
        List<byte[]> keys = new ArrayList<>();
        for (Algorithm algorithm : Algorithm.values()) {
            keys.add(Pkcs8.write(SigningKey.generate(algorithm)));
        }
        for (String name : List.of("ec-P-224-pkcs8.pem", "ec-P-521-pkcs8.pem", "rsa-pkcs8.pem")) {
            keys.add(Pem.first(resource(name)).orElseThrow().bytes());
        }
        Fuzz.of(keys, DER, 4000).run(input -> {
            try {
                SigningKey key = Pkcs8.read(input);
                assertThat(Pkcs8.read(Pkcs8.write(key)).publicKey()).isEqualTo(key.publicKey());
            } catch (Der.MalformedException refused) {
                assertThat(refused).hasMessageNotContaining("null");
            }
        });
    }

    @Test
    void how_a_key_is_encrypted_is_read_or_refused() throws Exception {
        List<byte[]> keys = new ArrayList<>();
        for (String name : List.of("ec-P-256-pbes2-SHA1.pem", "ec-P-256-pbes2-SHA256.pem", "refused-scrypt.pem")) {
            keys.add(Pem.first(resource(name)).orElseThrow().bytes());
        }
        Fuzz.of(keys, DER, 4000).run(input -> {
            try {
                Pbes2.read(input);
            } catch (Der.MalformedException refused) {
                assertThat(refused.getMessage()).isNotBlank();
            }
        });
    }

    @Test
    void a_key_file_is_opened_or_refused_in_the_declared_way() throws Exception {
        List<byte[]> files = List.of(
                resource("ec-P-256-sec1-aes-256-cbc.pem"),
                resource("ec-P-256-sec1-des-ede3-cbc.pem"),
                resource("ec-P-384-sec1.pem"),
                resource("rsa-pkcs1-aes-256-cbc.pem"),
                KeyFile.write(SigningKey.generate(Algorithm.ECDSA), "targets", "a/b", "passphrase".toCharArray()),
                new KeyBlock("ED25519 PRIVATE KEY", Map.of("role", "root"), new byte[96]).encode(),
                "junk".getBytes(StandardCharsets.UTF_8));
        Fuzz.of(files, PEM, 4000).run(input -> {
            try {
                KeyFile file = KeyFile.read("it", input);
                file.role();
                file.open("id", file.role(), KnownPassphrases.of("openssl-passphrase"));
            } catch (KeyException refused) {
                assertThat(refused.getMessage()).doesNotContain("openssl-passphrase");
            }
        });
    }
}
