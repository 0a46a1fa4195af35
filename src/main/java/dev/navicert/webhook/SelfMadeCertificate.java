package dev.navicert.webhook;

import java.io.IOException;
import java.math.BigInteger;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.SecureRandom;
import java.security.Signature;
import java.security.spec.ECGenParameterSpec;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.Date;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.bouncycastle.asn1.ASN1EncodableVector;
import org.bouncycastle.asn1.ASN1Encoding;
import org.bouncycastle.asn1.ASN1Integer;
import org.bouncycastle.asn1.DERBitString;
import org.bouncycastle.asn1.DERSequence;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.AlgorithmIdentifier;
import org.bouncycastle.asn1.x509.BasicConstraints;
import org.bouncycastle.asn1.x509.ExtendedKeyUsage;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.ExtensionsGenerator;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.bouncycastle.asn1.x509.KeyPurposeId;
import org.bouncycastle.asn1.x509.KeyUsage;
import org.bouncycastle.asn1.x509.SubjectPublicKeyInfo;
import org.bouncycastle.asn1.x509.TBSCertificate;
import org.bouncycastle.asn1.x509.Time;
import org.bouncycastle.asn1.x509.V3TBSCertificateGenerator;
import org.bouncycastle.asn1.x9.X9ObjectIdentifiers;

/**
 * A certificate authority of one, for whoever has no certificate yet: a CA for ten years, and a serving certificate for one,
 * good for this machine's names. P-256 throughout.
 */
final class SelfMadeCertificate {
    static final Duration CA_LIFE = Duration.ofDays(3650);
    static final Duration LEAF_LIFE = Duration.ofDays(365);

    private static final Duration CLOCK_SKEW = Duration.ofHours(1);
    private static final X500Name CA_NAME = new X500Name("CN=Navicert webhook CA");
    private static final X500Name LEAF_NAME = new X500Name("CN=navicert-webhook");
    private static final AlgorithmIdentifier METHOD = new AlgorithmIdentifier(X9ObjectIdentifiers.ecdsa_with_SHA256);

    private SelfMadeCertificate() {}

    /** A certificate and its key, each as the text of a PEM file. */
    record Pair(String certificate, String key) {}

    /** A new authority with a certificate of its own. */
    record Authority(Pair pair, KeyPair keys) {}

    static Authority authority(Instant now) throws GeneralSecurityException, IOException {
        KeyPair keys = newKeys();
        ExtensionsGenerator extensions = new ExtensionsGenerator();
        extensions.addExtension(Extension.basicConstraints, true, new BasicConstraints(0));
        extensions.addExtension(Extension.keyUsage, true, new KeyUsage(KeyUsage.keyCertSign | KeyUsage.cRLSign));
        byte[] der = sign(CA_NAME, keys.getPublic(), now, CA_LIFE, extensions, keys.getPrivate());
        return new Authority(new Pair(pem("CERTIFICATE", der), keyPem(keys.getPrivate())), keys);
    }

    /** A serving certificate signed by an authority. */
    static Pair leaf(PrivateKey authority, Instant now) throws GeneralSecurityException, IOException {
        KeyPair keys = newKeys();
        ExtensionsGenerator extensions = new ExtensionsGenerator();
        extensions.addExtension(Extension.basicConstraints, true, new BasicConstraints(false));
        extensions.addExtension(Extension.keyUsage, true, new KeyUsage(KeyUsage.digitalSignature));
        extensions.addExtension(Extension.extendedKeyUsage, false, new ExtendedKeyUsage(KeyPurposeId.id_kp_serverAuth));
        extensions.addExtension(Extension.subjectAlternativeName, false, names());
        byte[] der = sign(LEAF_NAME, keys.getPublic(), now, LEAF_LIFE, extensions, authority);
        return new Pair(pem("CERTIFICATE", der), keyPem(keys.getPrivate()));
    }

    private static byte[] sign(
            X500Name subject,
            PublicKey subjectKey,
            Instant now,
            Duration life,
            ExtensionsGenerator extensions,
            PrivateKey authority)
            throws GeneralSecurityException, IOException {
        V3TBSCertificateGenerator generator = new V3TBSCertificateGenerator();
        generator.setSerialNumber(new ASN1Integer(new BigInteger(126, new SecureRandom()).add(BigInteger.ONE)));
        generator.setSignature(METHOD);
        generator.setIssuer(CA_NAME);
        generator.setSubject(subject);
        generator.setStartDate(new Time(Date.from(now.minus(CLOCK_SKEW))));
        generator.setEndDate(new Time(Date.from(now.plus(life))));
        generator.setSubjectPublicKeyInfo(SubjectPublicKeyInfo.getInstance(subjectKey.getEncoded()));
        generator.setExtensions(extensions.generate());
        TBSCertificate unsigned = generator.generateTBSCertificate();
        Signature signature = Signature.getInstance("SHA256withECDSA");
        signature.initSign(authority);
        signature.update(unsigned.getEncoded(ASN1Encoding.DER));
        ASN1EncodableVector parts = new ASN1EncodableVector();
        parts.add(unsigned);
        parts.add(METHOD);
        parts.add(new DERBitString(signature.sign()));
        return new DERSequence(parts).getEncoded(ASN1Encoding.DER);
    }

    private static GeneralNames names() {
        Set<String> hosts = new LinkedHashSet<>(List.of("localhost"));
        try {
            String own = InetAddress.getLocalHost().getHostName();
            if (own.matches("[A-Za-z0-9]([-A-Za-z0-9.]{0,251}[A-Za-z0-9])?") && !own.matches("[0-9.]+")) {
                hosts.add(own);
            }
        } catch (UnknownHostException e) {
            // the machine has no name that it can be reached by
        }
        return new GeneralNames(java.util.stream.Stream.concat(
                        hosts.stream().map(host -> new GeneralName(GeneralName.dNSName, host)),
                        List.of("127.0.0.1", "::1").stream()
                                .map(address -> new GeneralName(GeneralName.iPAddress, address)))
                .toArray(GeneralName[]::new));
    }

    private static KeyPair newKeys() throws GeneralSecurityException {
        KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
        generator.initialize(new ECGenParameterSpec("secp256r1"));
        return generator.generateKeyPair();
    }

    private static String keyPem(PrivateKey key) {
        return pem("PRIVATE KEY", key.getEncoded());
    }

    private static String pem(String label, byte[] der) {
        String body = Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(der);
        return "-----BEGIN " + label + "-----\n" + body + "\n-----END " + label + "-----\n";
    }
}
