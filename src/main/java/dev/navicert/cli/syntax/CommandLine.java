package dev.navicert.cli.syntax;

import dev.navicert.tuf.json.GoQuote;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Reads the words after the program's name: finds the command, reads its flags, and says whether help was asked for.
 *
 * @see <a href="https://github.com/spf13/cobra/blob/v1.6.1/command.go">cobra, {@code Find} and {@code execute}</a>
 */
public final class CommandLine {
    private final Command root;

    public CommandLine(Command root) {
        this.root = root;
    }

    /** What the words mean. */
    public sealed interface Request {
        /** Do it. */
        record Run(Invocation invocation) implements Request {}

        /** Print the help of a command. */
        record Help(Command command) implements Request {}
    }

    /** Understands the words. */
    public Request parse(List<String> words) throws SyntaxException {
        Found found = find(root, words);
        if (found.command.isRoot()) {
            List<String> plain = withoutFlags(found.rest, root);
            if (!plain.isEmpty()) {
                throw new SyntaxException(unknown(plain.get(0), root) + Suggestions.forWord(plain.get(0), root));
            }
        }
        Invocation invocation = read(found);
        if (invocation.isOn(Command.HELP) || !found.command.isRunnable()) {
            return new Request.Help(found.command);
        }
        if (found.command.refusesArguments() && !invocation.arguments().isEmpty()) {
            throw new SyntaxException(unknown(invocation.arguments().get(0), found.command));
        }
        return new Request.Run(invocation);
    }

    private static Invocation read(Found found) throws SyntaxException {
        try {
            return FlagReader.read(found.command, found.rest);
        } catch (SyntaxException e) {
            throw new SyntaxException(String.valueOf(e.getMessage()), found.command.failure());
        }
    }

    /** The command that a {@code help} command's arguments name, or null if there is none. */
    public @Nullable Command topic(List<String> words) {
        Found found = find(root, words);
        return found.command.isRoot() && !withoutFlags(found.rest, root).isEmpty() ? null : found.command;
    }

    private static String unknown(String word, Command command) {
        return "unknown command " + GoQuote.text(word) + " for " + GoQuote.text(command.path());
    }

    private record Found(Command command, List<String> rest) {}

    private static Found find(Command command, List<String> words) {
        List<String> plain = withoutFlags(words, command);
        Command below = plain.isEmpty() ? null : command.subcommand(plain.get(0));
        return below == null
                ? new Found(command, words)
                : find(below, withoutCommandWord(words, plain.get(0), command));
    }

    /**
     * The words that are neither flags nor values of flags. A flag that is not declared counts as one that takes the next
     * word; {@code --help} is not declared yet when cobra looks for the command, so {@code --help list} is the root's help.
     */
    private static List<String> withoutFlags(List<String> words, Command command) {
        List<String> plain = new ArrayList<>();
        for (int i = 0; i < words.size(); i++) {
            String word = words.get(i);
            if (word.equals("--")) {
                break;
            }
            if (takesNextWord(word, command)) {
                i++;
            } else if (!word.isEmpty() && word.charAt(0) != '-') {
                plain.add(word);
            }
        }
        return plain;
    }

    private static List<String> withoutCommandWord(List<String> words, String name, Command command) {
        for (int i = 0; i < words.size() && !words.get(i).equals("--"); i++) {
            if (takesNextWord(words.get(i), command)) {
                i++;
            } else if (words.get(i).equals(name)) {
                List<String> rest = new ArrayList<>(words);
                rest.remove(i);
                return rest;
            }
        }
        return words;
    }

    private static boolean takesNextWord(String word, Command command) {
        if (word.length() < 2 || word.charAt(0) != '-' || word.indexOf('=') >= 0) {
            return false;
        }
        boolean isLong = word.charAt(1) == '-';
        if (!isLong && word.length() != 2) {
            return false;
        }
        Flag flag = isLong ? command.flag(word.substring(2)) : command.flag(word.charAt(1));
        return flag == null || !flag.standsAlone();
    }
}
