package dev.navicert.webhook;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.interfaces.ECPrivateKey;
import java.time.Clock;
import java.util.Base64;
import java.util.List;
import org.bouncycastle.asn1.pkcs.PrivateKeyInfo;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Certificates and keys as tools write them. */
class PemFileTest {
    @TempDir
    Path folder;

    @ParameterizedTest
    @CsvSource({"EC, 256", "EC, 384", "RSA, 2048", "Ed25519, 255"})
    void reads_a_key_as_the_jdk_writes_it(String algorithm, int size) throws Exception {
        KeyPair pair = pair(algorithm, size);
        assertThat(read(pem("PRIVATE KEY", pair.getPrivate().getEncoded())).privateKey())
                .isEqualTo(pair.getPrivate());
    }

    @ParameterizedTest
    @ValueSource(ints = {256, 384})
    void reads_a_key_of_a_curve_as_openssl_wrote_it_of_old(int size) throws Exception {
        ECPrivateKey key = (ECPrivateKey) pair("EC", size).getPrivate();
        byte[] sec1 = new org.bouncycastle.asn1.sec.ECPrivateKey(
                        size,
                        key.getS(),
                        PrivateKeyInfo.getInstance(key.getEncoded())
                                .getPrivateKeyAlgorithm()
                                .getParameters())
                .getEncoded();
        String parameters = pem("EC PARAMETERS", new byte[] {6, 1, 1});
        ECPrivateKey read =
                (ECPrivateKey) read(parameters + pem("EC PRIVATE KEY", sec1)).privateKey();
        assertThat(read.getS()).isEqualTo(key.getS());
        assertThat(read.getParams().getOrder()).isEqualTo(key.getParams().getOrder());
    }

    @Test
    void reads_an_rsa_key_as_openssl_wrote_it_of_old() throws Exception {
        PrivateKey key = pair("RSA", 2048).getPrivate();
        byte[] pkcs1 = PrivateKeyInfo.getInstance(key.getEncoded())
                .parsePrivateKey()
                .toASN1Primitive()
                .getEncoded();
        assertThat(read(pem("RSA PRIVATE KEY", pkcs1)).privateKey()).isEqualTo(key);
    }

    @Test
    void reads_a_chain_in_its_order_whatever_stands_between() throws Exception {
        OwnCertificate own = new OwnCertificate(folder, Clock.systemUTC());
        String leaf = Files.readString(own.ready().certificate());
        String authority = Files.readString(own.authority());
        String key = Files.readString(own.ready().key());
        assertThat(read("subject=leaf\n" + leaf + key + "\nissuer\n" + authority)
                        .certificates())
                .isEqualTo(List.of(
                        read(leaf).certificates().get(0),
                        read(authority).certificates().get(0)));
        assertThat(read(key).certificates()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "no PEM",
                "-----BEGIN PRIVATE KEY-----\nAAAA\n-----END PRIVATE KEY-----",
                "-----BEGIN EC PRIVATE KEY-----\nMAMCAQE=\n-----END EC PRIVATE KEY-----",
                "-----BEGIN ENCRYPTED PRIVATE KEY-----\nMAMCAQE=\n-----END ENCRYPTED PRIVATE KEY-----",
                "-----BEGIN RSA PRIVATE KEY-----\nProc-Type: 4,ENCRYPTED\n\nMAMCAQE=\n-----END RSA PRIVATE KEY-----"
            })
    void refuses_what_is_no_key(String text) {
        assertThatThrownBy(() -> read(text).privateKey()).isInstanceOf(GeneralSecurityException.class);
    }

    private static KeyPair pair(String algorithm, int size) throws GeneralSecurityException {
        KeyPairGenerator generator = KeyPairGenerator.getInstance(algorithm);
        generator.initialize(size);
        return generator.generateKeyPair();
    }

    private static PemFile read(String text) {
        return new PemFile(text.getBytes(StandardCharsets.US_ASCII));
    }

    private static String pem(String label, byte[] der) {
        String body = Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(der);
        return "-----BEGIN " + label + "-----\n" + body + "\n-----END " + label + "-----\n";
    }
}
