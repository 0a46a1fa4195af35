package dev.navicert.trust;

import dev.navicert.tuf.EarlierUpdate;
import dev.navicert.tuf.Floor;
import dev.navicert.tuf.RoleName;
import dev.navicert.tuf.Scrutiny;
import dev.navicert.tuf.TrustException;
import dev.navicert.tuf.TrustedRoot;
import java.io.IOException;
import java.util.Optional;

/**
 * How Notary begins: with the cached root whatever the pins say, and with the server's only if there is none or it has expired.
 * A cached root that cannot be accepted is the end; it is never replaced by what a server offers.
 *
 * @see <a href="https://github.com/theupdateframework/notary/blob/v0.7.0/client/tufclient.go">Notary client/tufclient.go,
 *     bootstrapClient</a>
 */
final class NotaryBootstrap {
    private final UpdateRequest request;
    private final Scrutiny scrutiny;
    private final Copies copies;
    private final RootChain chain;
    private final PinnedAnchor named;
    private final PinnedAnchor pinned;

    NotaryBootstrap(UpdateRequest request, Scrutiny scrutiny, Copies copies, RootChain chain) {
        this.request = request;
        this.scrutiny = scrutiny;
        this.copies = copies;
        this.chain = chain;
        this.named = PinnedAnchor.none(request.gun());
        this.pinned = new PinnedAnchor(request.gun(), request.pins().forGun(request.gun()));
    }

    Roots.Start start() throws TrustException, RemoteException, IOException {
        Optional<byte[]> copy = copies.load(RoleName.ROOT);
        return copy.isPresent() ? fromCopy(copy.get()) : firstContact();
    }

    private Roots.Start firstContact() throws TrustException, RemoteException {
        byte[] offered = chain.newest();
        TrustedRoot root = chain.fresh(TrustedRoot.accept(offered, pinned, Floor.NONE, scrutiny));
        copies.accepted(RoleName.ROOT, offered);
        return new Roots.Start(root, pinned, null, new EarlierUpdate(named, scrutiny), pinned.anchorAt(root));
    }

    private Roots.Start fromCopy(byte[] copy) throws TrustException, RemoteException {
        TrustedRoot kept = TrustedRoot.accept(copy, named, Floor.NONE, scrutiny);
        EarlierUpdate earlier = EarlierUpdate.from(kept, named, scrutiny);
        chain.warn(kept);
        try {
            chain.fresh(kept);
        } catch (TrustException.Expired e) {
            return new Roots.Start(afterExpired(kept), pinned, kept, earlier, named.anchorAt(kept));
        }
        if (request.purpose() == UpdateRequest.Purpose.WRITING) {
            chain.newest(); // only whether the server knows the collection
        }
        return new Roots.Start(kept, named, kept, earlier, named.anchorAt(kept));
    }

    /** One rotation at most, and it must show the pins: Notary does not walk here (fixtures f75 and f76). */
    private TrustedRoot afterExpired(TrustedRoot kept) throws TrustException, RemoteException {
        return chain.step(kept, pinned, new Floor(kept.version()), chain.newest(), null);
    }
}
