package dev.navicert.change;

import dev.navicert.change.CollectionDraft.Occasion;
import dev.navicert.keys.KeyException;
import dev.navicert.trust.NearExpiry;
import dev.navicert.tuf.RoleName;
import dev.navicert.tuf.Root;
import dev.navicert.tuf.Snapshot;
import dev.navicert.tuf.Targets;
import dev.navicert.tuf.crypto.PublicKey;
import java.io.IOException;
import java.time.Instant;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Signs what has changed in a draft, and what would expire soon. Nothing is sent and nothing is written here.
 *
 * @see <a href="https://github.com/theupdateframework/notary/blob/v0.7.0/client/client.go">Notary client/client.go,
 *     publish</a>
 */
final class Signing {
    private final PublicationRequest request;
    private final CollectionDraft draft;
    private final Signatory signatory;
    private final Map<RoleName, byte[]> files = new LinkedHashMap<>();

    Signing(PublicationRequest request, CollectionDraft draft, Signatory signatory) {
        this.request = request;
        this.draft = draft;
        this.signatory = signatory;
    }

    /**
     * All files to send.
     *
     * @param formerRootKeys sign the root too, for clients that know only an old one
     */
    Map<RoleName, byte[]> files(Collection<PublicKey> formerRootKeys)
            throws PublishException, KeyException, IOException {
        rootIfNeeded(formerRootKeys);
        for (TargetsDraft targets : draft.targets()) {
            if (isDue(draft, targets, request.update().now())) {
                files.put(targets.name(), targets(targets));
            }
        }
        snapshot();
        return files;
    }

    private void rootIfNeeded(Collection<PublicKey> formerRootKeys) throws PublishException, KeyException, IOException {
        RootDraft root = draft.root();
        if (!formerRootKeys.isEmpty()) {
            root.touch();
        }
        if (isDue(root, request.update().now())) {
            files.put(RoleName.ROOT, root(formerRootKeys));
        } else if (draft.occasion() == Occasion.FIRST) {
            files.put(RoleName.ROOT, root.bytes());
        }
    }

    /** Whether a root is signed anew: it changed, or ends soon. */
    static boolean isDue(RootDraft root, Instant now) {
        return root.isDirty() || root.payload().expires().isBefore(NearExpiry.horizon(now));
    }

    /** Whether targets or a delegation are signed anew: they changed, have expired, or were never signed. */
    static boolean isDue(CollectionDraft draft, TargetsDraft targets, Instant now) {
        return targets.isDirty()
                || targets.hasExpired(now)
                || draft.occasion() == Occasion.FIRST && targets.name().equals(RoleName.TARGETS);
    }

    byte[] root(Collection<PublicKey> formerRootKeys) throws PublishException, KeyException, IOException {
        RootDraft root = draft.root();
        Root next = root.next(request.expiry(RoleName.ROOT));
        byte[] file = signatory.file(next, root.signers(), formerRootKeys);
        root.signed(next, file);
        return file;
    }

    byte[] targets(TargetsDraft targets) throws PublishException, KeyException, IOException {
        Targets next = targets.next(request.expiry(targets.name()));
        byte[] file = signatory.file(next, List.of(draft.signers(targets.name())), List.of());
        targets.signed(next, file);
        return file;
    }

    /** Where none of its keys is here, the server is expected to sign it. */
    private void snapshot() throws PublishException, KeyException, IOException {
        try {
            files.put(RoleName.SNAPSHOT, signedSnapshot());
        } catch (PublishException.TooFewKeys e) {
            if (e.found() > 0) {
                throw e;
            }
        }
    }

    byte[] signedSnapshot() throws PublishException, KeyException, IOException {
        SnapshotDraft snapshot = draft.snapshot();
        snapshot.vouch(RoleName.ROOT, draft.root().bytes());
        for (TargetsDraft targets : draft.targets()) {
            targets.bytes().ifPresent(file -> snapshot.vouch(targets.name(), file));
        }
        Snapshot next = snapshot.next(request.expiry(RoleName.SNAPSHOT));
        byte[] file = signatory.file(next, List.of(draft.root().role(RoleName.SNAPSHOT)), List.of());
        snapshot.signed(next);
        return file;
    }
}
