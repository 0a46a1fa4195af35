package dev.navicert.cli;

import dev.navicert.cli.terminal.FatalException;
import dev.navicert.keys.KeyException;
import dev.navicert.keys.KeyFile;
import dev.navicert.keys.SigningKey;
import java.io.IOException;
import java.util.Optional;

/**
 * A file with a private key that the user names, to be taken into the key ring.
 *
 * @see <a href="https://github.com/notaryproject/notary/blob/v0.7.0/cmd/notary/tuf.go">notary, {@code readKey}</a>
 */
record PrivateKeyFile(Session session, Publisher publisher) {
    private static final int MAX_BYTES = 64 << 10;
    private static final String ROOT = "root";

    /**
     * Keeps the key for a role.
     *
     * @param gun for the roles that have keys of their own for each collection
     * @throws FatalException in Notary's words; for root also if the file is not encrypted
     */
    SigningKey take(String name, String role, String gun) throws FatalException {
        SigningKey key = read(name, role);
        try {
            publisher.keys().add(key, role, gun);
            return key;
        } catch (KeyException | IOException e) {
            throw new FatalException("Error importing key: " + publisher.words().of(e), e);
        }
    }

    private SigningKey read(String name, String role) throws FatalException {
        byte[] pem;
        try {
            pem = new UserFile(session, name).bytes(MAX_BYTES);
        } catch (FatalException e) {
            throw new FatalException("Error reading input root key file: " + e.text(), e);
        }
        try {
            KeyFile file = KeyFile.read(name, pem);
            if (file.isEncrypted()) {
                return file.open("", ROOT, publisher.passphrases());
            }
            if (role.equals(ROOT)) {
                throw new FatalException("only encrypted root keys may be imported");
            }
            Optional<SigningKey> plain = file.plain();
            return plain.orElseThrow(() -> new FatalException("no valid private key found"));
        } catch (KeyException.Unreadable e) {
            throw new FatalException(unreadable(e, role), e);
        } catch (KeyException e) {
            throw new FatalException(publisher.words().of(e), e);
        }
    }

    /** Notary takes a damaged file for one that no passphrase opens. */
    private static String unreadable(KeyException.Unreadable e, String role) {
        return switch (e.why()) {
            case NO_PEM -> "no valid private key found";
            case NO_KEY ->
                role.equals(ROOT) ? "only encrypted root keys may be imported" : String.valueOf(e.getMessage());
            case MALFORMED, OTHER_KEY -> "password invalid, operation has failed.";
        };
    }
}
