package dev.navicert.cli.syntax;

import dev.navicert.tuf.json.GoQuote;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** The model as text: help, usage, and the answer to an unknown help topic; cobra's templates, character for character. */
public final class HelpText {
    private static final int MIN_NAME_WIDTH = 11;

    private HelpText() {}

    /** What {@code --help} prints: the description, an empty line, the usage. */
    public static String help(Command command) {
        String text = command.description().isEmpty() ? command.summary() : command.description();
        return (text.isEmpty() ? "" : text.stripTrailing() + "\n\n") + usage(command);
    }

    /** What stands above the error if an argument rule is broken. */
    public static String usage(Command command) {
        List<Flag> own = command.ownFlags();
        own.add(command.helpFlag());
        return usage(command, own);
    }

    /** What {@code help} prints if there is no such command. */
    public static String unknownTopic(Command root, List<String> words) {
        return "Unknown help topic " + GoText.quoteAll(words) + "\n" + usage(root, root.ownFlags());
    }

    private static String usage(Command command, List<Flag> own) {
        StringBuilder out = new StringBuilder("Usage:");
        if (command.isRunnable()) {
            out.append("\n  ").append(command.useLine());
        }
        boolean isGroup = !command.subcommands().isEmpty();
        if (isGroup) {
            out.append("\n  ").append(command.path()).append(" [command]\n\nAvailable Commands:");
            appendCommands(out, command);
        }
        appendFlags(out, "Flags:", own);
        appendFlags(out, "Global Flags:", command.inheritedFlags());
        if (isGroup) {
            out.append("\n\nUse \"")
                    .append(command.path())
                    .append(" [command] --help\" for more information about a command.");
        }
        return out.append('\n').toString();
    }

    private static void appendCommands(StringBuilder out, Command group) {
        List<Command> sorted = new ArrayList<>(group.subcommands());
        sorted.sort(new Comparator<>() {
            @Override
            public int compare(Command a, Command b) {
                return a.name().compareTo(b.name());
            }
        });
        int width = MIN_NAME_WIDTH;
        for (Command command : sorted) {
            width = Math.max(width, command.name().length());
        }
        for (Command command : sorted) {
            out.append("\n  ").append(command.name());
            pad(out, width - command.name().length() + 1);
            out.append(command.summary());
        }
    }

    private static void appendFlags(StringBuilder out, String heading, List<Flag> flags) {
        List<Flag> shown = new ArrayList<>();
        int width = 0;
        for (Flag flag : flags) {
            if (flag.visibility() == Flag.Visibility.SHOWN) {
                shown.add(flag);
                width = Math.max(width, left(flag).length());
            }
        }
        if (shown.isEmpty()) {
            return;
        }
        shown.sort(new Comparator<>() {
            @Override
            public int compare(Flag a, Flag b) {
                return a.name().compareTo(b.name());
            }
        });
        out.append("\n\n").append(heading);
        for (Flag flag : shown) {
            String left = left(flag);
            out.append('\n').append(left);
            pad(out, width - left.length() + 3);
            out.append(flag.usage());
            if (!flag.defaultText().isEmpty()) {
                out.append(" (default ")
                        .append(GoQuote.text(flag.defaultText()))
                        .append(')');
            }
        }
    }

    private static String left(Flag flag) {
        String names = flag.shorthand() == Flag.NO_SHORTHAND ? "      --" : "  -" + flag.shorthand() + ", --";
        String label = flag.kind().label();
        return names + flag.name() + (label.isEmpty() ? "" : " " + label);
    }

    private static void pad(StringBuilder out, int blanks) {
        for (int i = 0; i < blanks; i++) {
            out.append(' ');
        }
    }
}
