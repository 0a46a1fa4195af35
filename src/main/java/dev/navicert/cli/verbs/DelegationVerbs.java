package dev.navicert.cli.verbs;

import dev.navicert.cli.syntax.ArgumentCount;
import dev.navicert.cli.syntax.Command;
import dev.navicert.cli.syntax.Flag;
import dev.navicert.cli.syntax.ValueHint;

/**
 * The verbs that work on delegations.
 *
 * @see <a href="https://github.com/notaryproject/notary/blob/v0.7.0/cmd/notary/delegations.go">notary,
 *     {@code delegations.go}</a>
 */
final class DelegationVerbs {
    private static final String NEEDS_ROLE =
            "must specify the Global Unique Name and the role of the delegation along with ";

    private DelegationVerbs() {}

    static Command group(ProgramName program) {
        return Command.group("delegation", "Operates on delegations.")
                .describedAs("Operations on TUF delegations.")
                .with(list(program), purge(), remove(), add());
    }

    private static Command list(ProgramName program) {
        return Command.verb("list [ GUN ]", "Lists delegations for the Global Unique Name.")
                .describedAs("Lists all delegations known to " + program + " for a specific Global Unique Name.")
                .with(Vocabulary.format(program))
                .needing(ArgumentCount.exactly(1, "Please provide a Global Unique Name as an argument to list"));
    }

    private static Command purge() {
        String sentence = "Remove KeyID(s) from all delegation roles in the given GUN";
        return Command.verb("purge [ GUN ]", sentence + ".")
                .describedAs(sentence
                        + ", for which the signing keys are available. Warnings will be printed for delegations"
                        + " that cannot be updated.")
                .with(
                        Flag.strings("key", "Delegation key IDs to be removed from the GUN"),
                        CollectionVerbs.publishAfterwards())
                .needing(ArgumentCount.exactly(
                        1, "Please provide a single Global Unique Name as an argument to remove"));
    }

    private static Command remove() {
        String sentence = "Remove KeyID(s) from the specified Role delegation";
        return Command.verb("remove [ GUN ] [ Role ] <KeyID 1> ...", sentence + ".")
                .describedAs(sentence + " in a specific Global Unique Name.")
                .with(
                        Flag.strings("paths", "List of paths to remove"),
                        Flag.bool("yes", 'y', "Answer yes to the removal question (no confirmation)"),
                        Flag.bool("all-paths", "Remove all paths from this delegation"),
                        CollectionVerbs.publishAfterwards())
                .needing(ArgumentCount.atLeast(2, NEEDS_ROLE + "optional keyIDs and/or a list of paths to remove"));
    }

    private static Command add() {
        String sentence = "Add a keys to delegation using the provided public key ";
        return Command.verb("add [ GUN ] [ Role ] <X509 file path 1> ...", sentence + "X509 certificates.")
                .describedAs(sentence + "PEM encoded X509 certificates in a specific Global Unique Name.")
                .with(
                        Flag.strings("paths", "List of paths to add"),
                        Flag.bool("all-paths", "Add all paths to this delegation"),
                        CollectionVerbs.publishAfterwards())
                .taking(ValueHint.FILE)
                .needing(ArgumentCount.atLeast(
                        2, NEEDS_ROLE + "the public key certificate paths and/or a list of paths to add"));
    }
}
