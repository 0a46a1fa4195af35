package dev.navicert.change;

import dev.navicert.change.CollectionDraft.Occasion;
import dev.navicert.trust.TrustedCollection;
import dev.navicert.trust.UnpublishedCollection;
import dev.navicert.tuf.FileMeta;
import dev.navicert.tuf.RoleName;
import dev.navicert.tuf.crypto.KeyId;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What the next publication would do, found by replaying what is staged. Nothing is signed, no key is opened, nothing is sent.
 *
 * <p>Keys count as usable if their files are here; whether their passphrases are known is seen when publishing.
 *
 * @param files those that would be signed, in the order of their upload; empty if an edit cannot be made
 * @param facts what publishing would have to say, in order
 * @param obstacle the edit that cannot be made: nothing at all would be published
 */
public record Preview(List<FilePreview> files, List<PublishFact> facts, Optional<Obstacle> obstacle) {
    public Preview {
        files = List.copyOf(files);
        facts = List.copyOf(facts);
    }

    /**
     * An edit that stops the publication.
     *
     * @param number its place in the list, from 0
     */
    public record Obstacle(int number, PublishException reason) {}

    /** Of a collection as the server has it. */
    public static Preview of(TrustedCollection published, List<StagedChange> staged, Set<KeyId> keysHere, Instant now) {
        return of(CollectionDraft.of(published), staged, new KeysAtHand(keysHere), now);
    }

    /** Of a collection that was made here and that the server does not know. */
    public static Preview of(UnpublishedCollection own, List<StagedChange> staged, Set<KeyId> keysHere, Instant now) {
        return of(CollectionDraft.of(own), staged, new KeysAtHand(keysHere), now);
    }

    private static Preview of(CollectionDraft draft, List<StagedChange> staged, KeysAtHand keys, Instant now) {
        Before before = Before.of(draft);
        List<PublishFact> facts = new ArrayList<>();
        Replay replay = new Replay(draft, keys, facts::add);
        for (int i = 0; i < staged.size(); i++) {
            try {
                Publication.meaning(staged.get(i)).fold(replay);
            } catch (PublishException e) {
                return new Preview(List.of(), facts, Optional.of(new Obstacle(i, e)));
            }
        }
        return new Preview(new Files(draft, before, keys, now).all(), facts, Optional.empty());
    }

    /** The targets of every role before anything was replayed. */
    private record Before(Map<RoleName, Map<String, FileMeta>> targets) {
        static Before of(CollectionDraft draft) {
            Map<RoleName, Map<String, FileMeta>> targets = new LinkedHashMap<>();
            draft.targets().forEach(role -> targets.put(role.name(), Map.copyOf(role.targets())));
            return new Before(targets);
        }
    }

    /** Which files would be signed. */
    private record Files(CollectionDraft draft, Before before, KeysAtHand keys, Instant now) {
        List<FilePreview> all() {
            List<FilePreview> files = new ArrayList<>();
            RootDraft root = draft.root();
            if (Signing.isDue(root, now)) {
                files.add(FilePreview.of(RoleName.ROOT, root.payload().version() + 1, shortage(root.signers())));
            } else if (draft.occasion() == Occasion.FIRST) {
                files.add(FilePreview.of(RoleName.ROOT, root.payload().version(), Optional.empty()));
            }
            for (TargetsDraft targets : draft.targets()) {
                if (Signing.isDue(draft, targets, now)) {
                    files.add(file(targets));
                }
            }
            snapshot().ifPresent(files::add);
            return files;
        }

        private FilePreview file(TargetsDraft after) {
            return FilePreview.of(
                    after.name(),
                    after.version() + 1,
                    shortage(after.name()),
                    before.targets().getOrDefault(after.name(), Map.of()),
                    after.targets());
        }

        private Optional<PublishException> shortage(RoleName role) {
            try {
                return shortage(List.of(draft.signers(role)));
            } catch (PublishException e) {
                return Optional.of(e);
            }
        }

        private Optional<PublishException> shortage(List<SigningRole> roles) {
            return roles.stream()
                    .flatMap(role -> keys.shortage(role).stream())
                    .<PublishException>map(e -> e)
                    .findFirst();
        }

        /** Without any of its keys here, the server signs it. */
        private Optional<FilePreview> snapshot() {
            SigningRole role = draft.root().role(RoleName.SNAPSHOT);
            Optional<PublishException.TooFewKeys> shortage = keys.shortage(role);
            if (shortage.isPresent() && shortage.get().found() == 0) {
                return Optional.empty();
            }
            return Optional.of(
                    FilePreview.of(RoleName.SNAPSHOT, draft.snapshot().version() + 1, shortage(List.of(role))));
        }
    }
}
