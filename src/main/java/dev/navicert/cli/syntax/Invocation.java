package dev.navicert.cli.syntax;

import java.util.List;
import java.util.Map;

/** What was asked for: a command, the values of its flags, and the remaining words. */
public final class Invocation {
    private final Command command;
    private final Map<String, Object> values;
    private final List<String> arguments;

    Invocation(Command command, Map<String, Object> values, List<String> arguments) {
        this.command = command;
        this.values = values;
        this.arguments = List.copyOf(arguments);
    }

    public Command command() {
        return command;
    }

    /** The words that are neither command nor flag, in order. */
    public List<String> arguments() {
        return arguments;
    }

    /** Whether a boolean flag is on. */
    public boolean isOn(String flag) {
        return values.get(flag) instanceof Boolean on && on;
    }

    /** Whether a flag was given, with whatever value. */
    public boolean has(String flag) {
        return values.containsKey(flag);
    }

    /** The value of a text flag; its default, or an empty text, if it was not given. */
    public String text(String flag) {
        if (values.get(flag) instanceof String text) {
            return text;
        }
        Flag declared = command.flag(flag);
        return declared == null ? "" : declared.defaultText();
    }

    /** The values of a flag that may be repeated; none if it was not given. */
    public List<String> texts(String flag) {
        return values.get(flag) instanceof TextList list ? List.copyOf(list.texts()) : List.of();
    }

    /** The value of a number flag; zero if it was not given. */
    public long number(String flag) {
        return values.get(flag) instanceof Long number ? number : 0;
    }

    /** The values of a number flag that may be repeated; none if it was not given. */
    public List<Long> numbers(String flag) {
        return values.get(flag) instanceof NumberList list ? List.copyOf(list.numbers()) : List.of();
    }

    /** Values of a "strings" flag while and after they are collected. */
    record TextList(List<String> texts) {}

    /** Values of an "ints" flag while and after they are collected. */
    record NumberList(List<Long> numbers) {}
}
