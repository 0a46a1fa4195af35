package dev.navicert.keys;

import dev.navicert.tuf.RoleName;
import dev.navicert.tuf.crypto.Pem;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * Takes keys from PEM, block by block, into key files. Keys that are not encrypted are, under a passphrase that is asked for;
 * keys that are encrypted are kept as they are.
 *
 * <p>Blocks that follow each other under one name become one file, which replaces what was there.
 *
 * @see <a href="https://github.com/theupdateframework/notary/blob/v0.7.0/trustmanager/keys.go">Notary trustmanager/keys.go,
 *     ImportKeys</a>
 */
public final class KeyImport {
    /** The role of keys of which nobody says another. */
    private static final String DEFAULT_ROLE = "delegation";

    private static final String OLD_FOLDER = "tuf_keys";
    private static final String KEY_ID = "[0-9a-f]{64}";

    /** What to do with an encrypted key of which the file does not tell the identifier. */
    public enum NamelessKeys {
        /** Notary can do nothing with it. */
        REFUSED,
        /** It is opened, so its passphrase is asked for. */
        OPENED
    }

    /** What to do with a file that is there already, where nobody can tell whether it holds the same key. */
    public enum Present {
        /** Notary replaces it without a word. */
        REPLACED,
        /** It may be the only copy of a key. */
        KEPT
    }

    /** Why a block was left out. */
    public enum Refusal {
        /** A key of targets, snapshot or timestamp, and nobody says of which collection. */
        NO_GUN,
        /** No private key, or one that cannot be given a name. */
        NO_KEY,
        /** It claims to be another key than it is. */
        OTHER_KEY,
        /** There is another file of that name. */
        PRESENT
    }

    /** Hears of blocks that are left out. */
    @FunctionalInterface
    public interface Observer {
        /** @param path the name that the block gives itself; empty if it gives none */
        void leftOut(Refusal refusal, String path);
    }

    /**
     * What became of the blocks of a file.
     *
     * @param stored how many files were written
     * @param leftOut how many blocks were left out
     */
    public record Result(int stored, int leftOut) {
        private Result and(int moreStored, int moreLeftOut) {
            return new Result(stored + moreStored, leftOut + moreLeftOut);
        }
    }

    private final KeyFiles files;
    private final String fallbackRole;
    private final String fallbackGun;
    private final NamelessKeys nameless;
    private final Present present;

    /**
     * @param fallbackRole for keys that do not name a role; empty for {@code delegation}
     * @param fallbackGun for keys that do not name a collection and need one
     */
    public KeyImport(KeyFiles files, String fallbackRole, String fallbackGun, NamelessKeys nameless, Present present) {
        this.files = files;
        this.fallbackRole = fallbackRole.isEmpty() ? DEFAULT_ROLE : fallbackRole;
        this.fallbackGun = fallbackGun;
        this.nameless = nameless;
        this.present = present;
    }

    /**
     * One block on its way to a file.
     *
     * @param known whether the key was seen, so that its name is not just a claim
     */
    @SuppressWarnings("ArrayRecordComponent") // never compared
    private record Part(String name, byte[] content, boolean known) {}

    /**
     * Takes all keys of a text.
     *
     * @throws KeyException.AttemptsExceeded if there is no passphrase for a key; files that were complete are written
     * @throws KeyException if an encrypted key had to be opened and was not
     * @throws IOException if a file cannot be written, or there are too many keys
     */
    public Result run(byte[] pem, PassphraseSource passphrases, Observer observer) throws KeyException, IOException {
        List<KeyBlock> blocks = KeyBlock.all(pem);
        if (blocks.isEmpty() && KeyBlock.first(pem).isPresent()) {
            throw new IOException("more than " + Pem.MAX_BLOCKS + " PEM blocks at once; nothing of them was taken");
        }
        Result result = new Result(0, 0);
        List<Part> parts = new ArrayList<>();
        for (KeyBlock block : blocks) {
            Optional<Part> part = part(completed(block), passphrases, observer);
            if (part.isEmpty()) {
                result = result.and(0, 1);
                continue;
            }
            if (!parts.isEmpty() && !parts.get(0).name().equals(part.get().name())) {
                result = store(parts, result, observer);
                parts.clear();
            }
            parts.add(part.get());
        }
        return parts.isEmpty() ? result : store(parts, result, observer);
    }

