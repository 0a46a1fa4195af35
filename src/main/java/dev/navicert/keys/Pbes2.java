package dev.navicert.keys;

import dev.navicert.tuf.crypto.PassphraseCipher;
import dev.navicert.tuf.crypto.PassphraseCipher.Hash;
import java.math.BigInteger;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Optional;

/**
 * An EncryptedPrivateKeyInfo under a passphrase: PBKDF2 and AES-256-CBC. Written as Notary does, with HMAC-SHA1 and 2048
 * rounds; what OpenSSL writes by default, with HMAC-SHA256, is read too, which Notary takes for a wrong passphrase.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc8018#appendix-A.4">RFC 8018 A.4</a>
 */
final class Pbes2 {
    /** More rounds than anybody writes, and still no more than a few seconds of work per attempt. */
    static final int MAX_ROUNDS = 4_000_000;

    private static final byte[] PBES2 = {0x2a, (byte) 0x86, 0x48, (byte) 0x86, (byte) 0xf7, 0x0d, 1, 5, 13};
    private static final byte[] PBKDF2 = {0x2a, (byte) 0x86, 0x48, (byte) 0x86, (byte) 0xf7, 0x0d, 1, 5, 12};
    private static final byte[] AES_256_CBC = {0x60, (byte) 0x86, 0x48, 1, 0x65, 3, 4, 1, 42};
    private static final byte[] HMAC_SHA1 = {0x2a, (byte) 0x86, 0x48, (byte) 0x86, (byte) 0xf7, 0x0d, 2, 7};
    private static final byte[] HMAC_SHA256 = {0x2a, (byte) 0x86, 0x48, (byte) 0x86, (byte) 0xf7, 0x0d, 2, 9};
    private static final int ROUNDS = 2048;
    private static final int SALT_BYTES = 8;
    private static final int BLOCK = PassphraseCipher.BLOCK;
    private static final int MAX_SALT = 1024;
    private static final SecureRandom RANDOM = new SecureRandom();

    private final Hash hash;
    private final PassphraseCipher cipher;
    private final byte[] encrypted;

    private Pbes2(Hash hash, PassphraseCipher cipher, byte[] encrypted) {
        this.hash = hash;
        this.cipher = cipher;
        this.encrypted = encrypted;
    }

    /** Reads how a key is encrypted; nothing is derived yet. */
    static Pbes2 read(byte[] der) throws Der.MalformedException {
        Der info = Der.of(der).sequence();
        Der scheme = info.sequence();
        expect(PBES2, scheme.content(Der.OID), "only PBES2 is read");
        Der parameters = scheme.sequence();
        Der derivation = parameters.sequence();
        expect(PBKDF2, derivation.content(Der.OID), "only PBKDF2 is read");
        Der function = derivation.sequence();
        byte[] salt = function.octets();
        BigInteger rounds = function.integer();
        if (function.isNext(Der.INTEGER)) {
            function.integer(); // the length of the key, which the cipher says as well
        }
        Hash hash = function.isNext(Der.SEQUENCE) ? hash(function.sequence().content(Der.OID)) : Hash.SHA1;
        Der cipher = parameters.sequence();
        expect(AES_256_CBC, cipher.content(Der.OID), "only AES-256-CBC is read");
        byte[] iv = cipher.octets();
        byte[] encrypted = info.octets();
        if (rounds.signum() <= 0 || rounds.compareTo(BigInteger.valueOf(MAX_ROUNDS)) > 0) {
            throw new Der.MalformedException("it asks for " + rounds + " rounds of PBKDF2; at most " + MAX_ROUNDS);
        }
        if (salt.length == 0 || salt.length > MAX_SALT || iv.length != BLOCK || encrypted.length % BLOCK != 0) {
            throw new Der.MalformedException("salt, initial vector or length are none of PBES2");
        }
        return new Pbes2(hash, new PassphraseCipher(hash, salt, rounds.intValue(), iv), encrypted);
    }

    private static Hash hash(byte[] identifier) throws Der.MalformedException {
        if (Arrays.equals(identifier, HMAC_SHA1)) {
            return Hash.SHA1;
        }
        expect(HMAC_SHA256, identifier, "only HMAC-SHA1 and HMAC-SHA256 are read");
        return Hash.SHA256;
    }

    private static void expect(byte[] wanted, byte[] found, String otherwise) throws Der.MalformedException {
        if (!Arrays.equals(wanted, found)) {
            throw new Der.MalformedException(otherwise);
        }
    }

    boolean isReadByNotary() {
        return hash == Hash.SHA1;
    }

    /**
     * The key inside; empty if the passphrase is another. Notary looks at no padding, and a wrong passphrase shows in that
     * what comes out is no key.
     */
    Optional<SigningKey> open(char[] passphrase) {
        byte[] plain = cipher.decrypt(passphrase, encrypted);
        try {
            return Optional.of(Pkcs8.read(plain));
        } catch (Der.MalformedException wrongPassphrase) {
            return Optional.empty();
        } finally {
            Arrays.fill(plain, (byte) 0);
        }
    }

    /** Encrypts a PrivateKeyInfo as Notary does. */
    static byte[] encrypt(byte[] plain, char[] passphrase) {
        byte[] salt = new byte[SALT_BYTES];
        byte[] iv = new byte[BLOCK];
        RANDOM.nextBytes(salt);
        RANDOM.nextBytes(iv);
        byte[] encrypted = new PassphraseCipher(Hash.SHA1, salt, ROUNDS, iv).encrypt(passphrase, plain);
        byte[] derivation = Der.sequenceOf(Der.oid(PBKDF2), Der.sequenceOf(Der.octets(salt), Der.integer(ROUNDS)));
        byte[] cipher = Der.sequenceOf(Der.oid(AES_256_CBC), Der.octets(iv));
        byte[] scheme = Der.sequenceOf(Der.oid(PBES2), Der.sequenceOf(derivation, cipher));
        return Der.sequenceOf(scheme, Der.octets(encrypted));
    }
}
