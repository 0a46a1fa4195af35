package dev.navicert.trust;

import dev.navicert.tuf.Checksum;
import dev.navicert.tuf.TrustException.NotAnchored.Reason;
import dev.navicert.tuf.crypto.Certificate;
import dev.navicert.tuf.crypto.CertificateBundle;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The content of a pinned authority's PEM file. Reading the file is an edge's work; that it could not be read matters only
 * once the pin applies.
 *
 * @see <a href="https://github.com/theupdateframework/notary/blob/v0.7.0/trustpinning/trustpin.go">Notary
 *     trustpinning/trustpin.go, NewTrustPinChecker</a>
 */
public final class PinnedAuthority {
    private final byte @Nullable [] pem;

    private PinnedAuthority(byte @Nullable [] pem) {
        this.pem = pem;
    }

    /** A file that was read. */
    public static PinnedAuthority of(byte[] pem) {
        return new PinnedAuthority(pem.clone());
    }

    /** A file that could not be read. */
    public static PinnedAuthority unreadable() {
        return new PinnedAuthority(null);
    }

    /** Why it can accept nothing. */
    Optional<Reason> objection(Instant now) {
        Optional<List<Certificate>> all = certificates();
        if (all.isEmpty()) {
            return Optional.of(Reason.AUTHORITY_UNREADABLE);
        }
        return usable(now).isEmpty() ? Optional.of(Reason.AUTHORITY_INVALID) : Optional.empty();
    }

    /** Whether it issued the leaf for server authentication, by way of the bundle's intermediates. */
    boolean issued(CertificateBundle bundle, Instant now) {
        return CertificatePath.leadsFrom(bundle, usable(now), now);
    }

    /** When the last of its certificates that hold expires; empty if none holds. */
    public Optional<Instant> ends(Instant now) {
        return usable(now).stream().map(Certificate::notAfter).max(Instant::compareTo);
    }

    /** Lower-case hex of the file's SHA-256; empty for a file that could not be read. */
    public String fingerprint() {
        return pem == null ? "" : Checksum.sha256(pem);
    }

    /** The same content is the same authority, however often its file was read. */
    @Override
    public boolean equals(Object other) {
        return other instanceof PinnedAuthority that && Arrays.equals(pem, that.pem);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(pem);
    }

    /** What has expired, is weak or signed with SHA-1 is as if it were not in the file. */
    private List<Certificate> usable(Instant now) {
        return certificates().orElse(List.of()).stream()
                .filter(certificate -> certificate.isValidAt(now))
                .toList();
    }

    private Optional<List<Certificate>> certificates() {
        return pem == null ? Optional.empty() : CertificateBundle.readAll(pem);
    }
}
