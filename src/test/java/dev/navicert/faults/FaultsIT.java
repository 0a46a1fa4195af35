package dev.navicert.faults;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.navicert.real.OnRealNotary;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** One bad day after another, each a few seconds long. */
@OnRealNotary
class FaultsIT {
    private static final Duration SHORT = Duration.ofSeconds(2);
    private static final Duration LONG = Duration.ofSeconds(15);
    private static final int ROUNDS = 3;
    /** What the webhook may have in memory with 192 MiB of heap. */
    private static final long MOST_MEBIBYTES = 384;

    @TempDir
    Path folder;

    @Test
    @Tag("long")
    void no_unsigned_image_is_admitted_and_no_signed_one_refused_whatever_happens() throws Exception {
        try (Shop shop = new Shop(folder, folder.resolve("state"), 4)) {
            BadDays days = new BadDays(shop, SHORT);
            try {
                days.ofTheTrustServer();
                days.ofTheWebhook();
                days.ofTheFiles();
                shop.stateIsWhole();
            } finally {
                System.out.println(shop.table());
            }
        }
    }

    /** The same for longer, thrice, and what takes a file system of its own; prints the table of docs/testing.md. */
    @Test
    @Tag("long")
    void nothing_is_corrupt_and_memory_does_not_grow_after_many_bad_days() throws Exception {
        assumeTrue(SmallDisk.isPossible(folder.resolve("tried")), "mounting a file system needs root");
        try (SmallDisk disk = new SmallDisk(folder.resolve("disk"));
                Shop shop = new Shop(folder, folder.resolve("disk"), 8)) {
            BadDays days = new BadDays(shop, LONG);
            try {
                for (int round = 0; round < ROUNDS; round++) {
                    days.ofTheTrustServer();
                    days.ofTheFiles();
                    days.ofTheDisk(disk);
                    assertThat(shop.webhook().residentMebibytes()).isLessThanOrEqualTo(MOST_MEBIBYTES);
                    days.ofTheWebhook();
                    shop.stateIsWhole();
                }
            } finally {
                System.out.println(shop.table());
            }
        }
    }
}
