package dev.navicert.cli.completion;

import dev.navicert.cli.syntax.Command;
import dev.navicert.cli.syntax.Flag;
import java.util.List;
import java.util.stream.Collectors;

/** For zsh's completion system: one function per command. Works from {@code fpath}, and read with {@code source}. */
record ZshScript(Command root, Shell.Descriptions descriptions) {
    String text() {
        String program = root.name();
        StringBuilder out = new StringBuilder("#compdef " + program + "\n# zsh completion for " + program
                + ", made by: " + program + " completion zsh\n");
        for (Proposals proposals : Proposals.all(root)) {
            out.append('\n').append(function(proposals.path())).append("() {\n");
            if (proposals.takesVerbs()) {
                out.append("  ").append(function("")).append('\n');
            } else if (proposals.verbs().isEmpty()) {
                appendVerb(out, proposals);
            } else {
                appendGroup(out, proposals);
            }
            out.append("}\n");
        }
        // Autoloaded, this file is the body of the function itself, and its first call still wants an answer.
        return out.append("\nif [[ ${funcstack[1]} == _" + program + " ]]; then\n  _" + program
                        + " \"$@\"\nelse\n  compdef _" + program + ' ' + program + "\nfi\n")
                .toString();
    }

    private String function(String path) {
        return "_" + (root.name() + " " + path).strip().replaceAll("[^A-Za-z0-9]", "_");
    }

    private void appendVerb(StringBuilder out, Proposals proposals) {
        out.append("  _arguments -s -S :");
        appendFlags(out, proposals);
        switch (proposals.command().argumentHint().source()) {
            case FILES -> out.append(" \\\n    '*:file:_files'");
            default -> out.append(" \\\n    '*: : '");
        }
        out.append('\n');
    }

    private void appendGroup(StringBuilder out, Proposals proposals) {
        out.append("  local curcontext=$curcontext context state state_descr line ret=1\n  typeset -A opt_args\n")
                .append("  _arguments -s -S -C :");
        appendFlags(out, proposals);
        out.append(
                " \\\n    '1: :->verb' \\\n    '*:: :->rest' && ret=0\n  case $state in\n  verb)\n    local -a verbs\n"
                        + "    verbs=(\n");
        for (Command verb : proposals.verbs()) {
            String text = descriptions == Shell.Descriptions.SHOWN ? ":" + verb.summary() : "";
            out.append("      ").append(quoted(verb.name() + text)).append('\n');
        }
        out.append("    )\n    _describe -t commands ")
                .append(quoted(proposals.command().path() + " command"))
                .append(" verbs && ret=0\n    ;;\n  rest)\n    case $line[1] in\n");
        for (Command verb : proposals.verbs()) {
            String path = (proposals.path() + " " + verb.name()).strip();
            out.append("    ")
                    .append(verb.name())
                    .append(") ")
                    .append(function(path))
                    .append(" && ret=0 ;;\n");
        }
        out.append("    esac\n    ;;\n  esac\n  return ret\n");
    }

    private void appendFlags(StringBuilder out, Proposals proposals) {
        proposals.flags().forEach(flag -> out.append(" \\\n    ").append(specification(flag)));
    }

    /** As {@code _arguments} wants it: what it excludes, its spellings, its explanation, its value. */
    private String specification(Flag flag) {
        boolean repeats = flag.kind() == Flag.Kind.STRINGS || flag.kind() == Flag.Kind.INTS;
        String text = descriptions == Shell.Descriptions.SHOWN ? "[" + explained(flag.usage()) + "]" : "";
        String rest = text + (flag.standsAlone() ? "" : ":" + flag.name() + ":" + action(flag));
        String sign = flag.standsAlone() ? "" : "=";
        String name = "--" + flag.name();
        if (flag.shorthand() == Flag.NO_SHORTHAND) {
            return quoted((repeats ? "*" : "") + name + sign + rest);
        }
        String letter = "-" + flag.shorthand();
        String before = repeats ? "*" : "(" + letter + " " + name + ")";
        return quoted(before) + "{" + letter + (sign.isEmpty() ? "" : "+") + "," + name + sign + "}" + quoted(rest);
    }

    private static String action(Flag flag) {
        List<String> words = flag.hint().words();
        return switch (flag.hint().source()) {
            case FILES -> "_files";
            case DIRECTORIES -> "_directories";
            case WORDS -> words.stream().collect(Collectors.joining(" ", "(", ")"));
            default -> " ";
        };
    }

    private static String explained(String text) {
        return text.replace("\\", "\\\\")
                .replace("[", "\\[")
                .replace("]", "\\]")
                .replace(":", "\\:");
    }

    private static String quoted(String text) {
        return "'" + text.replace("'", "'\\''") + "'";
    }
}
