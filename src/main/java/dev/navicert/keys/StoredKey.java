package dev.navicert.keys;

import dev.navicert.tuf.crypto.KeyId;

/**
 * What a key file says of itself before it is opened. Nothing of it is verified: the identifier is the file's name, role and
 * GUN are headers that anybody can write.
 *
 * @param id the name of the file
 * @param role a role of TUF, or any other word for a key that signs for delegations; empty if the file does not say
 * @param gun the collection, for keys of {@code targets}, {@code snapshot} and {@code timestamp}; else empty
 * @param encrypted whether a passphrase is needed to open it
 */
public record StoredKey(KeyId id, String role, String gun, boolean encrypted) {}
