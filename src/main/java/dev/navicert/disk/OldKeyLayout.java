package dev.navicert.disk;

import dev.navicert.keys.KeyBlock;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Where Notary kept keys before 0.5: {@code private/root_keys/<id>_root.key} and
 * {@code private/tuf_keys/<GUN>/<id>_<role>.key}. Role and GUN become headers, the file becomes {@code private/<id>.key}, and
 * the old folders go.
 *
 * <p>Unlike Notary, which deletes the old folders whatever became of their files, one that could not be moved stays.
 */
public final class OldKeyLayout {
    /** Hears of files that could not be moved. */
    @FunctionalInterface
    public interface Observer {
        /** @param file its path below {@code private}, without {@code .key} */
        void notMoved(String file);
    }

    private static final List<String> FOLDERS = List.of("root_keys", "tuf_keys");
    private static final String CERTIFICATES = "trusted_certificates";

    private OldKeyLayout() {}

    /** Moves what can be moved; a directory that may only be read stays as it is. */
    static void migrate(Path directory, KeyDirectory keys, Observer observer) {
        for (String folder : FOLDERS) {
            Path old = directory.resolve(folder);
            List<String> names = new ArrayList<>();
            if (Files.isDirectory(old, LinkOption.NOFOLLOW_LINKS)) {
                KeyDirectory.walk(old, "", 0, names);
            }
            boolean allMoved = true;
            for (String name : names) {
                allMoved &= move(folder, name, keys, observer);
            }
            if (allMoved) {
                delete(old);
            }
        }
        delete(directory.resolve(CERTIFICATES));
    }

    private static boolean move(String folder, String name, KeyDirectory keys, Observer observer) {
        try {
            Optional<KeyBlock> block = keys.find(folder + "/" + name).flatMap(KeyBlock::first);
            if (block.isPresent()) {
                keep(name, block.get(), keys);
                keys.remove(folder + "/" + name);
                return true;
            }
        } catch (IOException unmoved) {
            // Said below; the old file is still there.
        }
        observer.notMoved(folder + "/" + name);
        return false;
    }

    private static void keep(String name, KeyBlock block, KeyDirectory keys) throws IOException {
        int slash = name.lastIndexOf('/');
        String id = name.substring(slash + 1);
        KeyBlock moved = slash < 0 ? block : block.with(KeyBlock.GUN, name.substring(0, slash));
        int role = id.indexOf('_');
        if (role >= 0) {
            int end = id.indexOf('_', role + 1);
            String word = id.substring(role + 1, end < 0 ? id.length() : end);
            moved = moved.with(KeyBlock.ROLE, word);
            id = id.endsWith("_" + word) ? id.substring(0, id.length() - word.length() - 1) : id;
        }
        keys.store(id, moved.encode());
    }

    /** Leaves what it may not remove. */
    private static void delete(Path path) {
        try {
            FileTree.remove(path);
        } catch (IOException remains) {
            // Notary does not care either: the next command tries again.
        }
    }
}
