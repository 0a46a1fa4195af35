package dev.navicert.webhook;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.ASN1Sequence;
import org.bouncycastle.asn1.DERNull;
import org.bouncycastle.asn1.pkcs.PKCSObjectIdentifiers;
import org.bouncycastle.asn1.pkcs.PrivateKeyInfo;
import org.bouncycastle.asn1.sec.ECPrivateKey;
import org.bouncycastle.asn1.x509.AlgorithmIdentifier;
import org.bouncycastle.asn1.x9.X9ObjectIdentifiers;

/**
 * What a PEM file holds that TLS needs: certificates, or a private key in one of the three ways in which they are written. Read
 * without a key store on the way: the JDK's encrypts what is put into it, ten thousand rounds for each key.
 */
final class PemFile {
    private static final Pattern BLOCK =
            Pattern.compile("-----BEGIN (?<label>[A-Z0-9 ]{1,40})-----(?<body>[^-]*)-----END \\k<label>-----");

    private record Block(String label, byte[] der) {}

    private final List<Block> blocks = new ArrayList<>();

    /** @throws IllegalArgumentException if a block is not in Base64 */
    PemFile(byte[] text) {
        Matcher matcher = BLOCK.matcher(new String(text, StandardCharsets.ISO_8859_1));
        while (matcher.find()) {
            blocks.add(new Block(matcher.group("label"), Base64.getMimeDecoder().decode(matcher.group("body"))));
        }
    }

    /** In their order; none if there are none. */
    List<X509Certificate> certificates() throws GeneralSecurityException {
        CertificateFactory factory = CertificateFactory.getInstance("X.509");
        List<X509Certificate> certificates = new ArrayList<>();
        for (Block block : blocks) {
            if (block.label().equals("CERTIFICATE")) {
                certificates.add((X509Certificate) factory.generateCertificate(new ByteArrayInputStream(block.der())));
            }
        }
        return certificates;
    }

    /**
     * The first private key: PKCS#8, PKCS#1 or SEC 1, not encrypted.
     *
     * @throws GeneralSecurityException if there is none, or none that can be used
     */
    PrivateKey privateKey() throws GeneralSecurityException {
        for (Block block : blocks) {
            try {
                if (block.label().equals("PRIVATE KEY")) {
                    return key(PrivateKeyInfo.getInstance(block.der()));
                }
                if (block.label().equals("RSA PRIVATE KEY")) {
                    return key(new PrivateKeyInfo(
                            new AlgorithmIdentifier(PKCSObjectIdentifiers.rsaEncryption, DERNull.INSTANCE),
                            ASN1Sequence.getInstance(block.der())));
                }
                if (block.label().equals("EC PRIVATE KEY")) {
                    ECPrivateKey key = ECPrivateKey.getInstance(block.der());
                    return key(new PrivateKeyInfo(
                            new AlgorithmIdentifier(X9ObjectIdentifiers.id_ecPublicKey, key.getParametersObject()),
                            key));
                }
            } catch (IOException | RuntimeException notDer) {
                throw new GeneralSecurityException("a private key that cannot be read", notDer);
            }
        }
        throw new GeneralSecurityException("no private key that is not encrypted");
    }

    private static PrivateKey key(PrivateKeyInfo info) throws GeneralSecurityException, IOException {
        ASN1ObjectIdentifier algorithm = info.getPrivateKeyAlgorithm().getAlgorithm();
        String name = algorithm.equals(PKCSObjectIdentifiers.rsaEncryption)
                ? "RSA"
                : algorithm.equals(X9ObjectIdentifiers.id_ecPublicKey) ? "EC" : algorithm.getId();
        return KeyFactory.getInstance(name).generatePrivate(new PKCS8EncodedKeySpec(info.getEncoded()));
    }
}
