package dev.navicert.webhook;

import java.net.Socket;
import java.security.Principal;
import java.security.PrivateKey;
import java.security.cert.X509Certificate;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.X509ExtendedKeyManager;
import org.jspecify.annotations.Nullable;

/**
 * The certificate that the next handshake shows. Exchanged as a whole while connections come and go; those that exist keep
 * what they agreed on.
 */
final class CurrentCertificate extends X509ExtendedKeyManager {
    private volatile ServingCertificate current;

    CurrentCertificate(ServingCertificate first) {
        this.current = first;
    }

    ServingCertificate get() {
        return current;
    }

    void replace(ServingCertificate next) {
        current = next;
    }

    /** The alias stands for the key's algorithm, so that a handshake never mixes two certificates of different kinds. */
    private @Nullable String alias(String keyType) {
        String algorithm = current.key().getAlgorithm();
        return keyType.equals(algorithm) || keyType.equals("EdDSA") && algorithm.startsWith("Ed") ? algorithm : null;
    }

    @Override
    @SuppressWarnings("NullAway") // the interface allows null for "none"; the JDK's stubs do not say so
    public String chooseEngineServerAlias(String keyType, Principal[] issuers, SSLEngine engine) {
        return alias(keyType);
    }

    @Override
    @SuppressWarnings("NullAway")
    public String chooseServerAlias(String keyType, Principal[] issuers, Socket socket) {
        return alias(keyType);
    }

    @Override
    @SuppressWarnings("NullAway")
    public String[] getServerAliases(String keyType, Principal[] issuers) {
        String alias = alias(keyType);
        return alias == null ? null : new String[] {alias};
    }

    @Override
    public X509Certificate[] getCertificateChain(String alias) {
        return current.chain().toArray(X509Certificate[]::new);
    }

    @Override
    public PrivateKey getPrivateKey(String alias) {
        return current.key();
    }

    @Override
    @SuppressWarnings("NullAway")
    public String[] getClientAliases(String keyType, Principal[] issuers) {
        return null;
    }

    @Override
    @SuppressWarnings("NullAway")
    public String chooseClientAlias(String[] keyType, Principal[] issuers, Socket socket) {
        return null;
    }
}
