package dev.navicert.trust;

import dev.navicert.tuf.Checksum;
import dev.navicert.tuf.EarlierUpdate;
import dev.navicert.tuf.Floor;
import dev.navicert.tuf.RoleName;
import dev.navicert.tuf.Scrutiny;
import dev.navicert.tuf.TrustException;
import dev.navicert.tuf.TrustException.NotAnchored;
import dev.navicert.tuf.TrustedRoot;
import java.io.IOException;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * How a strict update begins. Pins name a starting root: if the newest does not show the pin, the chain is walked from the
 * first that does. A cached root is a shortcut as long as the policy still holds the pin that trust in it was built on; it
 * never overrides a pin. Whatever has expired on the way still vouches for what follows it.
 */
final class StrictBootstrap {
    private final UpdateRequest request;
    private final Scrutiny scrutiny;
    private final Copies copies;
    private final RootChain chain;
    private final Consumer<UpdateFact> observer;
    private final PinnedAnchor named;
    private final PinnedAnchor pinned;
    private final Floor floor;

    StrictBootstrap(
            UpdateRequest request, Scrutiny scrutiny, Copies copies, RootChain chain, Consumer<UpdateFact> observer) {
        this.request = request;
        this.scrutiny = scrutiny;
        this.copies = copies;
        this.chain = chain;
        this.observer = observer;
        this.named = PinnedAnchor.none(request.gun());
        this.pinned = new PinnedAnchor(request.gun(), request.pins().forGun(request.gun()));
        this.floor = request.memory().floors().of(RoleName.ROOT);
    }

    Roots.Start start() throws TrustException, RemoteException, IOException {
        Optional<byte[]> copy = copies.load(RoleName.ROOT);
        TrustedRoot kept = copy.isPresent() ? resume(copy.get()) : null;
        Anchor anchor = kept == null ? null : anchorOf(kept);
        if (kept != null && anchor != null) {
            return started(descendant(kept), kept, anchor);
        }
        return fromServer();
    }

    /** The cached root, or null if it is none: then trust begins anew, and the remembered versions stay in force. */
    private @Nullable TrustedRoot resume(byte[] copy) {
        try {
            TrustedRoot kept = TrustedRoot.resume(copy, named, scrutiny);
            chain.warn(kept);
            return kept;
        } catch (TrustException e) {
            observer.accept(new UpdateFact.UnusableCopy(RoleName.ROOT, e));
            return null;
        }
    }

    /** Where trust in the cached root started; null if the policy does not hold that pin, and the root does not show another. */
    private @Nullable Anchor anchorOf(TrustedRoot kept) {
        Anchor remembered = heldAnchor();
        if (remembered != null) {
            boolean forged = kept.version() < remembered.rootVersion()
                    || (kept.version() == remembered.rootVersion() && !isAt(remembered, kept.bytes()));
            return forged ? null : remembered;
        }
        try {
            return pinned.anchorAt(TrustedRoot.accept(kept.bytes(), pinned, Floor.NONE, scrutiny));
        } catch (TrustException e) {
            return null;
        }
    }

    private @Nullable Anchor heldAnchor() {
        Anchor remembered = request.memory().anchor();
        return remembered != null && pinned.holds(remembered) ? remembered : null;
    }

    private TrustedRoot descendant(TrustedRoot kept) throws TrustException, RemoteException {
        boolean current = kept.isFresh() && kept.version() >= floor.version();
        if (!current) {
            return chain.advance(kept, named, floor.or(new Floor(kept.version())), chain.newest(), null);
        }
        if (request.purpose() == UpdateRequest.Purpose.WRITING) {
            chain.newest(); // only whether the server knows the collection
        }
        return kept;
    }

    private Roots.Start fromServer() throws TrustException, RemoteException {
        byte[] newest = chain.newest();
        Anchor remembered = heldAnchor();
        if (remembered != null) {
            TrustedRoot first = rememberedRoot(remembered, newest);
            if (first != null) {
                return started(chain.advance(first, named, floor, newest, null), null, remembered);
            }
            if (pinned.pin() instanceof TrustPin.FirstUse) {
                // First use was long ago; another first root is an attack or a new repository, and not ours to tell
                // apart.
                throw new NotAnchored(NotAnchored.Reason.NO_PIN_MATCHES, chain.offeredBy(newest));
            }
        }
        try {
            TrustedRoot root = chain.fresh(TrustedRoot.accept(newest, pinned, floor, scrutiny));
            return started(root, null, pinned.anchorAt(root));
        } catch (NotAnchored e) {
            TrustedRoot first = mayBeOlder(e) ? firstPinned(newest) : null;
            if (first == null) {
                throw e;
            }
            return started(chain.advance(first, named, floor, newest, null), null, pinned.anchorAt(first));
        }
    }

    private static boolean mayBeOlder(NotAnchored e) {
        return e.reason() == NotAnchored.Reason.NO_PIN_MATCHES || e.reason() == NotAnchored.Reason.NOT_SELF_SIGNED;
    }

    /** The very root that trust started at, if the server still has it. */
    private @Nullable TrustedRoot rememberedRoot(Anchor remembered, byte[] newest) throws RemoteException {
        try {
            byte[] first = isAt(remembered, newest) ? newest : chain.root(remembered.rootVersion());
            return isAt(remembered, first) ? TrustedRoot.resume(first, named, scrutiny) : null;
        } catch (RemoteException.NotFound | TrustException e) {
            return null;
        }
    }

    /** The oldest root that shows the pin; null if none does. */
    private @Nullable TrustedRoot firstPinned(byte[] newest) throws TrustException, RemoteException {
        long last = Math.min(chain.versionOf(newest), Caps.ROTATIONS);
        for (long version = 1; version < last; version++) {
            try {
                TrustedRoot root = TrustedRoot.accept(chain.root(version), pinned, Floor.NONE, scrutiny);
                if (root.version() == version) {
                    return root;
                }
            } catch (RemoteException.NotFound | TrustException e) {
                // Not this one. Versions may be missing where nobody published them.
            }
        }
        return null;
    }

    private static boolean isAt(Anchor anchor, byte[] root) {
        return Checksum.sha256(root).equals(anchor.sha256());
    }

    private Roots.Start started(TrustedRoot root, @Nullable TrustedRoot ancestor, Anchor anchor) {
        return new Roots.Start(root, named, ancestor, new EarlierUpdate(named, scrutiny), anchor);
    }
}
