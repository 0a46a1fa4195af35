package dev.navicert.cli.syntax;

import java.util.List;

/**
 * What a shell may propose where a word is wanted. Only a hint: parsing never looks at it.
 *
 * @param source where proposals come from
 * @param words the proposals, for {@link Source#WORDS}
 */
public record ValueHint(Source source, List<String> words) {
    /** Where proposals come from. */
    public enum Source {
        /** There is nothing to propose. */
        NOTHING,
        FILES,
        DIRECTORIES,
        /** These and no others. */
        WORDS,
        /** The program's own verbs, as for {@code help}. */
        VERBS
    }

    public static final ValueHint NOTHING = new ValueHint(Source.NOTHING, List.of());
    public static final ValueHint FILE = new ValueHint(Source.FILES, List.of());
    public static final ValueHint DIRECTORY = new ValueHint(Source.DIRECTORIES, List.of());
    public static final ValueHint VERB = new ValueHint(Source.VERBS, List.of());

    /** One of a few words. */
    public static ValueHint oneOf(String... words) {
        return new ValueHint(Source.WORDS, List.of(words));
    }
}
