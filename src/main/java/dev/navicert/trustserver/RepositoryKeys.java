package dev.navicert.trustserver;

import dev.navicert.keys.SigningKey;
import dev.navicert.keys.SigningKey.Algorithm;

/** One key for each base role. Making them takes longer than all else here, so tests make them once. */
public record RepositoryKeys(SigningKey root, SigningKey targets, SigningKey snapshot, SigningKey timestamp) {
    /** As Notary has them: the client's are ECDSA, the server's is Ed25519. */
    public static RepositoryKeys generate() {
        return new RepositoryKeys(
                SigningKey.generate(Algorithm.ECDSA),
                SigningKey.generate(Algorithm.ECDSA),
                SigningKey.generate(Algorithm.ECDSA),
                SigningKey.generate(Algorithm.ED25519));
    }
}
