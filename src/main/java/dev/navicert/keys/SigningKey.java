package dev.navicert.keys;

import dev.navicert.tuf.Signature;
import dev.navicert.tuf.crypto.KeyId;
import dev.navicert.tuf.crypto.PublicKey;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.spec.AlgorithmParameterSpec;
import java.security.spec.ECGenParameterSpec;
import java.security.spec.MGF1ParameterSpec;
import java.security.spec.PSSParameterSpec;
import java.security.spec.RSAKeyGenParameterSpec;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * A private key in memory, and its public half as metadata names it.
 *
 * <p>Never prints its private part.
 *
 * @see <a href="https://github.com/theupdateframework/notary/blob/v0.7.0/tuf/utils/x509.go">Notary tuf/utils/x509.go,
 *     GenerateKey</a>
 */
public final class SigningKey {
    private static final int ED25519_BYTES = 32;

    private final Algorithm algorithm;
    private final PrivateKey privateKey;
    private final PublicKey publicKey;

    private SigningKey(Algorithm algorithm, KeyPair pair) {
        this.algorithm = algorithm;
        this.privateKey = pair.getPrivate();
        byte[] encoded = pair.getPublic().getEncoded();
        this.publicKey = PublicKey.of(
                algorithm.keyType,
                algorithm == Algorithm.ED25519
                        ? Arrays.copyOfRange(encoded, encoded.length - ED25519_BYTES, encoded.length)
                        : encoded);
    }

    /** A new key. */
    public static SigningKey generate(Algorithm algorithm) {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance(algorithm.generator);
            if (algorithm.parameters != null) {
                generator.initialize(algorithm.parameters);
            }
            return new SigningKey(algorithm, generator.generateKeyPair());
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("the JDK cannot make a key of type " + algorithm.keyType, e);
        }
    }

    /** The bare public key: type {@code ecdsa}, {@code ed25519} or {@code rsa}. */
    public PublicKey publicKey() {
        return publicKey;
    }

    public Algorithm algorithm() {
        return algorithm;
    }

    /** The method under which its signatures stand in metadata. */
    public String method() {
        return algorithm.method;
    }

    /** The signature over a message as metadata holds it: for ECDSA r and s, each as long as the curve's field. */
    public byte[] sign(byte[] message) {
        return sign(algorithm.forMetadata, algorithm.signing, message);
    }

    /**
     * An entry for {@code signatures}.
     *
     * @param filedUnder the identifier of this key in the role: its own, or that of a certificate around it
     */
    public Signature sign(KeyId filedUnder, byte[] message) {
        return Signature.of(filedUnder, method(), sign(message));
    }

    /** The signature over a certificate's content, in the form that X.509 wants. */
    byte[] signCertificate(byte[] content) {
        return sign(algorithm.forCertificates, null, content);
    }

    private byte[] sign(String name, @Nullable AlgorithmParameterSpec parameters, byte[] message) {
        try {
            java.security.Signature signer = java.security.Signature.getInstance(name);
            if (parameters != null) {
                signer.setParameter(parameters);
            }
            signer.initSign(privateKey);
            signer.update(message);
            return signer.sign();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("the JDK cannot sign with a key of type " + algorithm.keyType, e);
        }
    }

    @Override
    public String toString() {
        return "private half of " + publicKey;
    }

    /** What kinds of keys can be made. */
    public enum Algorithm {
        /** P-256: what Notary's client makes for every role. */
        ECDSA(
                PublicKey.ECDSA,
                "EC",
                new ECGenParameterSpec("secp256r1"),
                "ecdsa",
                "SHA256withECDSAinP1363Format",
                null,
                "SHA256withECDSA"),
        /** What Notary's server makes for the roles that it manages. */
        ED25519(PublicKey.ED25519, "Ed25519", null, "eddsa", "Ed25519", null, "Ed25519"),
        /** 2048 bits: Notary imports such keys and never makes them. */
        RSA(
                PublicKey.RSA,
                "RSA",
                new RSAKeyGenParameterSpec(2048, RSAKeyGenParameterSpec.F4),
                "rsapss",
                "RSASSA-PSS",
                new PSSParameterSpec("SHA-256", "MGF1", MGF1ParameterSpec.SHA256, 32, 1),
                "SHA256withRSA");

        private final String keyType;
        private final String generator;
        private final @Nullable AlgorithmParameterSpec parameters;
        private final String method;
        private final String forMetadata;
        private final @Nullable AlgorithmParameterSpec signing;
        private final String forCertificates;

        Algorithm(
                String keyType,
                String generator,
                @Nullable AlgorithmParameterSpec parameters,
                String method,
                String forMetadata,
                @Nullable AlgorithmParameterSpec signing,
                String forCertificates) {
            this.keyType = keyType;
            this.generator = generator;
            this.parameters = parameters;
            this.method = method;
            this.forMetadata = forMetadata;
            this.signing = signing;
            this.forCertificates = forCertificates;
        }
    }
}
