package dev.navicert.keys;

import dev.navicert.keys.KeyException.Unreadable.Why;
import dev.navicert.tuf.RoleName;
import dev.navicert.tuf.crypto.KeyId;
import java.io.IOException;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The private keys of one trust directory. What the files say of themselves is read when the ring is opened; a key is decrypted
 * when it is first needed, and only once.
 *
 * <p>A file is written as a whole or not at all, and never because a passphrase was wrong. For one thread.
 *
 * @see <a href="https://github.com/theupdateframework/notary/blob/v0.7.0/trustmanager/keystore.go">Notary
 *     trustmanager/keystore.go</a>, <a
 *     href="https://github.com/theupdateframework/notary/blob/v0.7.0/cryptoservice/crypto_service.go">
 *     cryptoservice/crypto_service.go</a>
 */
public final class KeyRing {
    /** Hears of files that are passed over. */
    @FunctionalInterface
    public interface Observer {
        /**
         * @param name of the file
         * @param why {@link KeyException.Unreadable}, or an {@link IOException} if it could not be read at all
         */
        void passedOver(String name, Exception why);
    }

    private final KeyFiles files;
    private final PassphraseSource passphrases;
    private final Map<KeyId, StoredKey> stored = new LinkedHashMap<>();
    private final Map<KeyId, String> names = new HashMap<>();
    private final Map<KeyId, SigningKey> opened = new HashMap<>();

    private KeyRing(KeyFiles files, PassphraseSource passphrases) {
        this.files = files;
        this.passphrases = passphrases;
    }

    /** Reads what there is. */
    public static KeyRing open(KeyFiles files, PassphraseSource passphrases, Observer observer) throws IOException {
        KeyRing ring = new KeyRing(files, passphrases);
        for (String name : files.list()) {
            try {
                Optional<byte[]> content = files.find(name);
                if (content.isPresent()) {
                    ring.know(name, KeyFile.read("key file " + name, content.get()));
                }
            } catch (IOException | KeyException.Unreadable e) {
                observer.passedOver(name, e);
            }
        }
        return ring;
    }

    /** Of two files of one name in different folders Notary shows the later one. */
    private void know(String name, KeyFile file) {
        KeyId id = new KeyId(name.substring(name.lastIndexOf('/') + 1));
        stored.put(id, new StoredKey(id, file.role(), file.gun(), file.isEncrypted()));
        if (!id.hex().equals(names.get(id))) {
            names.put(id, name);
        }
    }

    /** All keys, in the order of their files. */
    public List<StoredKey> list() {
        return List.copyOf(stored.values());
    }

    /** What is known of a key. */
    public Optional<StoredKey> find(KeyId id) {
        return Optional.ofNullable(stored.get(id));
    }

    /**
     * The key of that canonical identifier. Notary would take whatever key is in the file of that name.
     *
     * @throws KeyException.NotFound if there is none
     * @throws KeyException.Unreadable if the file holds another key
     * @throws KeyException as {@link KeyFile#open}
     */
    public SigningKey open(KeyId id) throws KeyException, IOException {
        SigningKey known = opened.get(id);
        if (known != null) {
            return known;
        }
        String name = names.get(id);
        byte[] content = name == null ? null : files.find(name).orElse(null);
        if (content == null) {
            throw new KeyException.NotFound(id);
        }
        KeyFile file = KeyFile.read("key file " + name, content);
        SigningKey key = file.open(id.hex(), file.role(), passphrases);
        if (!key.publicKey().id().equals(id)) {
            throw new KeyException.Unreadable(
                    Why.OTHER_KEY,
                    "key file " + name,
                    "it holds another key, " + key.publicKey().id());
        }
        opened.put(id, key);
        return key;
    }

    /** A new key of the type that Notary makes for every role, kept under a passphrase that the source is asked for. */
    public SigningKey generate(String role, String gun) throws KeyException, IOException {
        SigningKey key = SigningKey.generate(SigningKey.Algorithm.ECDSA);
        add(key, role, gun);
        return key;
    }

    /**
     * Keeps a key under a passphrase that the source is asked for. If it is there already for the same role, nothing is done
     * and nobody is asked.
     *
     * @param gun forgotten for root and for whatever is no base role, since such keys serve many collections
     * @throws KeyException.RoleConflict if it is there already for another role
     * @throws KeyException.AttemptsExceeded if there is no passphrase
     */
    public void add(SigningKey key, String role, String gun) throws KeyException, IOException {
        StoredKey present = stored.get(key.publicKey().id());
        if (present == null) {
            protect(key, role, gun, passphrases);
        } else if (!present.role().equals(role)) {
            throw new KeyException.RoleConflict(present);
        }
    }

    /**
     * Opens a key and encrypts it under another passphrase.
     *
     * @param other is asked for the new one
     */
    public void changePassphrase(KeyId id, PassphraseSource other) throws KeyException, IOException {
        SigningKey key = open(id);
        StoredKey present = stored.getOrDefault(id, new StoredKey(id, "", "", true));
        protect(key, present.role(), present.gun(), other);
        removeOthers(key.publicKey().id());
    }

    /** Removes a key, from whatever folders it is in; no error if there is none. */
    public void remove(KeyId id) throws IOException {
        removeOthers(id);
        files.remove(id.hex());
        opened.remove(id);
        stored.remove(id);
        names.remove(id);
    }

    /** A copy of a key in a folder would keep its old passphrase. */
    private void removeOthers(KeyId id) throws IOException {
        for (String name : files.list()) {
            if (name.endsWith("/" + id.hex())) {
                files.remove(name);
            }
        }
    }

    private void protect(SigningKey key, String role, String gun, PassphraseSource source)
            throws KeyException, IOException {
        KeyId id = key.publicKey().id();
        boolean ofOneCollection =
                RoleName.parse(role).filter(KeyRing::belongsToOneCollection).isPresent();
        char[] passphrase = KeyFile.newPassphrase(id.hex(), role, source);
        byte[] content;
        try {
            content = KeyFile.write(key, role, ofOneCollection ? gun : "", passphrase);
        } finally {
            Arrays.fill(passphrase, '\0');
        }
        files.store(id.hex(), content);
        opened.put(id, key);
        names.put(id, id.hex());
        stored.put(id, new StoredKey(id, role, ofOneCollection ? gun : "", true));
    }

    /** Keys of root and of delegations serve as many collections as their owner likes. */
    static boolean belongsToOneCollection(RoleName role) {
        return !role.equals(RoleName.ROOT) && !role.isDelegation();
    }
}
