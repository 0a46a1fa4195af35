package dev.navicert.notary;

import java.security.GeneralSecurityException;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.Signature;

/** Whether two halves belong together, found out by using them. */
final class KeyPairs {
    private KeyPairs() {}

    static boolean match(PublicKey publicKey, PrivateKey privateKey) {
        String method = switch (privateKey.getAlgorithm()) {
            case "EC" -> "SHA256withECDSA";
            case "RSA" -> "SHA256withRSA";
            default -> privateKey.getAlgorithm();
        };
        try {
            byte[] message = {1, 2, 3};
            Signature signature = Signature.getInstance(method);
            signature.initSign(privateKey);
            signature.update(message);
            byte[] made = signature.sign();
            signature.initVerify(publicKey);
            signature.update(message);
            return signature.verify(made);
        } catch (GeneralSecurityException differentKinds) {
            return false;
        }
    }
}
