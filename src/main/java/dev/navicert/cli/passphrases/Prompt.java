package dev.navicert.cli.passphrases;

import dev.navicert.cli.terminal.Terminal;
import dev.navicert.keys.PassphraseSource.Purpose;
import dev.navicert.keys.PassphraseSource.Question;
import java.io.IOException;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Asks somebody at a terminal, in Notary's words. What was typed for a role is remembered and tried first for the next key of
 * that role.
 *
 * @see <a href="https://github.com/theupdateframework/notary/blob/v0.7.0/passphrase/passphrase.go">Notary
 *     passphrase/passphrase.go</a>
 */
final class Prompt {
    private static final String NEW_ROOT_KEY = """
            You are about to create a new root signing key passphrase. This passphrase
            will be used to protect the most sensitive key in your signing system. Please
            choose a long, complex passphrase and be careful to keep the password and the
            key file itself secure and backed up. It is highly recommended that you use a
            password manager to generate the passphrase and keep it safe. There will be no
            way to recover this key. You can find the key in your config directory.""";

    private static final int SHOWN_OF_ID = 7;
    private static final int SHORTEST = 8;
    private static final int MAX_ATTEMPTS = 4;

    private final Terminal terminal;
    private final Map<String, char[]> remembered = new HashMap<>();

    Prompt(Terminal terminal) {
        this.terminal = terminal;
    }

    Optional<char[]> answer(Question question) {
        boolean isNew = question.purpose() == Purpose.PROTECT;
        if (question.attempt() == 0) {
            if (isNew && question.role().equals("root")) {
                terminal.printLine(NEW_ROOT_KEY);
            }
            char[] known = remembered.get(question.role());
            if (known != null) {
                return Optional.of(known.clone());
            }
        } else if (!isNew) {
            if (question.attempt() >= MAX_ATTEMPTS) {
                return Optional.empty();
            }
            terminal.printLine("Passphrase incorrect. Please retry.");
        }
        try {
            return isNew ? askTwice(question) : Optional.of(remember(question, ask("Enter", question)));
        } catch (IOException noAnswer) {
            return Optional.empty();
        }
    }

    /** A new passphrase is long enough and the same twice, or none. */
    private Optional<char[]> askTwice(Question question) throws IOException {
        char[] typed = ask("Enter", question);
        if (utf8Length(typed) < SHORTEST) {
            Arrays.fill(typed, '\0');
            terminal.printLine("Passphrase is too short. Please use a password manager to generate and store a good"
                    + " random passphrase.");
            return Optional.empty();
        }
        char[] again = ask("Repeat", question);
        boolean same = Arrays.equals(typed, again);
        Arrays.fill(again, '\0');
        if (!same) {
            Arrays.fill(typed, '\0');
            terminal.printLine("Passphrases do not match. Please retry.");
            return Optional.empty();
        }
        return Optional.of(remember(question, typed));
    }

    private char[] ask(String verb, Question question) throws IOException {
        String name = question.name();
        String key = (question.purpose() == Purpose.PROTECT ? "new " : "") + question.role() + " key"
                + (name.length() > SHOWN_OF_ID ? " with ID " + name.substring(0, SHOWN_OF_ID) : "");
        return trimmed(terminal.askSecret(verb + " passphrase for " + Terminal.harmless(key) + ": "));
    }

    private char[] remember(Question question, char[] typed) {
        char[] before = remembered.put(question.role(), typed.clone());
        if (before != null) {
            Arrays.fill(before, '\0');
        }
        return typed;
    }

    private static char[] trimmed(char[] typed) {
        int from = 0;
        int to = typed.length;
        while (from < to && isBlank(typed[from])) {
            from++;
        }
        while (to > from && isBlank(typed[to - 1])) {
            to--;
        }
        char[] trimmed = Arrays.copyOfRange(typed, from, to);
        Arrays.fill(typed, '\0');
        return trimmed;
    }

    /** Unicode's white space, of which Java counts some apart. */
    private static boolean isBlank(char c) {
        return Character.isWhitespace(c) || Character.isSpaceChar(c) || c == 0x85;
    }

    private static int utf8Length(char[] text) {
        int length = 0;
        for (char c : text) {
            length += c < 0x80 ? 1 : c < 0x800 || Character.isSurrogate(c) ? 2 : 3;
        }
        return length;
    }

    /** Forgets what was typed. */
    void wipe() {
        remembered.values().forEach(typed -> Arrays.fill(typed, '\0'));
        remembered.clear();
    }
}
