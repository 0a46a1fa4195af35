package dev.navicert.cli.verbs;

import dev.navicert.cli.syntax.ArgumentCount;
import dev.navicert.cli.syntax.Command;
import dev.navicert.cli.syntax.Flag;
import dev.navicert.cli.syntax.ValueHint;

/**
 * All words the command line understands, as one tree.
 *
 * @see <a href="https://github.com/notaryproject/notary/blob/v0.7.0/cmd/notary/main.go">notary, {@code GetCommand}</a>
 */
public final class Vocabulary {
    static final String NEEDS_GUN = "Must specify a GUN";
    static final String NEEDS_GUN_AND_TARGET = "Must specify a GUN and target";

    private Vocabulary() {}

    /** The tree for a program that was called by this name: Notary's verbs alone, or with Navicert's. */
    public static Command calledAs(ProgramName program) {
        String name = program.text();
        Command root = Command.verb(name, "")
                .describedAs(program.capitalised()
                        + " allows the creation and management of collections of signed targets, allowing the signing and"
                        + " validation of arbitrary content.")
                .withEverywhere(
                        Flag.string("trustDir", 'd', "Directory where the trust data is persisted to")
                                .taking(ValueHint.DIRECTORY),
                        Flag.string("configFile", 'c', "Path to the configuration file to use"),
                        Flag.bool("verbose", 'v', "Verbose output"),
                        Flag.bool("debug", 'D', "Debug output"),
                        Flag.string("server", 's', "Remote trust server location")
                                .taking(ValueHint.NOTHING),
                        Flag.string("tlscacert", "Trust certs signed only by this CA"),
                        Flag.string("tlscert", "Path to TLS certificate file"),
                        Flag.string("tlskey", "Path to TLS key file"),
                        ours(program, Flag.string("passphrase-file", "Path to a file with the passphrases of keys")),
                        ours(
                                program,
                                Flag.string(
                                                "passphrase-fd",
                                                "Number of an open descriptor with the passphrases of keys")
                                        .taking(ValueHint.NOTHING)),
                        ours(
                                program,
                                Flag.bool("exit-codes", "Exit with a status that says what failed, not always 1")))
                .with(Flag.bool("version", "Print the version number of " + name));
        root.with(version(program), KeyVerbs.group(program), DelegationVerbs.group(program));
        root.with(CollectionVerbs.all(program));
        root.with(help(name), CompletionVerbs.group(program));
        if (program == ProgramName.NAVICERT) {
            root.with(OwnVerbs.all());
        }
        return root;
    }

    /** {@code --format json}; not in the texts that must equal Notary's. */
    static Flag format(ProgramName program) {
        return ours(
                program, Flag.string("format", "Output format: text or json").taking(ValueHint.oneOf("text", "json")));
    }

    /** A flag that Notary does not have; not in the texts that must equal Notary's. */
    static Flag ours(ProgramName program, Flag flag) {
        return flag.seen(program == ProgramName.NOTARY ? Flag.Visibility.HIDDEN : Flag.Visibility.SHOWN);
    }

    private static Command version(ProgramName program) {
        String sentence = "Print the version number of " + program.text();
        return Command.verb("version", sentence).describedAs(sentence).with(format(program));
    }

    private static Command help(String name) {
        return Command.verb("help [command]", "Help about any command")
                .describedAs("Help provides help for any command in the application.\nSimply type " + name
                        + " help [path to command] for full details.")
                .taking(ValueHint.VERB);
    }

    static ArgumentCount needsGun() {
        return ArgumentCount.atLeast(1, NEEDS_GUN);
    }
}
