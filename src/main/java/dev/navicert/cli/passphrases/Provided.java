package dev.navicert.cli.passphrases;

import java.util.Optional;

/** Passphrases that were provided before the program started; nobody is asked. */
interface Provided {
    /** The passphrase for keys of a role; the caller wipes it. */
    Optional<char[]> passphrase(String role);

    /** What to call the place where that passphrase is. */
    String origin(String role);
}
