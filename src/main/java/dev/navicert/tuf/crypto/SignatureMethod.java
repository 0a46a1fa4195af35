package dev.navicert.tuf.crypto;

/**
 * Which method goes with which type of key.
 *
 * @see <a href="https://github.com/theupdateframework/notary/blob/v0.7.0/tuf/signed/verifiers.go">Notary
 *     tuf/signed/verifiers.go</a>
 */
final class SignatureMethod {
    static final String ECDSA = "ecdsa";
    static final String EDDSA = "eddsa";
    static final String RSA_PSS = "rsapss";
    static final String RSA_PKCS1 = "rsapkcs1v15";
    /** A legacy of the first TUF in Python: the bytes of an {@code rsa} key are PEM. */
    static final String PYCRYPTO_PSS = "pycrypto-pkcs#1 pss";

    private SignatureMethod() {}

    /** Whether a method can verify anything with a key. */
    static boolean suits(PublicKey key) {
        return switch (key.keyType()) {
            case PublicKey.ECDSA, PublicKey.ECDSA_X509 ->
                key.publicKeyInfo().flatMap(Ecdsa::readKey).isPresent();
            case PublicKey.RSA, PublicKey.RSA_X509 ->
                key.publicKeyInfo().filter(Rsa::isKey).isPresent() || isOfPycrypto(key);
            case PublicKey.ED25519 -> EdDsa.isKey(key.rawBytes());
            default -> false;
        };
    }

    private static boolean isOfPycrypto(PublicKey key) {
        return key.keyType().equals(PublicKey.RSA)
                && Pem.first(key.rawBytes())
                        .filter(block -> Rsa.isKey(block.bytes()))
                        .isPresent();
    }

    static boolean verify(PublicKey key, String method, byte[] message, byte[] signature) {
        return switch (key.keyType()) {
            case PublicKey.ECDSA, PublicKey.ECDSA_X509 ->
                method.equals(ECDSA)
                        && key.publicKeyInfo()
                                .filter(info -> Ecdsa.verify(info, message, signature))
                                .isPresent();
            case PublicKey.RSA, PublicKey.RSA_X509 -> rsa(key, method, message, signature);
            case PublicKey.ED25519 -> method.equals(EDDSA) && EdDsa.verify(key.rawBytes(), message, signature);
            default -> false;
        };
    }

    private static boolean rsa(PublicKey key, String method, byte[] message, byte[] signature) {
        return switch (method) {
            case RSA_PSS ->
                key.publicKeyInfo()
                        .filter(info -> Rsa.verifyPss(info, message, signature))
                        .isPresent();
            case RSA_PKCS1 ->
                key.publicKeyInfo()
                        .filter(info -> Rsa.verifyPkcs1(info, message, signature))
                        .isPresent();
            case PYCRYPTO_PSS ->
                key.keyType().equals(PublicKey.RSA)
                        && Pem.first(key.rawBytes())
                                .filter(block -> Rsa.verifyPss(block.bytes(), message, signature))
                                .isPresent();
            default -> false;
        };
    }
}
