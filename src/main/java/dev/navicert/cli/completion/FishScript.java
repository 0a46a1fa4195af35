package dev.navicert.cli.completion;

import dev.navicert.cli.syntax.Command;
import dev.navicert.cli.syntax.Flag;
import java.util.List;
import java.util.function.Function;

/** For fish 3: one {@code complete} per verb and flag, each under the condition that its command was typed. */
record FishScript(Command root, Shell.Descriptions descriptions) {
    /** What does not depend on the commands; {@code PROGRAM} stands for the program's name. */
    private static final String WALK = """
            # The words before the cursor that are commands; nothing once -- was typed.
            function __PROGRAM_path
                set -l words (commandline -opc)
                set -e words[1]
                set -l path
                set -l skip no
                for word in $words
                    if test $skip = yes
                        set skip no
                    else if test "$word" = --
                        return 1
                    else if string match -q -- '-*' $word
                        contains -- $word (__PROGRAM_valued "$path"); and set skip yes
                    else if contains -- $word (__PROGRAM_verbs "$path")
                        set path (string trim -- "$path $word")
                        test "$path" = help; and set path ''
                    end
                end
                echo $path
            end

            function __PROGRAM_at
                set -l path (__PROGRAM_path); and test "$path" = "$argv"
            end

            """;

    String text() {
        String program = root.name();
        List<Proposals> all = Proposals.all(root);
        StringBuilder out = new StringBuilder("# fish completion for " + program + ", made by: " + program
                + " completion fish\n\n# The verbs that may follow the words of a command.\n");
        appendTable(
                out,
                "verbs",
                all,
                proposals -> String.join(
                        " ", proposals.verbs().stream().map(Command::name).toList()));
        out.append("# The flags of a command that take the next word.\n");
        appendTable(out, "valued", all, proposals -> proposals.spellings(flag -> !flag.standsAlone(), " "));
        out.append(WALK.replace("PROGRAM", program))
                .append("complete -c ")
                .append(program)
                .append(" -e\ncomplete -c ")
                .append(program)
                .append(" -f\n");
        root.flagsForAllBelow().stream()
                .filter(flag -> flag.visibility() == Flag.Visibility.SHOWN)
                .forEach(flag -> appendFlag(out, "", flag));
        all.forEach(proposals -> append(out, proposals));
        return out.toString();
    }

    private void appendTable(StringBuilder out, String name, List<Proposals> all, Function<Proposals, String> words) {
        out.append("function __").append(root.name()).append('_').append(name).append("\n    switch \"$argv\"\n");
        for (Proposals proposals : all) {
            String line = words.apply(proposals);
            if (!line.isEmpty()) {
                out.append("        case ")
                        .append(quoted(proposals.path()))
                        .append("\n            string split ' ' -- ")
                        .append(quoted(line))
                        .append('\n');
            }
        }
        out.append("    end\nend\n\n");
    }

    private void append(StringBuilder out, Proposals proposals) {
        String program = root.name();
        String condition = " -n " + quoted(("__" + program + "_at " + proposals.path()).strip());
        out.append("\n# ").append((program + " " + proposals.path()).strip()).append('\n');
        for (Command verb : proposals.verbs()) {
            out.append("complete -c ")
                    .append(program)
                    .append(condition)
                    .append(" -a ")
                    .append(verb.name());
            appendDescription(out, verb.summary());
        }
        for (Flag flag : proposals.ownFlags()) {
            if (!root.flagsForAllBelow().contains(flag)) {
                appendFlag(out, condition, flag);
            }
        }
        switch (proposals.command().argumentHint().source()) {
            case FILES ->
                out.append("complete -c ").append(program).append(condition).append(" -F\n");
            default -> {}
        }
    }

    private void appendFlag(StringBuilder out, String condition, Flag flag) {
        out.append("complete -c ").append(root.name()).append(condition);
        if (flag.shorthand() != Flag.NO_SHORTHAND) {
            out.append(" -s ").append(flag.shorthand());
        }
        out.append(" -l ").append(flag.name());
        if (!flag.standsAlone()) {
            out.append(
                    switch (flag.hint().source()) {
                        case FILES -> " -r -F";
                        case DIRECTORIES -> " -x -a '(__fish_complete_directories)'";
                        case WORDS ->
                            " -x -a " + quoted(String.join(" ", flag.hint().words()));
                        default -> " -x";
                    });
        }
        appendDescription(out, flag.usage());
    }

    private void appendDescription(StringBuilder out, String text) {
        if (descriptions == Shell.Descriptions.SHOWN && !text.isEmpty()) {
            out.append(" -d ").append(quoted(text));
        }
        out.append('\n');
    }

    private static String quoted(String text) {
        return "'" + text.replace("\\", "\\\\").replace("'", "\\'") + "'";
    }
}
