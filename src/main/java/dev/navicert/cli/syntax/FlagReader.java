package dev.navicert.cli.syntax;

import dev.navicert.tuf.json.GoQuote;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Reads the words behind a command into flag values and arguments: flags may stand anywhere, {@code --} ends them.
 *
 * @see <a href="https://github.com/spf13/pflag/blob/v1.0.5/flag.go">pflag, {@code parseArgs} and what it calls</a>
 */
final class FlagReader {
    private final Command command;
    private final List<String> words;
    private final Map<String, Object> values = new HashMap<>();
    private final List<String> arguments = new ArrayList<>();
    private int next;

    private FlagReader(Command command, List<String> words) {
        this.command = command;
        this.words = words;
    }

    static Invocation read(Command command, List<String> words) throws SyntaxException {
        FlagReader reader = new FlagReader(command, words);
        reader.readAll();
        return new Invocation(command, reader.values, reader.arguments);
    }

    private void readAll() throws SyntaxException {
        while (next < words.size()) {
            String word = words.get(next++);
            if (word.length() < 2 || word.charAt(0) != '-') {
                arguments.add(word);
            } else if (word.charAt(1) != '-') {
                readShort(word.substring(1));
            } else if (word.length() > 2) {
                readLong(word);
            } else {
                arguments.addAll(words.subList(next, words.size()));
                next = words.size();
            }
        }
    }

    private void readLong(String word) throws SyntaxException {
        String name = word.substring(2);
        if (name.charAt(0) == '-' || name.charAt(0) == '=') {
            throw new SyntaxException("bad flag syntax: " + word);
        }
        int equals = name.indexOf('=');
        String value = equals < 0 ? null : name.substring(equals + 1);
        name = equals < 0 ? name : name.substring(0, equals);
        Flag flag = name.equals(Command.HELP) ? command.helpFlag() : command.flag(name);
        if (flag == null) {
            throw new SyntaxException("unknown flag: --" + name);
        }
        if (value == null) {
            value = flag.standsAlone() ? "true" : nextWord("flag needs an argument: " + word);
        }
        set(flag, value);
    }

    /** One word of bundled letters; the first that takes a value takes the rest of the word, or the next word. */
    private void readShort(String letters) throws SyntaxException {
        String rest = letters;
        while (!rest.isEmpty()) {
            char letter = rest.charAt(0);
            Flag flag = letter == 'h' ? command.helpFlag() : command.flag(letter);
            if (flag == null) {
                throw new SyntaxException("unknown shorthand flag: " + firstByte(rest) + " in -" + rest);
            }
            if (rest.length() > 2 && rest.charAt(1) == '=') {
                set(flag, rest.substring(2));
                return;
            }
            if (!flag.standsAlone()) {
                String missing = "flag needs an argument: " + firstByte(rest) + " in -" + rest;
                set(flag, rest.length() > 1 ? rest.substring(1) : nextWord(missing));
                return;
            }
            set(flag, "true");
            rest = rest.substring(1);
        }
    }

    /** pflag looks at bytes, so a letter beyond ASCII shows as the first byte of its UTF-8. */
    private static String firstByte(String letters) {
        return GoQuote.character(letters.getBytes(StandardCharsets.UTF_8)[0] & 0xff);
    }

    private String nextWord(String complaint) throws SyntaxException {
        if (next == words.size()) {
            throw new SyntaxException(complaint);
        }
        return words.get(next++);
    }

    private void set(Flag flag, String value) throws SyntaxException {
        try {
            values.put(flag.name(), parsed(flag, value, values.get(flag.name())));
        } catch (SyntaxException e) {
            throw new SyntaxException("invalid argument " + GoQuote.text(value) + " for \"" + flag.spelled()
                    + "\" flag: " + e.getMessage());
        }
    }

    private static Object parsed(Flag flag, String value, @Nullable Object before) throws SyntaxException {
        return switch (flag.kind()) {
            case BOOL -> GoLiteral.bool(value);
            case STRING -> value;
            case INT -> GoLiteral.integer(value);
            case STRINGS -> {
                List<String> all = before instanceof Invocation.TextList list ? list.texts() : new ArrayList<>();
                all.addAll(CsvRecord.fields(value));
                yield new Invocation.TextList(all);
            }
            case INTS -> {
                List<Long> all = before instanceof Invocation.NumberList list ? list.numbers() : new ArrayList<>();
                addDecimals(all, value);
                yield new Invocation.NumberList(all);
            }
        };
    }

    private static void addDecimals(List<Long> all, String value) throws SyntaxException {
        int from = 0;
        for (int comma = value.indexOf(','); comma >= 0; comma = value.indexOf(',', from)) {
            all.add(GoLiteral.decimal(value.substring(from, comma)));
            from = comma + 1;
        }
        all.add(GoLiteral.decimal(value.substring(from)));
    }
}
