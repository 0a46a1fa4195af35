package dev.navicert.keys;

import dev.navicert.keys.KeyException.Unreadable;
import dev.navicert.keys.PassphraseSource.Purpose;
import dev.navicert.keys.PassphraseSource.Question;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * A private key as it lies in a file: PEM with headers that say whose it is, encrypted as a rule. Reading one looks at the
 * headers alone; nothing is decoded or derived before {@link #open}.
 *
 * <p>Read are PKCS#8 ({@code ENCRYPTED PRIVATE KEY}, {@code PRIVATE KEY}) and, for old files, {@code RSA PRIVATE KEY},
 * {@code EC PRIVATE KEY} and {@code ED25519 PRIVATE KEY}, each plain or with OpenSSL's {@code DEK-Info}. Written is PKCS#8.
 *
 * @see <a href="https://github.com/theupdateframework/notary/blob/v0.7.0/tuf/utils/x509.go">Notary tuf/utils/x509.go,
 *     ParsePEMPrivateKey, ConvertPrivateKeyToPKCS8</a>
 */
public final class KeyFile {
    static final String ENCRYPTED = "ENCRYPTED PRIVATE KEY";

    private static final String PKCS8 = "PRIVATE KEY";
    private static final String PKCS1 = "RSA PRIVATE KEY";
    private static final String SEC1 = "EC PRIVATE KEY";
    private static final String NOTARY_ED25519 = "ED25519 PRIVATE KEY";
    private static final Set<String> TYPES = Set.of(ENCRYPTED, PKCS8, PKCS1, SEC1, NOTARY_ED25519);
    /** As often as Notary tries, whatever the source says. */
    private static final int MAX_ATTEMPTS = 11;

    private final KeyBlock block;

    private KeyFile(KeyBlock block) {
        this.block = block;
    }

    /**
     * The first block of a text.
     *
     * @param name what it is called in messages
     * @throws Unreadable if there is none, or it holds no private key
     */
    public static KeyFile read(String name, byte[] pem) throws Unreadable {
        KeyBlock first = KeyBlock.first(pem)
                .orElseThrow(() -> new Unreadable(Unreadable.Why.NO_PEM, name, "there is no PEM block in it"));
        if (!isKey(first)) {
            throw new Unreadable(Unreadable.Why.NO_KEY, name, "it begins with a PEM block that holds no private key");
        }
        return new KeyFile(first);
    }

    /** A block that holds a private key. */
    static KeyFile of(KeyBlock block) {
        if (!isKey(block)) {
            throw new IllegalArgumentException("no private key: " + block.type());
        }
        return new KeyFile(block);
    }

    /** Whether a block says that it holds a private key. */
    static boolean isKey(KeyBlock block) {
        return TYPES.contains(block.type());
    }

    /** The role in its header; empty if there is none. */
    public String role() {
        return block.header(KeyBlock.ROLE);
    }

    /** The GUN in its header; empty if there is none. */
    public String gun() {
        return block.header(KeyBlock.GUN);
    }

    /** Whether it says that a passphrase is needed. */
    public boolean isEncrypted() {
        return block.type().equals(ENCRYPTED) || block.headers().containsKey(OpenSslCipher.HEADER);
    }

    /** Whether Notary opens it too, given the passphrase: it knows no other HMAC than SHA-1. */
    boolean isReadByNotary() {
        try {
            return !block.type().equals(ENCRYPTED) || Pbes2.read(block.bytes()).isReadByNotary();
        } catch (Der.MalformedException nobodyReadsIt) {
            return false;
        }
    }

    /** The key, if it can be read without a passphrase. */
    public Optional<SigningKey> plain() {
        try {
            return isEncrypted() ? Optional.empty() : Optional.of(decode(block.bytes()));
        } catch (Der.MalformedException unreadable) {
            return Optional.empty();
        }
    }

    /**
     * The key. The source is asked only if it is encrypted, and again after each passphrase that was wrong.
     *
     * @param name the key's identifier, for questions and messages; empty if it is not known
     * @param role the role to ask for
     * @throws KeyException.PassphraseInvalid if the source has no passphrase, or no more
     * @throws KeyException.AttemptsExceeded if it has none of eleven
     * @throws Unreadable if this is no key that is read here; the source is then not asked
     */
    public SigningKey open(String name, String role, PassphraseSource source) throws KeyException {
        try {
            return isEncrypted() ? ask(name, role, source, lock()) : decode(block.bytes());
        } catch (Der.MalformedException e) {
            throw new Unreadable(
                    Unreadable.Why.MALFORMED,
                    name.isEmpty() ? "the key" : "key " + name,
                    String.valueOf(e.getMessage()));
        }
    }

    private static SigningKey ask(String name, String role, PassphraseSource source, Lock lock) throws KeyException {
        for (int attempt = 0; attempt < MAX_ATTEMPTS; attempt++) {
            char[] passphrase = source.answer(new Question(name, role, Purpose.OPEN, attempt))
                    .orElse(null);
            if (passphrase == null) {
                throw new KeyException.PassphraseInvalid(name, role, source.origin(role), attempt > 0);
            }
            try {
                Optional<SigningKey> key = passphrase.length == 0 ? Optional.empty() : lock.open(passphrase);
                if (key.isPresent()) {
                    return key.get();
                }
            } finally {
                Arrays.fill(passphrase, '\0');
            }
        }
        throw new KeyException.AttemptsExceeded(name, role, source.origin(role));
    }

    /** What a passphrase opens. */
    private interface Lock {
        Optional<SigningKey> open(char[] passphrase);
    }

    private Lock lock() throws Der.MalformedException {
        if (block.type().equals(ENCRYPTED)) {
            return Pbes2.read(block.bytes())::open;
        }
        OpenSslCipher cipher = OpenSslCipher.of(block.header(OpenSslCipher.HEADER));
        return passphrase -> cipher.decrypt(block.bytes(), passphrase).flatMap(this::decodeAndWipe);
    }

    private Optional<SigningKey> decodeAndWipe(byte[] der) {
        try {
            return Optional.of(decode(der));
        } catch (Der.MalformedException wrongPassphrase) {
            return Optional.empty();
        } finally {
            Arrays.fill(der, (byte) 0);
        }
    }

    private SigningKey decode(byte[] der) throws Der.MalformedException {
        return switch (block.type()) {
            case PKCS1 -> Pkcs8.readPkcs1(der);
            case SEC1 -> Pkcs8.readSec1(der, new byte[0]);
            case NOTARY_ED25519 -> Pkcs8.readEd25519(der);
            default -> Pkcs8.read(der);
        };
    }

    /**
     * A key encrypted under a passphrase, byte for byte in Notary's form.
     *
     * @param role left out if empty; one line
     * @param gun left out if empty; one line
     * @param passphrase not empty; stays the caller's
     */
    public static byte[] write(SigningKey key, String role, String gun, char[] passphrase) {
        if (passphrase.length == 0) {
            throw new IllegalArgumentException("a key is never kept without a passphrase");
        }
        byte[] plain = Pkcs8.write(key);
        try {
            return new KeyBlock(ENCRYPTED, Map.of(), Pbes2.encrypt(plain, passphrase))
                    .with(KeyBlock.ROLE, role)
                    .with(KeyBlock.GUN, gun)
                    .encode();
        } finally {
            Arrays.fill(plain, (byte) 0);
        }
    }

    /**
     * The passphrase for a new key; asked for until the source gives one.
     *
     * @throws KeyException.AttemptsExceeded if it gives none when asked twelve times
     */
    public static char[] newPassphrase(String name, String role, PassphraseSource source)
            throws KeyException.AttemptsExceeded {
        for (int attempt = 0; attempt <= MAX_ATTEMPTS; attempt++) {
            Optional<char[]> passphrase = source.answer(new Question(name, role, Purpose.PROTECT, attempt));
            if (passphrase.isPresent() && passphrase.get().length > 0) {
                return passphrase.get();
            }
        }
        throw new KeyException.AttemptsExceeded(name, role, source.origin(role));
    }
}
