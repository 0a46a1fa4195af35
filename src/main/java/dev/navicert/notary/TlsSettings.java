package dev.navicert.notary;

import dev.navicert.tuf.json.GoQuote;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.cert.X509Certificate;
import java.util.List;
import java.util.Optional;
import javax.net.ssl.KeyManager;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManager;
import javax.net.ssl.X509ExtendedTrustManager;
import org.jspecify.annotations.Nullable;

/**
 * Whom to believe to be the server, and who we say we are. TLS 1.2 is the oldest version spoken.
 *
 * <p>Files are read at once, so that a bad one is found before anything is sent; what TLS needs is made at the first
 * encrypted connection.
 */
public final class TlsSettings {
    /** The versions spoken, newest first. */
    static final List<String> PROTOCOLS = List.of("TLSv1.3", "TLSv1.2");

    private static final char[] NO_PASSWORD = {};
    private static final TlsSettings SYSTEM = new TlsSettings(Optional.empty(), Optional.empty(), true);

    private final Optional<List<X509Certificate>> authorities;
    private final Optional<ClientCertificate> client;
    private final boolean verifying;
    private final Object lock = new Object();
    private @Nullable SSLContext context;

    private record ClientCertificate(List<X509Certificate> chain, PrivateKey key) {}

    private TlsSettings(
            Optional<List<X509Certificate>> authorities, Optional<ClientCertificate> client, boolean verifying) {
        this.authorities = authorities;
        this.client = client;
        this.verifying = verifying;
    }

    /** The authorities of this machine, no client certificate. */
    public static TlsSettings system() {
        return SYSTEM;
    }

    /**
     * Only these authorities.
     *
     * @param pem certificates; they replace the machine's
     * @param what names the source in messages
     */
    public TlsSettings trusting(byte[] pem, String what) throws InvalidTlsSettingsException {
        List<X509Certificate> certificates = PemFile.parse(pem).certificates();
        if (certificates.isEmpty()) {
            throw new InvalidTlsSettingsException("failed to append certificates from PEM file: " + GoQuote.text(what));
        }
        return new TlsSettings(Optional.of(certificates), client, verifying);
    }

    /** Only the authorities in this file. */
    public TlsSettings trusting(Path file) throws InvalidTlsSettingsException {
        byte[] pem;
        try {
            pem = Files.readAllBytes(file);
        } catch (IOException e) {
            throw new InvalidTlsSettingsException(
                    "could not read CA certificate " + GoQuote.text(file.toString()) + ": " + open(file, e));
        }
        return trusting(pem, file.toString());
    }

    /** Shows this certificate to a server that asks for one. */
    public TlsSettings identifiedBy(Path certificate, Path key) throws InvalidTlsSettingsException {
        try {
            PemFile certificateFile = PemFile.parse(read(certificate));
            PemFile keyFile = PemFile.parse(read(key));
            List<X509Certificate> chain = certificateFile.chain();
            PrivateKey privateKey = keyFile.privateKey();
            if (!KeyPairs.match(chain.get(0).getPublicKey(), privateKey)) {
                throw new InvalidTlsSettingsException("tls: private key does not match public key");
            }
            return new TlsSettings(authorities, Optional.of(new ClientCertificate(chain, privateKey)), verifying);
        } catch (InvalidTlsSettingsException e) {
            throw new InvalidTlsSettingsException("Could not load X509 key pair: " + e.getMessage());
        }
    }

    /** Believes any server: the connection hides what is said from nobody who can redirect it. */
    public TlsSettings believingAnyServer() {
        return new TlsSettings(authorities, client, false);
    }

    private static byte[] read(Path file) throws InvalidTlsSettingsException {
        try {
            return Files.readAllBytes(file);
        } catch (IOException e) {
            throw new InvalidTlsSettingsException(open(file, e));
        }
    }

    private static String open(Path file, IOException e) {
        String why = e instanceof NoSuchFileException
                ? "no such file or directory"
                : e instanceof AccessDeniedException ? "permission denied" : String.valueOf(e.getMessage());
        return "open " + file + ": " + why;
    }

    X509ExtendedTrustManager trustManager() throws GeneralSecurityException {
        return verifying
                ? ServerTrust.in(authorities.orElseGet(
                        () -> SystemCertificates.load(System.getenv().getOrDefault("SSL_CERT_FILE", ""))))
                : ServerTrust.inAnybody();
    }

    boolean isVerifying() {
        return verifying;
    }

    /** What shows the client certificate; empty where there is none. */
    Optional<KeyManagerFactory> keyManagers() throws GeneralSecurityException, IOException {
        if (client.isEmpty()) {
            return Optional.empty();
        }
        KeyStore store = KeyStore.getInstance("PKCS12");
        store.load(null, NO_PASSWORD);
        store.setKeyEntry(
                "client", client.get().key(), NO_PASSWORD, client.get().chain().toArray(new X509Certificate[0]));
        KeyManagerFactory factory = KeyManagerFactory.getInstance("PKIX");
        factory.init(store, NO_PASSWORD);
        return Optional.of(factory);
    }

    /** Made once. */
    SSLContext context() throws GeneralSecurityException, IOException {
        synchronized (lock) {
            if (context == null) {
                SSLContext made = SSLContext.getInstance("TLS");
                made.init(
                        keyManagers().map(KeyManagerFactory::getKeyManagers).orElse(new KeyManager[0]),
                        new TrustManager[] {trustManager()},
                        null);
                context = made;
            }
            return context;
        }
    }
}
