package dev.navicert.keys;

import dev.navicert.tuf.Signature;
import dev.navicert.tuf.crypto.Curve;
import dev.navicert.tuf.crypto.KeyId;
import dev.navicert.tuf.crypto.PublicKey;
import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.spec.AlgorithmParameterSpec;
import java.security.spec.EdECPrivateKeySpec;
import java.security.spec.MGF1ParameterSpec;
import java.security.spec.NamedParameterSpec;
import java.security.spec.PSSParameterSpec;
import java.security.spec.RSAKeyGenParameterSpec;
import java.security.spec.RSAPrivateCrtKeySpec;
import java.security.spec.RSAPublicKeySpec;
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

    private SigningKey(Algorithm algorithm, PrivateKey privateKey, PublicKey publicKey) {
        this.algorithm = algorithm;
        this.privateKey = privateKey;
        this.publicKey = publicKey;
    }

    /**
     * The private half of an ECDSA key. Signing with it is left to {@link Curve}: the JDK's arithmetic is an eighth as fast on
     * 17, and only starting it costs a short command 40 ms.
     */
    record Scalar(Curve curve, BigInteger number) implements PrivateKey {
        @Override
        public String getAlgorithm() {
            return "EC";
        }

        @Override
        public @Nullable String getFormat() {
            return null;
        }

        @Override
        public byte @Nullable [] getEncoded() {
            return null;
        }

        @Override
        public String toString() {
            return "a number below the order of " + curve;
        }
    }

    /** A new key. */
    public static SigningKey generate(Algorithm algorithm) {
        if (algorithm == Algorithm.ECDSA) {
            return ofEc(Curve.P256, Curve.P256.newScalar());
        }
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance(algorithm.generator);
            if (algorithm.parameters != null) {
                generator.initialize(algorithm.parameters);
            }
            KeyPair pair = generator.generateKeyPair();
            byte[] encoded = pair.getPublic().getEncoded();
            byte[] bytes = algorithm == Algorithm.ED25519
                    ? Arrays.copyOfRange(encoded, encoded.length - ED25519_BYTES, encoded.length)
                    : encoded;
            return new SigningKey(algorithm, pair.getPrivate(), PublicKey.of(algorithm.keyType, bytes));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("the JDK cannot make a key of type " + algorithm.keyType, e);
        }
    }

    /** The key with that private scalar. */
    static SigningKey ofEc(Curve curve, BigInteger scalar) {
        return new SigningKey(Algorithm.ECDSA, new Scalar(curve, scalar), curve.publicKey(scalar));
    }

    /** The key of that seed of 32 bytes. */
    static SigningKey ofEd25519(byte[] seed) {
        try {
            PrivateKey key = KeyFactory.getInstance("Ed25519")
                    .generatePrivate(new EdECPrivateKeySpec(NamedParameterSpec.ED25519, seed));
            return new SigningKey(Algorithm.ED25519, key, PublicKey.ofEd25519Seed(seed));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("the JDK does not take an Ed25519 key", e);
        }
    }

    /**
     * The key of these numbers, which fit together; what can be computed from them is.
     *
     * @throws Der.MalformedException if the JDK refuses them, for instance since they are too small
     */
    static SigningKey ofRsa(BigInteger n, BigInteger e, BigInteger d, BigInteger p, BigInteger q)
            throws Der.MalformedException {
        try {
            KeyFactory factory = KeyFactory.getInstance("RSA");
            PrivateKey key = factory.generatePrivate(new RSAPrivateCrtKeySpec(
                    n,
                    e,
                    d,
                    p,
                    q,
                    d.mod(p.subtract(BigInteger.ONE)),
                    d.mod(q.subtract(BigInteger.ONE)),
                    q.modInverse(p)));
            byte[] encoded = factory.generatePublic(new RSAPublicKeySpec(n, e)).getEncoded();
            return new SigningKey(Algorithm.RSA, key, PublicKey.of(PublicKey.RSA, encoded));
        } catch (GeneralSecurityException | ArithmeticException refused) {
            throw new Der.MalformedException("an RSA key that cannot be used: " + refused.getMessage());
        }
    }

    /** The private half, for whoever writes it down. */
    PrivateKey privateKey() {
        return privateKey;
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
        if (privateKey instanceof Scalar scalar) {
            return scalar.curve().sign(scalar.number(), message);
        }
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
        if (algorithm == Algorithm.ECDSA) {
            byte[] pair = sign(content);
            return Der.sequenceOf(
                    Der.integer(new BigInteger(1, Arrays.copyOf(pair, pair.length / 2))),
                    Der.integer(new BigInteger(1, Arrays.copyOfRange(pair, pair.length / 2, pair.length))));
        }
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

    /** What kinds of keys there are, and how new ones are made. */
    public enum Algorithm {
        /** P-256: what Notary's client makes for every role. */
        ECDSA(PublicKey.ECDSA, "ecdsa"),
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

        /** One that the JDK is not asked for. */
        Algorithm(String keyType, String method) {
            this(keyType, "", null, method, "", null, "");
        }

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
