package dev.navicert.real;

import dev.navicert.real.Household.Hand;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * What {@link TakingTurnsTest} does, with commands drawn by lot: who does what in which order is the seed's choice. A failure names
 * the seed and all that was done.
 */
@OnRealNotary
@Tag("once")
class RandomTurnsTest {
    private static final String GUN = "ex.com/lot";
    private static final int STEPS = 12;

    @TempDir
    Path work;

    static LongStream seeds() {
        return LongStream.range(0, 25);
    }

    static LongStream manySeeds() {
        return LongStream.range(25, 1025);
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void whatever_is_done_both_stay_in_step(long seed) throws Exception {
        play(new Random(seed), "seed " + seed);
    }

    @Tag("long")
    @ParameterizedTest(name = "seed {0}")
    @MethodSource("manySeeds")
    void whatever_is_done_for_long_both_stay_in_step(long seed) throws Exception {
        play(new Random(seed), "seed " + seed);
    }

    private void play(Random lot, String seed) throws Exception {
        List<String> done = new ArrayList<>(List.of(seed));
        try (Neighbours neighbours = Neighbours.movedIn(work)) {
            List<String> commands = new ArrayList<>(List.of(
                    "init " + GUN + (lot.nextBoolean() ? " -p" : ""),
                    "key import alice-key.pem -r targets/releases",
                    "key import bob-key.pem -r targets/qa"));
            for (int i = 0; i < STEPS; i++) {
                commands.add(drawn(lot));
            }
            commands.addAll(
                    List.of("publish " + GUN, "status " + GUN, "list " + GUN, "delegation list " + GUN, "key list"));
            for (String command : commands) {
                Hand hand = lot.nextBoolean() ? Hand.NOTARY : Hand.NAVICERT;
                done.add(command + " by " + hand);
                neighbours.bothDo(hand, command, String.join("\n", done));
            }
            neighbours.checkAlike(String.join("\n", done), GUN);
        }
    }

    private static String drawn(Random lot) {
        return switch (lot.nextInt(16)) {
            case 0, 1, 2 ->
                "add " + GUN + " " + target(lot) + " " + one(lot, "f.txt", "g.txt") + roles(lot) + publish(lot);
            case 3 ->
                "addhash " + GUN + " " + target(lot) + " 6 --sha256 "
                        + "5891b5b522d5df086d0ff0b110fbd9d21bb4fc7163af34d08286a2e846f6be03" + roles(lot);
            case 4, 5 -> "remove " + GUN + " " + target(lot) + roles(lot) + publish(lot);
            case 6 -> "reset " + GUN + one(lot, " -n 0", " -n 1,2", " --all");
            case 7 -> "witness " + GUN + " " + one(lot, "targets", "targets/releases", "targets targets/qa");
            case 8, 9 ->
                "delegation add " + GUN + " " + role(lot) + " " + one(lot, "alice.crt", "bob.crt", "alice.crt bob.crt")
                        + one(lot, " --all-paths", " --paths v,qa/", "") + publish(lot);
            case 10 ->
                "delegation remove " + GUN + " " + role(lot)
                        + one(lot, " -y", " --paths v", " --all-paths", " {targets/qa#1}");
            case 11 -> "delegation purge " + GUN + " --key " + one(lot, "{targets/qa#1}", "{targets/releases#1}");
            case 12 ->
                "key rotate " + GUN
                        + one(
                                lot,
                                " snapshot -r",
                                " snapshot",
                                " targets",
                                " timestamp -r",
                                " root",
                                " root",
                                " targets -r");
            case 13 -> one(lot, "list ", "status ", "delegation list ") + GUN;
            default -> "publish " + GUN;
        };
    }

    private static String target(Random lot) {
        return one(lot, "v1", "v2", "qa/x");
    }

    private static String role(Random lot) {
        return one(lot, "targets/releases", "targets/qa", "targets/qa");
    }

    private static String roles(Random lot) {
        return one(lot, "", "", " -r targets/releases", " -r targets/qa,targets");
    }

    private static String publish(Random lot) {
        return one(lot, "", "", " -p");
    }

    private static String one(Random lot, String... of) {
        return of[lot.nextInt(of.length)];
    }
}
