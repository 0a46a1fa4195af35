package dev.navicert.change;

import dev.navicert.change.CollectionDraft.Occasion;
import dev.navicert.keys.KeyException;
import dev.navicert.trust.FormerRoots;
import dev.navicert.trust.RemoteException;
import dev.navicert.trust.TrustedCollection;
import dev.navicert.trust.UnpublishedCollection;
import dev.navicert.tuf.RoleName;
import dev.navicert.tuf.TrustException;
import dev.navicert.tuf.crypto.KeyId;
import dev.navicert.tuf.crypto.PublicKey;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Publishes staged edits: a rebase. What the server has is fetched and verified, the edits are replayed on it, what changed
 * is signed, everything is sent in one request, and only then do the edits leave the list. Whatever fails before that leaves
 * list, keys and server as they were, and the next try starts afresh.
 *
 * <p>A collection that the server does not know is taken from the cache, where {@link Initialization} has left it, whole or
 * {@linkplain BrokenOff broken off}, or is made.
 *
 * @see <a href="https://github.com/theupdateframework/notary/blob/v0.7.0/client/client.go">Notary client/client.go,
 *     publish</a>
 */
public final class Publication {
    private final PublicationRequest request;
    private final Signatory signatory;

    public Publication(PublicationRequest request) {
        this.request = request;
        this.signatory = request.signatory();
    }

    /**
     * Publishes all that is staged; with nothing staged, a new snapshot.
     *
     * @throws PublishException if an edit cannot be made or signed
     * @throws KeyException if a key is here and does not open, or a new one cannot be kept
     * @throws TrustException if what the server has is not believed
     * @throws RemoteException if the server cannot be asked, or refuses what it is sent
     * @throws IOException if something here cannot be read or written
     */
    public void publish(Changelist changelist)
            throws PublishException, KeyException, TrustException, RemoteException, IOException {
        CollectionDraft draft = refresh();
        List<StagedChange> staged = changelist.list();
        Replay replay = replay(draft);
        for (int i = 0; i < staged.size(); i++) {
            request.observer().accept(new PublishFact.Replaying(i + 1, staged.size()));
            meaning(staged.get(i)).fold(replay);
        }
        send(draft, List.of());
        clear(changelist, staged);
    }

    /**
     * Publishes this change and no other, whatever is staged.
     *
     * @param formerRoots how many earlier roots' keys sign a new one too, where they are here
     */
    void publish(Change change, FormerRoots formerRoots)
            throws PublishException, KeyException, TrustException, RemoteException, IOException {
        CollectionDraft draft = refresh();
        change.fold(replay(draft));
        send(
                draft,
                draft.occasion() == Occasion.FIRST
                        ? List.of()
                        : formerRoots.keys(
                                request.update(), draft.root().payload().version()));
    }

    /** A draft of what is current. */
    private CollectionDraft refresh()
            throws PublishException, KeyException, TrustException, RemoteException, IOException {
        try {
            TrustedCollection published =
                    TrustedCollection.update(request.update().forWriting());
            return CollectionDraft.of(published);
        } catch (RemoteException.NotFound e) {
            if (e.isCollection()) {
                return unpublished();
            }
            request.observer().accept(new PublishFact.NotRefreshed(e));
            throw e;
        } catch (TrustException | RemoteException | IOException e) {
            request.observer().accept(new PublishFact.NotRefreshed(e));
            throw e;
        }
    }

    private CollectionDraft unpublished()
            throws PublishException, KeyException, TrustException, RemoteException, IOException {
        Optional<UnpublishedCollection> own = UnpublishedCollection.load(
                request.gun(),
                request.cache(),
                request.update().pins(),
                request.update().now());
        if (own.isPresent()) {
            return CollectionDraft.of(own.get());
        }
        Optional<CollectionDraft> brokenOff = new BrokenOff(request).draft();
        if (brokenOff.isPresent()) {
            return brokenOff.get();
        }
        request.observer().accept(new PublishFact.FirstPublication());
        return new Initialization(request).create(Optional.empty());
    }

    /** What a staged edit asks for; of one that cannot be read, something that nobody can do. */
    static Change meaning(StagedChange change) {
        return change.fold(
                readable -> readable.entry().meaning(), unreadable -> new Change.Inapplicable(unreadable.reason()));
    }

    private Replay replay(CollectionDraft draft) {
        return new Replay(draft, signatory, request.observer());
    }

    private void send(CollectionDraft draft, List<PublicKey> formerRootKeys)
            throws PublishException, KeyException, RemoteException, IOException {
        request.observer().accept(new PublishFact.Signing());
        Map<RoleName, byte[]> files = new Signing(request, draft, signatory).files(formerRootKeys);
        request.server().upload(files);
        // Notary does this before the server has accepted anything; a key that is gone cannot be had back.
        draft.root().dropped().forEach(this::forget);
    }

    /** The server has what it was sent, so that this is no failure to publish. */
    private void forget(KeyId dropped) {
        try {
            request.keys().remove(dropped);
        } catch (IOException e) {
            request.observer().accept(new PublishFact.KeyNotRemoved(dropped, e));
        }
    }

    private void clear(Changelist changelist, List<StagedChange> published) {
        try {
            changelist.remove(published);
        } catch (IOException e) {
            request.observer().accept(new PublishFact.NotCleared(e));
        }
    }
}
