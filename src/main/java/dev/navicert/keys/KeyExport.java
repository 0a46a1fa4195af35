package dev.navicert.keys;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Key files as one text that {@link KeyImport} takes again: each block as it is, encrypted as it is, and with a header that
 * tells the name of its file.
 *
 * @see <a href="https://github.com/theupdateframework/notary/blob/v0.7.0/trustmanager/keys.go">Notary trustmanager/keys.go,
 *     ExportKeys</a>
 */
public final class KeyExport {
    private final KeyFiles files;

    public KeyExport(KeyFiles files) {
        this.files = files;
    }

    /** Every key. */
    public byte[] all() throws IOException {
        return text(files.list());
    }

    /** The keys of these identifiers. */
    public byte[] ofKeys(Set<String> ids) throws IOException {
        return text(files.list().stream()
                .filter(name -> ids.contains(name.substring(name.lastIndexOf('/') + 1)))
                .toList());
    }

    /**
     * The keys of these collections, by name.
     *
     * @param observer hears of files in which no key can be found
     */
    public byte[] ofCollections(Set<String> guns, KeyRing.Observer observer) throws IOException {
        List<String> names = new ArrayList<>(files.list());
        Collections.sort(names);
        List<String> chosen = new ArrayList<>();
        for (String name : names) {
            try {
                Optional<byte[]> content = files.find(name);
                if (content.isPresent() && guns.contains(gun(name, content.get()))) {
                    chosen.add(name);
                }
            } catch (IOException | KeyException.Unreadable e) {
                observer.passedOver(name, e);
            }
        }
        return text(chosen);
    }

    private static String gun(String name, byte[] content) throws KeyException.Unreadable {
        return KeyBlock.first(content)
                .orElseThrow(() -> new KeyException.Unreadable(
                        KeyException.Unreadable.Why.NO_PEM, "key file " + name, "there is no PEM block in it"))
                .header(KeyBlock.GUN);
    }

    private byte[] text(List<String> names) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        for (String name : names) {
            for (KeyBlock block : KeyBlock.all(files.find(name).orElse(new byte[0]))) {
                out.writeBytes(block.with(KeyBlock.PATH, name).encode());
            }
        }
        return out.toByteArray();
    }
}
