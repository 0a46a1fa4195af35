package dev.navicert.tuf.crypto;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * A leaf certificate and the authorities between it and a root, as the PEM text of a root key holds them.
 *
 * @see <a href="https://github.com/theupdateframework/notary/blob/v0.7.0/trustpinning/certs.go">Notary
 *     trustpinning/certs.go, parseAllCerts</a>
 */
public final class CertificateBundle {
    private final Certificate leaf;
    private final List<Certificate> intermediates;

    private CertificateBundle(Certificate leaf, List<Certificate> intermediates) {
        this.leaf = leaf;
        this.intermediates = List.copyOf(intermediates);
    }

    /** Reads PEM in which every block is a certificate, exactly one is no authority, and that one comes first. */
    public static Optional<CertificateBundle> read(byte[] pem) {
        return readAll(pem)
                .filter(CertificateBundle::beginsWithItsOnlyLeaf)
                .map(all -> new CertificateBundle(all.get(0), all.subList(1, all.size())));
    }

    /** Reads PEM in which every block is a certificate, at least one: a file of authorities to pin. */
    public static Optional<List<Certificate>> readAll(byte[] pem) {
        List<Certificate> all = new ArrayList<>();
        for (Pem.Block block : Pem.blocks(pem)) {
            Optional<Certificate> certificate = Certificate.read(block.bytes());
            if (!block.type().equals(Certificate.PEM_TYPE) || certificate.isEmpty()) {
                return Optional.empty();
            }
            all.add(certificate.get());
        }
        return all.isEmpty() ? Optional.empty() : Optional.of(List.copyOf(all));
    }

    public Certificate leaf() {
        return leaf;
    }

    public List<Certificate> intermediates() {
        return intermediates;
    }

    /** The same bundle without the intermediates that fail a test. */
    public CertificateBundle keepingIntermediates(Predicate<Certificate> test) {
        return new CertificateBundle(leaf, intermediates.stream().filter(test).toList());
    }

    /**
     * The bundle as a key, its PEM written anew. Its identifier equals that of the key it was read from only if that one's
     * text was laid out the same way, and that is what Notary demands of root keys. Empty if the leaf's key is neither RSA
     * nor on an elliptic curve.
     */
    public Optional<PublicKey> toKey() {
        return leaf.keyType().map(type -> PublicKey.of(type, pem()));
    }

    private byte[] pem() {
        StringBuilder pem = new StringBuilder(leaf.pem());
        intermediates.forEach(certificate -> pem.append(certificate.pem()));
        return pem.toString().getBytes(StandardCharsets.US_ASCII);
    }

    private static boolean beginsWithItsOnlyLeaf(List<Certificate> all) {
        return !all.get(0).isAuthority() && all.stream().skip(1).allMatch(Certificate::isAuthority);
    }
}
