package dev.navicert.cli.completion;

import dev.navicert.cli.syntax.Command;
import dev.navicert.cli.syntax.Flag;
import dev.navicert.cli.syntax.ValueHint;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What may follow one command.
 *
 * @param path the words that lead to it, without the program's name; empty for the program itself
 */
record Proposals(String path, Command command) {
    /** The whole tree, each command before what is below it, by name. */
    static List<Proposals> all(Command root) {
        List<Proposals> all = new ArrayList<>();
        collect(root, "", all);
        return all;
    }

    private static void collect(Command command, String path, List<Proposals> all) {
        all.add(new Proposals(path, command));
        for (Command below : sorted(command)) {
            collect(below, (path + " " + below.name()).strip(), all);
        }
    }

    /** The commands below it, by name. */
    List<Command> verbs() {
        return sorted(command);
    }

    private static List<Command> sorted(Command command) {
        return command.subcommands().stream()
                .sorted(Comparator.comparing(Command::name))
                .toList();
    }

    /** The flags that help shows for it, inherited ones and {@code --help} included, by name. */
    List<Flag> flags() {
        return shown(Stream.concat(own(), command.inheritedFlags().stream()));
    }

    /** Those of them that are not inherited. */
    List<Flag> ownFlags() {
        return shown(own());
    }

    private Stream<Flag> own() {
        return Stream.concat(command.ownFlags().stream(), Stream.of(command.helpFlag()));
    }

    private static List<Flag> shown(Stream<Flag> flags) {
        return flags.filter(flag -> flag.visibility() == Flag.Visibility.SHOWN)
                .sorted(Comparator.comparing(Flag::name))
                .toList();
    }

    boolean takesVerbs() {
        return command.argumentHint().source() == ValueHint.Source.VERBS;
    }

    /** The spellings of those flags that the condition holds for, hidden ones too: what is typed must be understood. */
    String spellings(Predicate<Flag> condition, String separator) {
        return Stream.concat(own(), command.inheritedFlags().stream())
                .filter(condition)
                .flatMap(Proposals::spellings)
                .collect(Collectors.joining(separator));
    }

    /** The ways to write it. */
    static Stream<String> spellings(Flag flag) {
        String name = "--" + flag.name();
        return flag.shorthand() == Flag.NO_SHORTHAND ? Stream.of(name) : Stream.of("-" + flag.shorthand(), name);
    }

    static Predicate<Flag> valueFrom(ValueHint.Source source) {
        return flag -> !flag.standsAlone() && flag.hint().source() == source;
    }
}
