package dev.navicert.trust;

import dev.navicert.tuf.Checksum;
import dev.navicert.tuf.EarlierUpdate;
import dev.navicert.tuf.FileMeta;
import dev.navicert.tuf.Floor;
import dev.navicert.tuf.RoleName;
import dev.navicert.tuf.RootAnchor;
import dev.navicert.tuf.Scrutiny;
import dev.navicert.tuf.Strictness;
import dev.navicert.tuf.TrustException;
import dev.navicert.tuf.TrustedRoot;
import java.io.IOException;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** The root that an update starts with, its successors, and which old versions they leave in force. */
final class Roots {
    private final UpdateRequest request;
    private final Scrutiny scrutiny;
    private final Copies copies;
    private final Consumer<UpdateFact> observer;
    private final RootChain chain;
    private @Nullable Start start;

    Roots(UpdateRequest request, Scrutiny scrutiny, Copies copies, Consumer<UpdateFact> observer) {
        this.request = request;
        this.scrutiny = scrutiny;
        this.copies = copies;
        this.observer = observer;
        this.chain = new RootChain(request, copies, observer);
    }

    /**
     * How trust in a collection began, this time.
     *
     * @param root the root to begin with, not expired
     * @param successors what those that follow it must show
     * @param ancestor a root of an earlier update that {@code root} descends from, or null
     * @param earlier the earlier update, for Notary's way of comparing versions
     * @param anchor to be remembered
     */
    record Start(
            TrustedRoot root,
            RootAnchor successors,
            @Nullable TrustedRoot ancestor,
            EarlierUpdate earlier,
            Anchor anchor) {}

    /** The root to begin with, from the cache if there is one. */
    TrustedRoot bootstrap() throws TrustException, RemoteException, IOException {
        start = request.strictness() == Strictness.STRICT
                ? new StrictBootstrap(request, scrutiny, copies, chain, observer).start()
                : new NotaryBootstrap(request, scrutiny, copies, chain).start();
        return start.root();
    }

    /** The root that follows one. */
    TrustedRoot update(TrustedRoot trusted, @Nullable FileMeta expected)
            throws TrustException, RemoteException, IOException {
        return chain.update(trusted, started().successors(), rootFloor(trusted), expected);
    }

    /** Whether a snapshot means this very root, so that there is no other to look for. */
    static boolean isCurrent(TrustedRoot root, @Nullable FileMeta expected) {
        if (expected == null) {
            return false;
        }
        try {
            Checksum.check(expected, RoleName.ROOT, root.bytes());
            return true;
        } catch (TrustException e) {
            return false;
        }
    }

    private Floor rootFloor(TrustedRoot trusted) throws IOException {
        if (request.strictness() == Strictness.STRICT) {
            return new Floor(trusted.version()).or(request.memory().floors().of(RoleName.ROOT));
        }
        return new OldVersions(scrutiny.strictness(), trusted, started().earlier(), Floors.NONE, observer)
                .floor(RoleName.ROOT, copies.load(RoleName.ROOT));
    }

    /** Which versions are a rollback under this root. */
    OldVersions oldVersions(TrustedRoot root) {
        OldVersions old = new OldVersions(
                scrutiny.strictness(),
                root,
                started().earlier(),
                request.memory().floors(),
                observer);
        Optional.ofNullable(started().ancestor()).ifPresent(old::keysMayHaveChangedSince);
        return old;
    }

    Anchor anchor() {
        return started().anchor();
    }

    private Start started() {
        if (start == null) {
            throw new IllegalStateException("there is no root before bootstrap()");
        }
        return start;
    }
}
