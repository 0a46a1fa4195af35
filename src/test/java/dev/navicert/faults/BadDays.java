package dev.navicert.faults;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;

/** What happens to trust servers, webhooks and their files. */
final class BadDays {
    private final Shop shop;
    private final Duration length;

    BadDays(Shop shop, Duration length) {
        this.shop = shop;
        this.length = length;
    }

    void ofTheTrustServer() throws Exception {
        good("publishing goes on", shop::publish);
        good("trust server gone", shop::serverGone);
        good("back", this::backAndPublish);
        good("trust server restarted empty", shop::serverEmpty);
        good("back", this::backAndPublish);
        good("restored from a backup", shop::serverRestored);
        good("back", this::backAndPublish);
        good("an attacker's server", shop::serverOfAnAttacker);
        good("back", this::backAndPublish);
        good("five seconds late", () -> shop.serverSlow(Duration.ofSeconds(5)));
        good("back", this::backAndPublish);
    }

    /** The API server asks again, or another replica; whoever was connected has no answer. */
    void ofTheWebhook() throws Exception {
        for (int i = 0; i < 3; i++) {
            Tally killed = shop.day("webhook killed while publishing, and restarted", length, () -> {
                shop.publish();
                shop.webhook().kill();
                shop.stateIsWhole();
                shop.webhook().startAgain();
            });
            assertThat(killed.signedRefused()).isEmpty();
            assertThat(killed.admissions()).isPositive();
        }
        Tally alone = shop.day("webhook killed and restarted, trust server gone", length, () -> {
            shop.serverGone();
            shop.webhook().kill();
            shop.stateIsWhole();
            shop.webhook().startAgain();
        });
        assertThat(alone.signedRefused()).isEmpty();
        good("back", this::backAndPublish);
    }

    void ofTheFiles() throws Exception {
        Path certificate = shop.folder().resolve("serving.crt");
        byte[] whole = Files.readAllBytes(certificate);
        good("half a certificate", () -> replace(certificate, "-----BEGIN CERTIFICATE-----\nMIIB".getBytes(US_ASCII)));
        good("the certificate again", () -> replace(certificate, whole));
        good("a policy that is none", () -> shop.putPolicy("kind: TrustServer\nspec: [oops"));
        good(
                "a policy with a field that nobody knows",
                () -> shop.putPolicy(shop.policy().replace("serves:", "served:")));
        good("the policy again", () -> shop.putPolicy(shop.policy()));
    }

    void ofTheDisk(SmallDisk disk) throws Exception {
        good("publishing goes on", shop::publish);
        good("disk full while publishing", () -> {
            disk.fill();
            shop.publishUnseen();
        });
        good("room on the disk again", () -> {
            disk.makeRoom();
            backAndPublish();
        });
        good("disk read-only while publishing", () -> {
            disk.readOnly();
            shop.publishUnseen();
        });
        good("disk writable again", () -> {
            disk.writable();
            backAndPublish();
        });
        shop.stateIsWhole();
    }

    private void backAndPublish() throws Exception {
        shop.back();
        shop.publish();
    }

    private static void replace(Path file, byte[] bytes) throws Exception {
        Path fresh = Files.write(file.resolveSibling("new"), bytes);
        Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }

    /** A day on which nobody may notice anything: each signed image is admitted, and everybody is answered. */
    private void good(String name, Shop.Events events) throws Exception {
        Tally tally = shop.day(name, length, events);
        assertThat(tally.signedRefused()).as("signed, yet refused: " + name).isEmpty();
        assertThat(tally.withoutAnswer()).as("not answered: " + name).isZero();
        assertThat(tally.admissions()).as("admitted: " + name).isPositive();
    }
}
