package dev.navicert.real;

import static org.assertj.core.api.Assertions.assertThat;

import dev.navicert.real.Household.Hand;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * Two households do the same; what {@code notary} does in one, {@code navicert} does in the other, and the next step is the other
 * one's. After each, whoever has not written looks at it. All that is said, all files and all that the server has must be alike.
 */
@OnRealNotary
@Timeout(300)
@Tag("once")
class TakingTurnsTest {
    private static final String GUN = "ex.com/turns";
    private static final List<String> LOOKS =
            List.of("list " + GUN, "status " + GUN, "key list", "delegation list " + GUN);

    private static final String FAILS = "! ";

    @TempDir
    Path work;

    /** Every verb that writes, each followed by one that builds upon what it has left. */
    private static final List<String> SCRIPT = List.of(
            "publish ex.com/third",
            "init ex.com/turns",
            "status ex.com/turns",
            "add ex.com/turns v1 f.txt",
            "addhash ex.com/turns v3 6 --sha256 5891b5b522d5df086d0ff0b110fbd9d21bb4fc7163af34d08286a2e846f6be03",
            "publish ex.com/turns",
            "add ex.com/turns v2 g.txt --custom c.json",
            "remove ex.com/turns v3",
            "remove ex.com/turns nosuch",
            "reset ex.com/turns -n 2",
            "publish ex.com/turns",
            "publish ex.com/turns",
            "key import alice-key.pem -r targets/releases",
            "delegation add ex.com/turns targets/releases alice.crt --all-paths -p",
            "delegation add ex.com/turns targets/qa bob.crt --paths qa/,rc",
            "publish ex.com/turns",
            "add ex.com/turns rel f.txt -r targets/releases",
            "add ex.com/turns qa/x g.txt -r targets/qa",
            "! publish ex.com/turns",
            "reset ex.com/turns --all",
            "addhash ex.com/turns rel 6 --sha256 5891b5b522d5df086d0ff0b110fbd9d21bb4fc7163af34d08286a2e846f6be03"
                    + " -r targets/releases -p",
            "key import bob-key.pem -r targets/qa",
            "add ex.com/turns qa/x g.txt -r targets/qa,targets -p",
            "delegation add ex.com/turns targets/qa carol.crt --paths x",
            "delegation remove ex.com/turns targets/qa --paths rc",
            "publish ex.com/turns",
            "witness ex.com/turns targets targets/releases",
            "publish ex.com/turns",
            "key rotate ex.com/turns snapshot -r",
            "remove ex.com/turns v1 -p",
            "key rotate ex.com/turns snapshot",
            "remove ex.com/turns rel -r targets/releases -p",
            "key rotate ex.com/turns targets",
            "add ex.com/turns v4 f.txt -p",
            "key rotate ex.com/turns timestamp -r",
            "add ex.com/turns v5 f.txt -p",
            "key rotate ex.com/turns root",
            "add ex.com/turns v6 f.txt -p",
            "witness ex.com/turns targets/nosuch",
            "! publish ex.com/turns",
            "reset ex.com/turns --all",
            "delegation purge ex.com/turns --key {targets/releases#1}",
            "publish ex.com/turns",
            "delegation remove ex.com/turns targets/qa -y",
            "publish ex.com/turns",
            "key generate -r targets/extra",
            "key generate",
            "key passwd {targets/extra#1}",
            "key export --key {targets/extra#1} -o out.pem",
            "key remove {targets/extra#1}",
            "key import out.pem",
            "key export --key {root#2} -o root.pem",
            "! init ex.com/second --rootkey out.pem",
            "! key rotate ex.com/turns targets -k bob-key.pem",
            "publish ex.com/turns",
            "init ex.com/second --rootkey root.pem -p",
            "delete ex.com/second --remote",
            "! list ex.com/second",
            "delete ex.com/turns",
            "list ex.com/turns",
            "publish ex.com/turns");

    @Test
    void whoever_does_it_the_next_one_finds_the_same() throws Exception {
        try (Neighbours neighbours = Neighbours.movedIn(work)) {
            Hand hand = Hand.NOTARY;
            for (int i = 0; i < SCRIPT.size(); i++) {
                String command = SCRIPT.get(i).replace(FAILS, "");
                String step = i + " " + command + " by " + hand;
                assertThat(neighbours.bothDo(hand, command, step).exit())
                        .as(step)
                        .isEqualTo(SCRIPT.get(i).startsWith(FAILS) ? 1 : 0);
                for (String look : LOOKS) {
                    neighbours.bothDo(hand.other(), look, look + " after " + step);
                }
                neighbours.checkAlike("after " + step, GUN, "ex.com/second");
                hand = hand.other();
            }
        }
    }
}
