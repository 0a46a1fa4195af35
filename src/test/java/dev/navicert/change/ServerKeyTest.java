package dev.navicert.change;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.navicert.keys.SigningKey;
import dev.navicert.keys.SigningKey.Algorithm;
import dev.navicert.simulator.ServerSimulator;
import dev.navicert.tuf.RoleName;
import dev.navicert.tuf.TrustException;
import dev.navicert.tuf.crypto.PublicKey;
import java.math.BigInteger;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import org.bouncycastle.asn1.DERNull;
import org.bouncycastle.asn1.pkcs.PKCSObjectIdentifiers;
import org.bouncycastle.asn1.pkcs.RSAPublicKey;
import org.bouncycastle.asn1.x509.AlgorithmIdentifier;
import org.bouncycastle.asn1.x509.SubjectPublicKeyInfo;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A key of the server's that nobody could verify with is refused before anything is written. */
class ServerKeyTest {
    private final Publisher publisher = new Publisher(new ServerSimulator());

    /** What a server may offer that is no key. */
    enum Odd {
        NOTHING("ecdsa") {
            @Override
            byte[] bytes() {
                return new byte[0];
            }
        },
        GARBAGE("ecdsa") {
            @Override
            byte[] bytes() {
                return "garbage".getBytes(UTF_8);
            }
        },
        OFF_THE_CURVE("ecdsa") {
            @Override
            byte[] bytes() {
                byte[] bytes = SigningKey.generate(Algorithm.ECDSA).publicKey().bytes();
                bytes[bytes.length - 1] ^= 1;
                return bytes;
            }
        },
        OF_ANOTHER_TYPE("rsa") {
            @Override
            byte[] bytes() {
                return SigningKey.generate(Algorithm.ECDSA).publicKey().bytes();
            }
        },
        OF_NO_TYPE("") {
            @Override
            byte[] bytes() {
                return SigningKey.generate(Algorithm.ECDSA).publicKey().bytes();
            }
        },
        OF_A_TYPE_THAT_STEERS_THE_TERMINAL("\u001b[2Jecdsa") {
            @Override
            byte[] bytes() {
                return SigningKey.generate(Algorithm.ECDSA).publicKey().bytes();
            }
        },
        TINY("rsa") {
            @Override
            byte[] bytes() throws Exception {
                return rsa(1024);
            }
        },
        HUGE("rsa") {
            @Override
            byte[] bytes() throws Exception {
                return rsa(1 << 19);
            }
        },
        CUT("ed25519") {
            @Override
            byte[] bytes() {
                return Arrays.copyOf(
                        SigningKey.generate(Algorithm.ED25519).publicKey().bytes(), 31);
            }
        },
        NO_CERTIFICATE("ecdsa-x509") {
            @Override
            byte[] bytes() {
                return "-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----\n".getBytes(UTF_8);
            }
        };

        private final String type;

        Odd(String type) {
            this.type = type;
        }

        abstract byte[] bytes() throws Exception;

        private static byte[] rsa(int bits) throws Exception {
            BigInteger modulus = BigInteger.ONE.shiftLeft(bits - 1).add(BigInteger.ONE);
            return new SubjectPublicKeyInfo(
                            new AlgorithmIdentifier(PKCSObjectIdentifiers.rsaEncryption, DERNull.INSTANCE),
                            new RSAPublicKey(modulus, BigInteger.valueOf(65537)))
                    .getEncoded();
        }
    }

    @ParameterizedTest
    @EnumSource
    void init_that_asks_first_writes_nothing(Odd odd) throws Exception {
        publisher.server.offerKey(PublicKey.of(odd.type, odd.bytes()));

        assertThatThrownBy(() -> new Initialization(publisher.request()).askServer())
                .isInstanceOf(TrustException.Malformed.class)
                .hasMessageContaining("the server offers a timestamp key that nobody could verify a signature with")
                .message()
                .doesNotContain("\u001b");

        assertThat(publisher.keyFiles.content).isEmpty();
        assertThat(publisher.cached).isEmpty();
    }

    @ParameterizedTest
    @EnumSource
    void init_that_asks_last_as_notary_does_leaves_keys_and_no_collection(Odd odd) throws Exception {
        publisher.server.offerKey(PublicKey.of(odd.type, odd.bytes()));

        assertThatThrownBy(() -> new Initialization(publisher.request()).make(Optional.empty()))
                .isInstanceOf(TrustException.Malformed.class);

        assertThat(publisher.ring().list())
                .extracting(key -> key.role())
                .containsExactlyInAnyOrder("root", "targets", "snapshot");
        assertThat(publisher.cached).isEmpty();
    }

    @ParameterizedTest
    @EnumSource
    void no_role_is_handed_to_it(Odd odd) throws Exception {
        publisher.publish();
        Map<String, byte[]> keys = Map.copyOf(publisher.keyFiles.content);
        publisher.server.offerKey(PublicKey.of(odd.type, odd.bytes()));

        assertThatThrownBy(() -> publisher.rotation().fromServer(RoleName.SNAPSHOT))
                .isInstanceOf(TrustException.Malformed.class);

        assertThat(publisher.keyFiles.content).isEqualTo(keys);
        assertThat(publisher.seen().root().payload().version()).isEqualTo(1);
    }

    @Test
    void a_key_of_every_type_that_notary_verifies_with_is_taken() throws Exception {
        for (Algorithm algorithm : Algorithm.values()) {
            assertThat(SigningKey.generate(algorithm).publicKey().isUsable())
                    .as(algorithm.toString())
                    .isTrue();
        }
    }
}
