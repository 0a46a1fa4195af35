package dev.navicert.keys;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Gives the same answers, one per attempt, to whatever is asked; keeps the questions and what it gave away. */
public final class KnownPassphrases implements PassphraseSource {
    public final List<Question> questions = new ArrayList<>();
    final List<char[]> given = new ArrayList<>();
    private final List<String> answers;

    private KnownPassphrases(List<String> answers) {
        this.answers = answers;
    }

    public static KnownPassphrases of(String... answers) {
        return new KnownPassphrases(List.of(answers));
    }

    @Override
    public Optional<char[]> answer(Question question) {
        questions.add(question);
        if (question.attempt() >= answers.size()) {
            return Optional.empty();
        }
        char[] passphrase = answers.get(question.attempt()).toCharArray();
        given.add(passphrase);
        return Optional.of(passphrase);
    }

    @Override
    public String origin(String role) {
        return "a test";
    }
}
