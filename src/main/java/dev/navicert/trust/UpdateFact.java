package dev.navicert.trust;

import dev.navicert.tuf.RoleName;
import dev.navicert.tuf.TrustException;
import java.util.List;

/** Something worth saying about an update that is no refusal of it. The core returns facts; edges log them. */
public sealed interface UpdateFact {
    /** One answer per kind. */
    <T> T fold(Cases<T> cases);

    /** What to do with each kind. */
    interface Cases<T> {
        T expired(MetadataExpired fact);

        T cachedTimestamp(CachedTimestampUsed fact);

        T skipped(RoleSkipped fact);

        T nearExpiry(NearExpiry fact);

        T certificateNearExpiry(CertificateNearExpiry fact);

        T unusableCopy(UnusableCopy fact);

        T notCached(NotCached fact);
    }

    /** A file was refused because it has expired. */
    record MetadataExpired(RoleName role) implements UpdateFact {
        @Override
        public <T> T fold(Cases<T> cases) {
            return cases.expired(this);
        }
    }

    /** The server could not be asked; its last timestamp, not expired yet, was used. */
    record CachedTimestampUsed(RemoteException cause) implements UpdateFact {
        @Override
        public <T> T fold(Cases<T> cases) {
            return cases.cachedTimestamp(this);
        }
    }

    /**
     * A delegation, and all below it, is left out.
     *
     * @param paths prefixes of the names that it may sign
     */
    record RoleSkipped(RoleName role, List<String> paths, TrustException reason) implements UpdateFact {
        public RoleSkipped {
            paths = List.copyOf(paths);
        }

        /** Whether it might have signed a name. */
        public boolean allows(String target) {
            return paths.stream().anyMatch(target::startsWith);
        }

        @Override
        public <T> T fold(Cases<T> cases) {
            return cases.skipped(this);
        }
    }

    /** Metadata expires within six months. */
    record NearExpiry(RoleName role) implements UpdateFact {
        @Override
        public <T> T fold(Cases<T> cases) {
            return cases.nearExpiry(this);
        }
    }

    /** A root certificate expires within six months. */
    record CertificateNearExpiry(String commonName) implements UpdateFact {
        @Override
        public <T> T fold(Cases<T> cases) {
            return cases.certificateNearExpiry(this);
        }
    }

    /** There is an old copy, but it does not verify, so it forbids no rollback by itself. */
    record UnusableCopy(RoleName role, TrustException reason) implements UpdateFact {
        @Override
        public <T> T fold(Cases<T> cases) {
            return cases.unusableCopy(this);
        }
    }

    /** An accepted file could not be kept. */
    record NotCached(RoleName role, String reason) implements UpdateFact {
        @Override
        public <T> T fold(Cases<T> cases) {
            return cases.notCached(this);
        }
    }
}
