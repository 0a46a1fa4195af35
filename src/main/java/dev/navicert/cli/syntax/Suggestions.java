package dev.navicert.cli.syntax;

import java.util.Locale;

/** "Did you mean this?": names within two edits of the word, or that it begins; case does not count. */
final class Suggestions {
    private static final int MAX_DISTANCE = 2;

    private Suggestions() {}

    /** The paragraph to put behind an error message; empty if nothing comes close. The help command is never suggested. */
    static String forWord(String word, Command group) {
        StringBuilder names = new StringBuilder();
        String typed = lower(word);
        for (Command command : group.subcommands()) {
            String name = command.name();
            if (!name.equals(Command.HELP) && (distance(typed, name) <= MAX_DISTANCE || name.startsWith(typed))) {
                names.append('\t').append(name).append('\n');
            }
        }
        return names.isEmpty() ? "" : "\n\nDid you mean this?\n" + names;
    }

    private static String lower(String word) {
        return word.toLowerCase(Locale.ROOT);
    }

    /** Levenshtein's distance. */
    private static int distance(String from, String to) {
        int[] previous = new int[to.length() + 1];
        for (int j = 0; j < previous.length; j++) {
            previous[j] = j;
        }
        for (int i = 1; i <= from.length(); i++) {
            int[] current = new int[to.length() + 1];
            current[0] = i;
            for (int j = 1; j < current.length; j++) {
                int replaced = previous[j - 1] + (from.charAt(i - 1) == to.charAt(j - 1) ? 0 : 1);
                current[j] = Math.min(replaced, 1 + Math.min(previous[j], current[j - 1]));
            }
            previous = current;
        }
        return previous[to.length()];
    }
}
