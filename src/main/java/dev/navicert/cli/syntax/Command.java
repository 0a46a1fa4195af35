package dev.navicert.cli.syntax;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A verb, or a group of verbs: what it is called, what help says about it, which flags it takes. Purely descriptive; parsing,
 * help, completion and manual pages are all read off this one model.
 *
 * <p>Built by chained {@code with…} calls on a fresh instance while the tree is put together, and only read afterwards.
 */
public final class Command {
    /** The flag that every command has, although it is declared nowhere. */
    static final String HELP = "help";

    /** The exit status of a command that could not do what was asked. */
    static final int ERROR = 1;

    private final String use;
    private final String summary;
    private String description = "";
    private final List<Flag> flags = new ArrayList<>();
    private final List<Flag> inheritedByAll = new ArrayList<>();
    private final List<Command> subcommands = new ArrayList<>();
    private @Nullable Command parent;
    private boolean runnable;
    private boolean refusesArguments;
    private @Nullable ArgumentCount argumentCount;
    private boolean useLineIsComplete;
    private int failure = ERROR;
    private ValueHint argumentHint = ValueHint.NOTHING;

    private Command(String use, String summary, boolean runnable) {
        this.use = use;
        this.summary = summary;
        this.runnable = runnable;
    }

    /**
     * A verb that does something.
     *
     * @param use its name, and after a blank the arguments as help shows them
     * @param summary one line for the parent's list
     */
    public static Command verb(String use, String summary) {
        return new Command(use, summary, true);
    }

    /** A word that only holds verbs together; by itself it prints its help. */
    public static Command group(String use, String summary) {
        return new Command(use, summary, false);
    }

    /** Sets the text at the top of the help. */
    public Command describedAs(String text) {
        description = text;
        return this;
    }

    /** Adds flags of this command alone. */
    public Command with(Flag... added) {
        Collections.addAll(flags, added);
        return this;
    }

    /** Adds flags that this command and everything below it understands. */
    public Command withEverywhere(Flag... added) {
        Collections.addAll(inheritedByAll, added);
        return this;
    }

    /** Adds commands below this one; suggestions come in this order, lists are sorted by name. */
    public Command with(Command... added) {
        for (Command command : added) {
            command.parent = this;
            subcommands.add(command);
        }
        return this;
    }

    /** How many arguments there must be; Notary's verbs check this themselves and name what is missing. */
    public Command needing(ArgumentCount count) {
        argumentCount = count;
        return this;
    }

    /** What a shell may propose for its arguments; nothing unless this says otherwise. */
    public Command taking(ValueHint hint) {
        argumentHint = hint;
        return this;
    }

    /** Makes surplus arguments an error ({@code cobra.NoArgs}). */
    public Command refusingArguments() {
        refusesArguments = true;
        return this;
    }

    /** Prints the usage line as it is, without {@code [flags]}. */
    public Command withCompleteUseLine() {
        useLineIsComplete = true;
        return this;
    }

    /** Sets the exit status that tells an error from an answer, for a command whose answer may be 1. */
    public Command failingWith(int status) {
        failure = status;
        return this;
    }

    /** The exit status for an error. */
    public int failure() {
        return failure;
    }

    /** The word that calls it. */
    public String name() {
        int blank = use.indexOf(' ');
        return blank < 0 ? use : use.substring(0, blank);
    }

    /** The words that call it, from the program's name on. */
    public String path() {
        return parent == null ? name() : parent.path() + " " + name();
    }

    public String summary() {
        return summary;
    }

    public String description() {
        return description;
    }

    public boolean isRunnable() {
        return runnable;
    }

    /** The rule on the number of arguments; empty if any number will do. */
    public Optional<ArgumentCount> argumentCount() {
        return Optional.ofNullable(argumentCount);
    }

    public List<Command> subcommands() {
        return Collections.unmodifiableList(subcommands);
    }

    /** This command's own flags, those for everything below it included. */
    public List<Flag> ownFlags() {
        List<Flag> own = new ArrayList<>(flags);
        own.addAll(inheritedByAll);
        return own;
    }

    /** The flags that everything below it understands as well. */
    public List<Flag> flagsForAllBelow() {
        return Collections.unmodifiableList(inheritedByAll);
    }

    /** What a shell may propose for its arguments. */
    public ValueHint argumentHint() {
        return argumentHint;
    }

    /** The flags it has from the commands above it. */
    public List<Flag> inheritedFlags() {
        List<Flag> inherited = new ArrayList<>();
        for (Command above = parent; above != null; above = above.parent) {
            inherited.addAll(above.inheritedByAll);
        }
        return inherited;
    }

    /** How it is called, in one line. */
    public String useLine() {
        String line = parent == null ? use : parent.path() + " " + use;
        return useLineIsComplete ? line : line + " [flags]";
    }

    boolean isRoot() {
        return parent == null;
    }

    boolean refusesArguments() {
        return refusesArguments;
    }

    /** {@code --help}, which every command has. */
    public Flag helpFlag() {
        return Flag.bool(HELP, 'h', "help for " + name());
    }

    @Nullable
    Command subcommand(String word) {
        for (Command command : subcommands) {
            if (command.name().equals(word)) {
                return command;
            }
        }
        return null;
    }

    /** The flag of that long name among own and inherited ones; cobra adds {@code --help} only when a command runs. */
    @Nullable
    Flag flag(String longName) {
        for (Command holder = this; holder != null; holder = holder.parent) {
            for (Flag flag : holder == this ? ownFlags() : holder.inheritedByAll) {
                if (flag.name().equals(longName)) {
                    return flag;
                }
            }
        }
        return null;
    }

    @Nullable
    Flag flag(char shorthand) {
        for (Command holder = this; holder != null; holder = holder.parent) {
            for (Flag flag : holder == this ? ownFlags() : holder.inheritedByAll) {
                if (flag.shorthand() == shorthand) {
                    return flag;
                }
            }
        }
        return null;
    }
}
