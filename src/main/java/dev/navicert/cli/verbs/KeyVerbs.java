package dev.navicert.cli.verbs;

import dev.navicert.cli.syntax.ArgumentCount;
import dev.navicert.cli.syntax.Command;
import dev.navicert.cli.syntax.Flag;
import dev.navicert.cli.syntax.ValueHint;

/**
 * The verbs that work on private keys.
 *
 * @see <a href="https://github.com/notaryproject/notary/blob/v0.7.0/cmd/notary/keys.go">notary, {@code keys.go}</a>
 */
final class KeyVerbs {
    private static final String OUTPUT = "Filepath to write export output to";

    private static final ValueHint BASE_ROLES = ValueHint.oneOf("root", "targets", "snapshot", "timestamp");

    private KeyVerbs() {}

    static Command group(ProgramName program) {
        return Command.group("key", "Operates on keys.")
                .describedAs("Operations on private keys.")
                .with(
                        list(program),
                        generate(),
                        remove(program),
                        passwd(program),
                        rotate(program),
                        imports(program),
                        export());
    }

    private static Command list(ProgramName program) {
        return Command.verb("list", "Lists keys.")
                .describedAs("Lists all keys known to " + program.text() + ".")
                .with(
                        Vocabulary.format(program),
                        Vocabulary.ours(program, Flag.bool("no-trunc", "Show GUN and location in full length")))
                .needing(ArgumentCount.exactly(0, ""));
    }

    private static Command generate() {
        String sentence = "Generates a new key with a given algorithm.";
        return Command.verb("generate [ algorithm ]", sentence)
                .describedAs(
                        sentence + " If hardware key storage (e.g. a Yubikey) is available, generated root keys will be"
                                + " stored both on hardware and on disk (so that it can be backed up).  Please make sure to back up and"
                                + " then remove this on-key disk immediatelyafterwards. If a `--output` file name is provided, two files"
                                + " will be written, <output>.pem and <output>-key.pem, containing the publicand private keys"
                                + " respectively (the key will not be stored in Notary's key storage, including any connected hardware"
                                + " storage). If no `--role` is provided, \"root\" will be assumed.")
                .with(
                        Flag.string("output", 'o', OUTPUT),
                        Flag.string("role", 'r', "Role to generate key with, defaulting to \"root\".")
                                .orElse("root")
                                .taking(BASE_ROLES))
                .needing(ArgumentCount.atMost(
                        1, "Please provide only one Algorithm as an argument to generate (rsa, ecdsa)"));
    }

    private static Command remove(ProgramName program) {
        String sentence = "Removes the key with the given keyID.";
        return Command.verb("remove [ keyID ]", sentence)
                .describedAs(
                        sentence + "  If the key is stored in more than one location, you will be asked which one to"
                                + " remove.")
                .with(Vocabulary.ours(
                        program, Flag.bool("yes", 'y', "Answer yes to the removal question (no confirmation)")))
                .needing(ArgumentCount.atLeast(1, "must specify the key ID of the key to remove"));
    }

    private static Command passwd(ProgramName program) {
        String sentence = "Changes the passphrase for the key with the given keyID.";
        return Command.verb("passwd [ keyID ]", sentence)
                .describedAs(sentence + "  Will require validation of the old passphrase.")
                .with(
                        Vocabulary.ours(
                                program, Flag.string("new-passphrase-file", "Path to a file with the new passphrase")),
                        Vocabulary.ours(
                                program,
                                Flag.string("new-passphrase-fd", "Number of an open descriptor with the new passphrase")
                                        .taking(ValueHint.NOTHING)))
                .needing(ArgumentCount.atLeast(1, "must specify the key ID of the key to change the passphrase of"));
    }

    private static Command rotate(ProgramName program) {
        return Command.verb(
                        "rotate [ GUN ] [ key role ]",
                        "Rotate a signing (non-root) key of the given type for the given Globally Unique Name and role.")
                .describedAs("Generates a new key for the given Globally Unique Name and role (one of \"snapshot\","
                        + " \"targets\", \"root\", or \"timestamp\").  If rotating to a server-managed key, a new key is"
                        + " requested from the server rather than generated.  If the generation or key request is successful,"
                        + " the key rotation is immediately published.  No other changes, even if they are staged, will be"
                        + " published.")
                .with(
                        Flag.bool(
                                "server-managed",
                                'r',
                                "Signing and key management will be handled by the remote server (no key will be generated or"
                                        + " stored locally). Required for timestamp role, optional for snapshot role"),
                        Flag.integer(
                                "legacy",
                                'l',
                                "Number of old version's root roles to sign with to support old clients"),
                        Flag.strings("key", 'k', "New key(s) to rotate to. If not specified, one will be generated."),
                        Vocabulary.ours(
                                program,
                                Flag.bool(
                                        "yes", 'y', "Answer yes to the question about the root key (no confirmation)")))
                .needing(ArgumentCount.atLeast(2, "Must specify a GUN and a key role to rotate"));
    }

    private static Command imports(ProgramName program) {
        String sentence = "Imports all keys from all provided .pem files";
        return Command.verb("import pemfile [ pemfile ... ]", sentence)
                .describedAs(
                        sentence
                                + " by reading each PEM block from the file and writing that block to a unique object in"
                                + " the local keystore. A Yubikey will be the preferred import location for root keys if present.")
                .with(
                        Flag.string(
                                        "role",
                                        'r',
                                        "Role to import key with, if a role is not already given in a PEM header")
                                .taking(BASE_ROLES),
                        Flag.string("gun", 'g', "Gun to import key with, if a gun is not already given in a PEM header")
                                .taking(ValueHint.NOTHING),
                        Vocabulary.ours(program, Flag.bool("replace", "Replace files that may hold another key")))
                .taking(ValueHint.FILE)
                .needing(ArgumentCount.atLeast(1, "must specify at least one input file to import keys from"));
    }

    private static Command export() {
        String sentence = "Exports all keys from all local keystores.";
        return Command.verb("export", sentence + " Can be filtered using the --key and --gun flags.")
                .describedAs(
                        sentence + " Which keys are exported can be restricted by using the --key or --gun flags. By"
                                + " default the result is sent to stdout, it can be directed to a file with the -o flag. Keys stored in"
                                + " a Yubikey cannot be exported.")
                .with(
                        Flag.strings("gun", "GUNs for which to export keys"),
                        Flag.strings("key", "Key IDs to export"),
                        Flag.string("output", 'o', OUTPUT))
                .needing(ArgumentCount.exactly(0, "export does not take any positional arguments"));
    }
}
