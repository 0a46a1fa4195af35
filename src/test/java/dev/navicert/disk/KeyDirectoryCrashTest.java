package dev.navicert.disk;

import static org.assertj.core.api.Assertions.assertThat;

import dev.navicert.keys.KeyException;
import dev.navicert.keys.KeyRing;
import dev.navicert.keys.PassphraseSource;
import dev.navicert.tuf.crypto.KeyId;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** {@code kill -9} at any moment: another process changes passphrases as fast as it can, is killed, and the key still opens. */
class KeyDirectoryCrashTest {
    private static final int KILLS = 6;
    private static final String[] PASSPHRASES = {"the first passphrase", "the second passphrase"};

    @TempDir
    Path trust;

    @Test
    @Timeout(120)
    void a_key_opens_with_the_old_or_the_new_passphrase_when_a_change_is_killed() throws Exception {
        KeyId id = ring(trust, 0).generate("root", "").publicKey().id();
        Random moments = new Random(20261125);
        for (int kill = 0; kill < KILLS; kill++) {
            changeUntilKilled(id, 30L + moments.nextInt(200));

            assertThat(ring(trust, 0).list()).hasSize(1);
            assertThat(opens(id, 0) ^ opens(id, 1)).isTrue();
        }
    }

    private boolean opens(KeyId id, int passphrase) throws IOException {
        try {
            return ring(trust, passphrase).open(id).publicKey().id().equals(id);
        } catch (KeyException.PassphraseInvalid theOther) {
            return false;
        } catch (KeyException damaged) {
            throw new AssertionError(damaged);
        }
    }

    private static KeyRing ring(Path trust, int passphrase) throws IOException {
        return KeyRing.open(
                KeyDirectory.open(new TrustDirectory(trust), file -> {}), always(passphrase), (name, why) -> {
                    throw new AssertionError(name, why);
                });
    }

    private static PassphraseSource always(int passphrase) {
        return new PassphraseSource() {
            @Override
            public Optional<char[]> answer(Question question) {
                return question.purpose() == Purpose.OPEN && question.attempt() > 0
                        ? Optional.empty()
                        : Optional.of(PASSPHRASES[passphrase].toCharArray());
            }

            @Override
            public String origin(String role) {
                return "a test";
            }
        };
    }

    private void changeUntilKilled(KeyId id, long moment) throws IOException, InterruptedException {
        Path said = Files.createTempFile(trust, "said", ".txt");
        Process changer = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-XX:TieredStopAtLevel=1",
                        "-cp",
                        System.getProperty("java.class.path"),
                        Changer.class.getName(),
                        trust.toString(),
                        id.hex())
                .redirectOutput(said.toFile())
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        try {
            while (Files.size(said) == 0) {
                assertThat(changer.isAlive()).isTrue();
                Thread.sleep(5);
            }
            Thread.sleep(moment);
            assertThat(changer.isAlive()).isTrue();
        } finally {
            assertThat(changer.destroyForcibly().waitFor(10, TimeUnit.SECONDS)).isTrue();
        }
    }

    /** The process that is killed: changes the passphrase to and fro for ever. */
    static final class Changer {
        private Changer() {}

        public static void main(String[] arguments) throws Exception {
            Path trust = Path.of(arguments[0]);
            KeyId id = new KeyId(arguments[1]);
            int now = 0;
            try {
                ring(trust, 0).open(id);
            } catch (KeyException.PassphraseInvalid theOther) {
                now = 1;
            }
            while (true) {
                ring(trust, now).changePassphrase(id, always(1 - now));
                now = 1 - now;
                System.out.println("changed");
            }
        }
    }
}
