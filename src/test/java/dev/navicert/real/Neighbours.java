package dev.navicert.real;

import static org.assertj.core.api.Assertions.assertThat;

import dev.navicert.real.Household.Hand;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/** Two households that do the same, with the programs exchanged. */
record Neighbours(Household left, Household right) implements AutoCloseable {
    static Neighbours movedIn(Path work) throws IOException {
        return new Neighbours(Household.found(work.resolve("one")), Household.found(work.resolve("two")));
    }

    /**
     * One program does it here and the other there; both must say the same, and any question is answered with yes.
     *
     * @param hand who does it in the left household
     */
    Household.Said bothDo(Hand hand, String command, String step) throws IOException {
        List<String> words = List.of(command.split(" "));
        Household.Said said = left.run(hand, "yes\n", words);
        assertThat(right.run(hand.other(), "yes\n", words)).as(step).isEqualTo(said);
        return said;
    }

    /** All that is on disk and on the servers must be alike. */
    void checkAlike(String when, String... guns) throws IOException {
        assertThat(Portrait.of(right, guns)).as(when).isEqualTo(Portrait.of(left, guns));
    }

    @Override
    public void close() {
        left.close();
        right.close();
    }
}
