package dev.navicert.trust.inspection;

import dev.navicert.tuf.crypto.Certificate;
import dev.navicert.tuf.crypto.CertificateBundle;
import dev.navicert.tuf.crypto.KeyId;
import dev.navicert.tuf.crypto.PublicKey;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * A key that may sign for a role.
 *
 * @param id as metadata names it
 * @param canonicalId as key files are named
 * @param type as metadata names it
 * @param certificates the leaf and its intermediates; empty for a bare key
 * @param hasSigned whether its signature is on the role's file
 */
public record KeyState(KeyId id, KeyId canonicalId, String type, List<Certificate> certificates, boolean hasSigned) {
    public KeyState {
        certificates = List.copyOf(certificates);
    }

    static KeyState of(KeyId id, PublicKey key, Set<KeyId> signedBy) {
        return new KeyState(
                id,
                key.canonicalId(),
                key.keyType(),
                key.certificates().map(KeyState::all).orElse(List.of()),
                signedBy.contains(id));
    }

    private static List<Certificate> all(CertificateBundle bundle) {
        return Stream.concat(Stream.of(bundle.leaf()), bundle.intermediates().stream())
                .toList();
    }

    /**
     * When the first of its certificates expires; empty for a bare key. Without an intermediate the bundle is another one, and
     * signatures under its name no longer count.
     */
    public Optional<Instant> certificateEnds() {
        return certificates.stream().map(Certificate::notAfter).min(Instant::compareTo);
    }

    /** When the last of its certificates begins; empty for a bare key. */
    Optional<Instant> certificateBegins() {
        return certificates.stream().map(Certificate::notBefore).max(Instant::compareTo);
    }

    /** Whether all of its certificates hold; there are none of a bare key. */
    boolean holdsAt(Instant now) {
        return certificates.stream().allMatch(certificate -> certificate.isValidAt(now));
    }
}
