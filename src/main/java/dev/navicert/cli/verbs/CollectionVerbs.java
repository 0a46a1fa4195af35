package dev.navicert.cli.verbs;

import dev.navicert.cli.syntax.ArgumentCount;
import dev.navicert.cli.syntax.Command;
import dev.navicert.cli.syntax.Flag;
import dev.navicert.cli.syntax.ValueHint;

/**
 * The verbs that work on one collection.
 *
 * @see <a href="https://github.com/notaryproject/notary/blob/v0.7.0/cmd/notary/tuf.go">notary, {@code AddToCommand}</a>
 */
final class CollectionVerbs {
    private static final String OFFLINE =
            " This is an offline operation.  Please then use `publish` to push the changes to the"
                    + " remote trusted collection.";
    private static final String ROLES_TO_ADD = "Delegation roles to add this target to";

    private CollectionVerbs() {}

    static Command[] all(ProgramName program) {
        return new Command[] {
            init(program),
            status(program),
            reset(),
            publish(),
            lookup(program),
            list(program),
            add(),
            remove(),
            addhash(),
            verify(program),
            witness(),
            delete()
        };
    }

    static Flag publishAfterwards() {
        return Flag.bool(
                "publish",
                'p',
                "Automatically attempt to publish after staging the change. Will also publish existing staged changes.");
    }

    private static Flag custom() {
        return Flag.string("custom", "Path to the file containing custom data for this target");
    }

    private static Command init(ProgramName program) {
        return Command.verb("init [ GUN ]", "Initializes a local trusted collection.")
                .describedAs("Initializes a local trusted collection identified by the Globally Unique Name. This is an"
                        + " online operation.")
                .with(
                        Flag.string("rootkey", "Root key to initialize the repository with"),
                        Flag.string(
                                "rootcert",
                                "Root certificate must match root key if a root key is supplied, otherwise it must match a"
                                        + " key present in keystore"),
                        publishAfterwards(),
                        Vocabulary.ours(
                                program, Flag.bool("force", "Make the collection anew although it is here already")))
                .needing(Vocabulary.needsGun());
    }

    private static Command status(ProgramName program) {
        String sentence = "Displays status of unpublished changes to the local trusted collection";
        return Command.verb("status [ GUN ]", sentence + ".")
                .describedAs(sentence + " identified by the Globally Unique Name.")
                .with(Vocabulary.format(program))
                .needing(Vocabulary.needsGun());
    }

    private static Command reset() {
        String sentence = "Resets unpublished changes for the local trusted collection";
        return Command.verb("reset [ GUN ]", sentence + ".")
                .describedAs(sentence + " identified by the Globally Unique Name.")
                .with(
                        Flag.integers(
                                "number",
                                'n',
                                "Numbers of specific changes to exclusively reset, as shown in status list"),
                        Flag.bool("all", "Reset all changes shown in the status list"))
                .needing(Vocabulary.needsGun());
    }

    private static Command publish() {
        return Command.verb("publish [ GUN ]", "Publishes the local trusted collection.")
                .describedAs(
                        "Publishes the local trusted collection identified by the Globally Unique Name, sending the"
                                + " local changes to a remote trusted server.")
                .needing(Vocabulary.needsGun());
    }

    private static Command lookup(ProgramName program) {
        String sentence = "Looks up a specific target in a remote trusted collection";
        return Command.verb("lookup [ GUN ] <target>", sentence + ".")
                .describedAs(sentence + " identified by the Globally Unique Name.")
                .with(Vocabulary.format(program))
                .with(OwnVerbs.frozen(program))
                .needing(ArgumentCount.atLeast(2, Vocabulary.NEEDS_GUN_AND_TARGET));
    }

    private static Command list(ProgramName program) {
        return Command.verb("list [ GUN ]", "Lists targets for a remote trusted collection.")
                .describedAs(
                        "Lists all targets for a remote trusted collection identified by the Globally Unique Name. This"
                                + " is an online operation.")
                .with(
                        Flag.strings("roles", 'r', "Delegation roles to list targets for (will shadow targets role)"),
                        Vocabulary.format(program))
                .with(OwnVerbs.frozen(program))
                .needing(Vocabulary.needsGun());
    }

    private static Command add() {
        return Command.verb("add [ GUN ] <target> <file>", "Adds the file as a target to the trusted collection.")
                .describedAs(
                        "Adds the file as a target to the local trusted collection identified by the Globally Unique"
                                + " Name." + OFFLINE)
                .with(Flag.strings("roles", 'r', ROLES_TO_ADD), publishAfterwards(), custom())
                .taking(ValueHint.FILE)
                .needing(ArgumentCount.atLeast(3, "Must specify a GUN, target, and path to target data"));
    }

    private static Command remove() {
        return Command.verb("remove [ GUN ] <target>", "Removes a target from a trusted collection.")
                .describedAs(
                        "Removes a target from the local trusted collection identified by the Globally Unique Name."
                                + OFFLINE)
                .with(Flag.strings("roles", 'r', "Delegation roles to remove this target from"), publishAfterwards())
                .needing(ArgumentCount.atLeast(2, Vocabulary.NEEDS_GUN_AND_TARGET)
                        .withoutUsage());
    }

    private static Command addhash() {
        return Command.verb(
                        "addhash [ GUN ] <target> <byte size> <hashes>",
                        "Adds the byte size and hash(es) as a target to the trusted collection.")
                .describedAs("Adds the specified byte size and hash(es) as a target to the local trusted collection"
                        + " identified by the Globally Unique Name." + OFFLINE)
                .with(
                        Flag.strings("roles", 'r', ROLES_TO_ADD),
                        Flag.string("sha256", "hex encoded sha256 of the target to add")
                                .taking(ValueHint.NOTHING),
                        Flag.string("sha512", "hex encoded sha512 of the target to add")
                                .taking(ValueHint.NOTHING),
                        publishAfterwards(),
                        custom())
                .needing(ArgumentCount.atLeast(
                        3, "Must specify a GUN, target, byte size of target data, and at least one hash"));
    }

    private static Command verify(ProgramName program) {
        return Command.verb(
                        "verify [ GUN ] <target>",
                        "Verifies if the content is included in the remote trusted collection")
                .describedAs(
                        "Verifies if the data passed in STDIN is included in the remote trusted collection identified by"
                                + " the Globally Unique Name.")
                .with(
                        Flag.string("input", 'i', "Read from a file, instead of STDIN"),
                        Flag.string("output", 'o', "Write to a file, instead of STDOUT"),
                        Flag.bool("quiet", 'q', "No output except for errors"),
                        Vocabulary.format(program))
                .with(OwnVerbs.frozen(program))
                .needing(ArgumentCount.atLeast(2, Vocabulary.NEEDS_GUN_AND_TARGET));
    }

    private static Command witness() {
        String sentence = "Marks roles to be re-signed the next time they're published";
        return Command.verb("witness [ GUN ] <role> ...", sentence)
                .describedAs(
                        sentence + ". Currently will always bump version and expiry for role. N.B. behaviour may change"
                                + " when thresholding is introduced.")
                .with(publishAfterwards())
                .needing(ArgumentCount.atLeast(2, "Please provide a GUN and at least one role to witness"));
    }

    private static Command delete() {
        return Command.verb("delete [ GUN ]", "Deletes all content for a trusted collection")
                .describedAs(
                        "Deletes all local content for a trusted collection identified by the Globally Unique Name."
                                + " Remote data can also be deleted with an additional flag.")
                .with(Flag.bool("remote", "Delete remote data for GUN in addition to local cache"))
                .needing(Vocabulary.needsGun());
    }
}
