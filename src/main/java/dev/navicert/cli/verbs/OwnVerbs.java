package dev.navicert.cli.verbs;

import dev.navicert.cli.syntax.ArgumentCount;
import dev.navicert.cli.syntax.Command;
import dev.navicert.cli.syntax.Flag;
import dev.navicert.cli.syntax.ValueHint;

/** What Navicert does beyond Notary. {@code webhook} and {@code demo} are described here and run by the server's door. */
final class OwnVerbs {
    private OwnVerbs() {}

    static Command[] all() {
        return new Command[] {explain(), inspect(), mirror(), webhook(), demo(), archive()};
    }

    private static Command explain() {
        return Command.verb("explain <image>", "Shows how policy judges an image, and why.")
                .describedAs(
                        "Shows how an image name is read, which rule decides about it, what its trust server signs for it,"
                                + " and what enforce mode would answer. Exit status 0: admitted, 1: refused, 2: could not decide.")
                .with(
                        Flag.string("policy", "File or folder with the policy documents"),
                        Flag.string(
                                "state",
                                "State directory of a webhook, running or not: ask nobody, judge by what it remembers; without"
                                        + " --policy by the policy it keeps there"),
                        Flag.string("namespace", 'n', "Namespace the image would run in")
                                .orElse("default")
                                .taking(ValueHint.NOTHING),
                        Flag.strings("namespace-labels", "Labels of that namespace, as key=value"),
                        Vocabulary.format(ProgramName.NAVICERT))
                .needing(ArgumentCount.exactly(1, "Must specify one image"))
                .failingWith(2);
    }

    private static Command inspect() {
        return Command.verb("inspect GUN...", "Shows roles, keys and dates of collections, and what will break.")
                .describedAs(
                        "Shows what signs a collection, when it ends, which pin applies and what the next publish would change."
                                + " Exit status 0: all is well, 1: something ends within the time or could not be published, 2: readers"
                                + " refuse something already, 3: could not find out.")
                .with(
                        Flag.string("within", "Warn of what ends within this time: 36h, 90d, 12w")
                                .orElse("90d")
                                .taking(ValueHint.NOTHING),
                        Flag.bool("all", "Every collection in the trust directory, or in the frozen mirror"),
                        Flag.bool("offline", "Ask no server: look at what the trust directory remembers"),
                        Vocabulary.format(ProgramName.NAVICERT))
                .with(frozen(ProgramName.NAVICERT))
                .failingWith(3);
    }

    private static Command mirror() {
        return Command.verb(
                        "mirror GUN...", "Copies verified collections into a directory, for when their server is gone.")
                .describedAs(
                        "Verifies collections as list does and writes them, with every root since their first, in the"
                                + " layout of a trust server's URLs: a source for navicert (-s file:///DIR), for any web server and so for"
                                + " notary. Unchanged files stay untouched. Prints the digest of the manifest, which is what to pin.")
                .with(
                        Flag.string("to", "Directory to write the mirror into").taking(ValueHint.DIRECTORY),
                        Flag.string("all-of", "File with a GUN per line (# starts a comment); - for standard input"),
                        Flag.bool("allow-rollback", "Replace what is newer in the mirror by what the server has now"),
                        Vocabulary.format(ProgramName.NAVICERT));
    }

    /** For verbs that read a collection, unless they must be Notary's alone. */
    static Flag[] frozen(ProgramName program) {
        if (program == ProgramName.NOTARY) {
            return new Flag[0];
        }
        return new Flag[] {
            Flag.string(
                            "frozen",
                            "Mirror of a server that is gone, read in place of a server; needs --manifest and --until")
                    .taking(ValueHint.DIRECTORY),
            Flag.string("manifest", "Digest that the frozen mirror's manifest must have, as sha256:HEX")
                    .taking(ValueHint.NOTHING),
            Flag.string("until", "Last day, as YYYY-MM-DD in UTC, on which the frozen mirror is believed")
                    .taking(ValueHint.NOTHING)
        };
    }

    private static Command webhook() {
        return Command.verb("webhook", "Answers a cluster's admission reviews.")
                .describedAs(
                        "Answers admission reviews at /mutate and /validate over HTTPS: pins what is signed, refuses the"
                                + " rest. Without certificate flags it makes a pair in the state directory and says where the CA is.")
                .with(
                        Flag.string("policy", "File or folder with the policy documents"),
                        Flag.integer("port", Flag.NO_SHORTHAND, "Port for HTTPS")
                                .orElse("8443"),
                        Flag.string("tls-cert", "Certificate chain in PEM"),
                        Flag.string("tls-key", "Its private key in PEM"),
                        Flag.string("state", "Directory for verified trust data ($XDG_STATE_HOME/navicert by default)")
                                .taking(ValueHint.DIRECTORY),
                        Flag.integer("metrics-port", Flag.NO_SHORTHAND, "Port for /livez, /readyz and /metrics")
                                .orElse("8080"));
    }

    private static Command demo() {
        return Command.verb("demo", "Shows it all at work: no cluster, no server needed.")
                .describedAs(
                        "Starts a trust server with signed, unsigned and tampered images, and the webhook in front of it;"
                                + " sends admission reviews and prints the verdicts.")
                .with(Flag.bool("once", "Exit after the table; status 0 only if every verdict is the expected one"));
    }

    private static Command archive() {
        return Command.verb("archive", "Makes the start archive for the Java in use.")
                .describedAs("Makes the archive that lets the program start quickly, for the Java runtime in use.")
                .refusingArguments();
    }
}
