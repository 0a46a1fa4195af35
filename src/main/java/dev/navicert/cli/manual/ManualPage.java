package dev.navicert.cli.manual;

import dev.navicert.cli.syntax.Command;
import dev.navicert.cli.syntax.Flag;
import dev.navicert.cli.terminal.ExitStatus;
import dev.navicert.cli.verbs.ProgramName;
import dev.navicert.cli.verbs.Variable;
import dev.navicert.cli.verbs.Vocabulary;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/**
 * The manual of the program under one of its names: one page with every verb and every flag, also those that {@code notary}'s
 * help does not show because Notary's does not.
 *
 * @param date when this version was made, as {@code YYYY-MM-DD}
 */
public record ManualPage(ProgramName program, String version, String date) {
    /** Where it lies, below a folder called {@code share}. */
    public String place() {
        return "man/man1/" + program + ".1";
    }

    /** The page for {@code man}; the same model, the same text. */
    public String text() {
        Command root = Vocabulary.calledAs(program);
        Roff page = new Roff(program.text(), date, ("Navicert " + version).strip());
        page.section("NAME").named(program.text(), purpose());
        page.section("SYNOPSIS").call(program.text(), "[flags] command [arguments] [flags]");
        page.section("DESCRIPTION").text(root.description() + "\n\n" + introduction());
        page.section("COMMANDS");
        below(root).forEach(command -> append(page, command));
        page.section("FLAGS FOR ALL COMMANDS");
        appendFlags(page, root.flagsForAllBelow().stream());
        page.section("FLAGS WITHOUT A COMMAND");
        appendFlags(page, Stream.of(root.helpFlag()));
        appendFlags(
                page,
                root.ownFlags().stream().filter(flag -> !root.flagsForAllBelow().contains(flag)));
        page.section("ENVIRONMENT");
        Variable.knownTo(program).forEach(variable -> page.items(variable.names(), variable.meaning()));
        appendFiles(page);
        appendStatuses(page);
        page.section("SEE ALSO").text(seeAlso());
        return page.toString();
    }

    private String purpose() {
        return program == ProgramName.NOTARY
                ? "maintain signed collections on a Notary server"
                : "run only signed images, and maintain their signatures";
    }

    private String introduction() {
        return program == ProgramName.NOTARY
                ? "This is Navicert, called by a link named notary: verbs, flags, texts and files are those of Notary 0.7.0."
                : "A collection is named by its GUN, its globally unique name: for an image, the repository with its"
                        + " registry, like docker.io/library/alpine.";
    }

    private String seeAlso() {
        return program == ProgramName.NOTARY
                ? "navicert(1) does the same and more."
                : "notary(1), which is this program under the name of the one that it replaces.";
    }

    /** Everything that can be called, each group before what is in it. */
    private static Stream<Command> below(Command command) {
        return command.subcommands().stream()
                .sorted(Comparator.comparing(Command::name))
                .flatMap(found -> Stream.concat(Stream.of(found), below(found)));
    }

    private void append(Roff page, Command command) {
        page.subsection(command.path());
        if (command.isRunnable()) {
            page.call(
                    command.path(),
                    command.useLine().substring(command.path().length()).strip());
            page.next();
        }
        page.text(command.description().isEmpty() ? command.summary() : command.description());
        appendFlags(page, command.ownFlags().stream());
    }

    private static void appendFlags(Roff page, Stream<Flag> flags) {
        flags.sorted(Comparator.comparing(Flag::name)).forEach(flag -> {
            String letter = flag.shorthand() == Flag.NO_SHORTHAND ? "" : "-" + flag.shorthand() + ", ";
            String unlessGiven = flag.defaultText().isEmpty() ? "" : " Default: " + flag.defaultText() + ".";
            page.item(letter + "--" + flag.name(), flag.kind().label(), sentence(flag.usage()) + unlessGiven);
        });
    }

    private static String sentence(String text) {
        return text.endsWith(".") || text.endsWith(")") ? text : text + ".";
    }

    private static void appendStatuses(Roff page) {
        page.section("EXIT STATUS")
                .text(
                        "0 if what was asked for was done, else 1. With --exit-codes, or as \"code\" in errors with --format"
                                + " json, a failure is told apart; commands that have statuses of their own keep them.");
        for (ExitStatus status : ExitStatus.values()) {
            page.item(Integer.toString(status.number()), status.name(), status.meaning());
        }
    }

    private static void appendFiles(Roff page) {
        List<String[]> files = List.of(
                new String[] {"~/.notary/config.json", "The configuration; another one with --configFile."},
                new String[] {
                    "~/.notary",
                    "The trust directory: metadata that was verified, staged changes, private keys; another one with --trustDir."
                });
        page.section("FILES");
        files.forEach(file -> page.item(file[0], "", file[1]));
    }
}
