package dev.navicert.tuf.crypto;

import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.Signature;
import java.security.interfaces.RSAPublicKey;
import java.security.spec.MGF1ParameterSpec;
import java.security.spec.PSSParameterSpec;
import java.security.spec.X509EncodedKeySpec;
import java.util.Optional;

/** RSA over SHA-256, by the JDK. Keys below 2048 bits never verify. */
final class Rsa {
    /** PSS as Notary has it: MGF1 with SHA-256, a salt of exactly 32 bytes. */
    static final PSSParameterSpec PSS = new PSSParameterSpec("SHA-256", "MGF1", MGF1ParameterSpec.SHA256, 32, 1);

    private static final int MIN_BITS = 2048;
    /** Beyond this one verification takes too long to be done for strangers. */
    private static final int MAX_BITS = 16384;

    private static final int MAX_EXPONENT_BITS = 31;

    private Rsa() {}

    static boolean isKey(byte[] publicKeyInfo) {
        return readKey(publicKeyInfo).isPresent();
    }

    static boolean verifyPss(byte[] publicKeyInfo, byte[] message, byte[] signature) {
        return readKey(publicKeyInfo)
                .filter(key -> verify("RSASSA-PSS", key, message, signature))
                .isPresent();
    }

    static boolean verifyPkcs1(byte[] publicKeyInfo, byte[] message, byte[] signature) {
        return readKey(publicKeyInfo)
                .filter(key -> verify("SHA256withRSA", key, message, signature))
                .isPresent();
    }

    private static boolean verify(String algorithm, RSAPublicKey key, byte[] message, byte[] signature) {
        try {
            Signature verifier = Signature.getInstance(algorithm);
            if (algorithm.equals("RSASSA-PSS")) {
                verifier.setParameter(PSS);
            }
            verifier.initVerify(key);
            verifier.update(message);
            return verifier.verify(signature);
        } catch (GeneralSecurityException e) {
            return false; // the JDK throws for signatures of the wrong length
        }
    }

    private static Optional<RSAPublicKey> readKey(byte[] publicKeyInfo) {
        try {
            RSAPublicKey key =
                    (RSAPublicKey) KeyFactory.getInstance("RSA").generatePublic(new X509EncodedKeySpec(publicKeyInfo));
            BigInteger modulus = key.getModulus();
            boolean fits = modulus.bitLength() >= MIN_BITS
                    && modulus.bitLength() <= MAX_BITS
                    && key.getPublicExponent().bitLength() <= MAX_EXPONENT_BITS;
            return fits ? Optional.of(key) : Optional.empty();
        } catch (GeneralSecurityException e) {
            return Optional.empty();
        }
    }
}
