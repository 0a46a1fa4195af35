package dev.navicert.keys;

import java.util.Optional;

/** Knows passphrases, or whom to ask for them. */
public interface PassphraseSource {
    /** What a passphrase is wanted for. */
    enum Purpose {
        /** To open a key. */
        OPEN,
        /** To encrypt a key from now on. */
        PROTECT
    }

    /**
     * One question.
     *
     * @param name the key's identifier; empty if it has none yet
     * @param role the role that the key is for, as its file says; may be empty or no role of TUF
     * @param purpose what for
     * @param attempt counted from 0; the question after a passphrase that did not open the key is the same with the next number
     */
    record Question(String name, String role, Purpose purpose, int attempt) {}

    /**
     * A passphrase; the caller owns the array and wipes it.
     *
     * @return empty if there is none: for a key to be opened that is final, for a new one the question may be asked again
     */
    Optional<char[]> answer(Question question);

    /** From where the last answer for a role came, for messages; never the passphrase itself. */
    String origin(String role);
}
