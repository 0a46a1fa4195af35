package dev.navicert.notary;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** The blocks of a PEM text that TLS needs: certificates, and private keys in the three ways in which they are written. */
final class PemFile {
    private static final Pattern BLOCK =
            Pattern.compile("-----BEGIN (?<label>[A-Z0-9 ]{1,40})-----\\s(?<body>[^-]*)-----END \\k<label>-----");
    private static final Pattern HEADER = Pattern.compile("(?m)^[A-Za-z-]+: .*$");

    private record Block(String label, String body) {
        Optional<byte[]> der() {
            try {
                return Optional.of(
                        Base64.getMimeDecoder().decode(HEADER.matcher(body).replaceAll("")));
            } catch (IllegalArgumentException notBase64) {
                return Optional.empty();
            }
        }
    }

    private final List<Block> blocks;

    private PemFile(List<Block> blocks) {
        this.blocks = blocks;
    }

    static PemFile parse(byte[] text) {
        List<Block> blocks = new ArrayList<>();
        Matcher matcher = BLOCK.matcher(new String(text, StandardCharsets.ISO_8859_1));
        while (matcher.find()) {
            blocks.add(new Block(matcher.group("label"), matcher.group("body")));
        }
        return new PemFile(blocks);
    }

    /** The certificates that can be read, in order; Go skips the others too. */
    List<X509Certificate> certificates() {
        List<X509Certificate> found = new ArrayList<>();
        for (Block block : blocks) {
            if (block.label().equals("CERTIFICATE")) {
                block.der().flatMap(PemFile::certificate).ifPresent(found::add);
            }
        }
        return found;
    }

    private static Optional<X509Certificate> certificate(byte[] der) {
        try {
            return Optional.of((X509Certificate)
                    CertificateFactory.getInstance("X.509").generateCertificate(new ByteArrayInputStream(der)));
        } catch (CertificateException unreadable) {
            return Optional.empty();
        }
    }

    /**
     * The first private key: PKCS#8, {@code RSA PRIVATE KEY} or {@code EC PRIVATE KEY}.
     *
     * @throws InvalidTlsSettingsException if there is none, or it is encrypted or unreadable
     */
    PrivateKey privateKey() throws InvalidTlsSettingsException {
        for (Block block : blocks) {
            if (block.label().endsWith("PRIVATE KEY")) {
                return privateKey(block);
            }
        }
        if (blocks.isEmpty()) {
            throw new InvalidTlsSettingsException("no valid private key found");
        }
        throw new InvalidTlsSettingsException(
                blocks.size() == 1 && blocks.get(0).label().equals("CERTIFICATE")
                        ? "tls: found a certificate rather than a key in the PEM for the private key"
                        : "tls: failed to find PEM block with type ending in \"PRIVATE KEY\" in key input after skipping"
                                + " PEM blocks of the following types: " + labels());
    }

    /** The certificates of a client, of which there must be one. */
    List<X509Certificate> chain() throws InvalidTlsSettingsException {
        List<X509Certificate> chain = certificates();
        if (!chain.isEmpty()) {
            return chain;
        }
        if (blocks.isEmpty()) {
            throw new InvalidTlsSettingsException("tls: failed to find any PEM data in certificate input");
        }
        throw new InvalidTlsSettingsException(
                blocks.size() == 1 && blocks.get(0).label().endsWith("PRIVATE KEY")
                        ? "tls: failed to find certificate PEM data in certificate input, but did find a private key; PEM"
                                + " inputs may have been switched"
                        : "tls: failed to find \"CERTIFICATE\" PEM block in certificate input after skipping PEM blocks of"
                                + " the following types: " + labels());
    }

    private String labels() {
        return blocks.stream().map(Block::label).collect(Collectors.joining(" ", "[", "]"));
    }

    private static PrivateKey privateKey(Block block) throws InvalidTlsSettingsException {
        if (block.label().startsWith("ENCRYPTED") || block.body().contains("ENCRYPTED")) {
            throw new InvalidTlsSettingsException(
                    "the private key is encrypted, and there is nobody to ask for its passphrase");
        }
        byte[] der = block.der().orElseThrow(PemFile::unreadable);
        byte[] pkcs8 = switch (block.label()) {
            case "RSA PRIVATE KEY" -> Pkcs8.ofRsa(der);
            case "EC PRIVATE KEY" -> Pkcs8.ofEc(der).orElseThrow(PemFile::unreadable);
            default -> der;
        };
        for (String algorithm : List.of("EC", "RSA", "Ed25519")) {
            try {
                return KeyFactory.getInstance(algorithm).generatePrivate(new PKCS8EncodedKeySpec(pkcs8));
            } catch (GeneralSecurityException otherAlgorithm) {
                // The key says in its DER which algorithm it is for; the factories of the others refuse it.
                continue;
            }
        }
        throw unreadable();
    }

    private static InvalidTlsSettingsException unreadable() {
        return new InvalidTlsSettingsException("tls: failed to parse private key");
    }
}
