package dev.navicert.tuf;

import dev.navicert.tuf.crypto.Certificate;
import dev.navicert.tuf.crypto.KeyId;
import dev.navicert.tuf.crypto.PublicKey;
import java.util.Optional;

/**
 * Certificates as keys of delegations. They must be usable at all; whether they have expired, whose name they carry and
 * whether they are authorities does not matter.
 *
 * @see <a href="https://github.com/theupdateframework/notary/blob/v0.7.0/tuf/tuf.go">Notary tuf/tuf.go,
 *     GetDelegationRole</a>
 */
final class DelegationCertificates {
    private DelegationCertificates() {}

    static void check(Delegations parent, DelegatedRole granted) throws TrustException.BadDelegation {
        for (KeyId id : granted.signers().keyIds()) {
            Optional<String> flaw = Optional.ofNullable(parent.keys().get(id))
                    .flatMap(PublicKey::firstCertificate)
                    .flatMap(Certificate::flaw);
            if (flaw.isPresent()) {
                throw new TrustException.BadDelegation(granted.name(), flaw.get());
            }
        }
    }
}