    private Result store(List<Part> parts, Result before, Observer observer) throws IOException {
        String name = parts.get(0).name();
        ByteArrayOutputStream content = new ByteArrayOutputStream();
        parts.forEach(part -> content.writeBytes(part.content()));
        if (present == Present.KEPT && !parts.stream().allMatch(Part::known)) {
            Optional<byte[]> old = files.find(name);
            if (old.isPresent() && !Arrays.equals(old.get(), content.toByteArray())) {
                observer.leftOut(Refusal.PRESENT, name);
                return before.and(0, parts.size());
            }
        }
        files.store(name, content.toByteArray());
        return before.and(1, 0);
    }

    /** The block with a role, with the GUN that its role wants, and with a path that is a name. */
    private KeyBlock completed(KeyBlock block) {
        KeyBlock completed = block;
        String path = withoutFinalSlashes(block.header(KeyBlock.PATH));
        int slash = path.lastIndexOf('/');
        if (slash >= 0) {
            String folder = path.substring(0, slash);
            String gun =
                    folder.startsWith(OLD_FOLDER) ? withoutOuterSlashes(folder.substring(OLD_FOLDER.length())) : "";
            completed = gun.isEmpty() ? completed : completed.with(KeyBlock.GUN, gun);
        }
        completed = completed.with(KeyBlock.PATH, path.substring(slash + 1));
        if (completed.header(KeyBlock.GUN).isEmpty()) {
            completed = completed.with(KeyBlock.GUN, fallbackGun);
        }
        if (completed.header(KeyBlock.ROLE).isEmpty()) {
            completed = completed.with(KeyBlock.ROLE, fallbackRole);
        }
        return completed;
    }

    private static String withoutOuterSlashes(String path) {
        int from = 0;
        while (from < path.length() && path.charAt(from) == '/') {
            from++;
        }
        return withoutFinalSlashes(path.substring(from));
    }

    private static String withoutFinalSlashes(String path) {
        int to = path.length();
        while (to > 0 && path.charAt(to - 1) == '/') {
            to--;
        }
        return path.substring(0, to);
    }

    private Optional<Part> part(KeyBlock block, PassphraseSource passphrases, Observer observer) throws KeyException {
        String path = block.header(KeyBlock.PATH);
        boolean ofOneCollection = RoleName.parse(block.header(KeyBlock.ROLE))
                .filter(KeyRing::belongsToOneCollection)
                .isPresent();
        if (ofOneCollection && block.header(KeyBlock.GUN).isEmpty()) {
            observer.leftOut(Refusal.NO_GUN, path);
            return Optional.empty();
        }
        KeyBlock kept = (ofOneCollection ? block : block.with(KeyBlock.GUN, "")).with(KeyBlock.PATH, "");
        // Notary would keep anything that has a path, a certificate for instance, and then find no key in it.
        if (!KeyFile.isKey(kept)) {
            observer.leftOut(Refusal.NO_KEY, path);
            return Optional.empty();
        }
        KeyFile file = KeyFile.of(kept);
        Optional<SigningKey> plain = file.plain();
        if (plain.isPresent()) {
            return plain(plain.get(), path, file, passphrases, observer);
        }
        if (file.isEncrypted() && !path.isEmpty()) {
            return Optional.of(new Part(path, kept.encode(), false));
        }
        if (file.isEncrypted() && nameless == NamelessKeys.OPENED) {
            return Optional.of(opened(kept, file, passphrases));
        }
        observer.leftOut(Refusal.NO_KEY, path);
        return Optional.empty();
    }

    private static Optional<Part> plain(
            SigningKey key, String path, KeyFile file, PassphraseSource passphrases, Observer observer)
            throws KeyException {
        String id = key.publicKey().id().hex();
        if (path.matches(KEY_ID) && !path.equals(id)) {
            observer.leftOut(Refusal.OTHER_KEY, path);
            return Optional.empty();
        }
        return Optional.of(encrypted(path.isEmpty() ? id : path, key, file, passphrases));
    }

    private static Part opened(KeyBlock block, KeyFile file, PassphraseSource passphrases) throws KeyException {
        SigningKey key = file.open("", file.role(), passphrases);
        String name = key.publicKey().id().hex();
        return file.isReadByNotary() ? new Part(name, block.encode(), true) : encrypted(name, key, file, passphrases);
    }

    private static Part encrypted(String name, SigningKey key, KeyFile file, PassphraseSource passphrases)
            throws KeyException {
        char[] passphrase = KeyFile.newPassphrase(name, file.role(), passphrases);
        try {
            return new Part(name, KeyFile.write(key, file.role(), file.gun(), passphrase), true);
        } finally {
            Arrays.fill(passphrase, '\0');
        }
    }
}
