package dev.navicert.packaged;

import static org.assertj.core.api.Assertions.assertThat;

import dev.navicert.name.Gun;
import dev.navicert.simulator.ServerSimulator;
import dev.navicert.simulator.SimulatedSite;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The packaged program at a real terminal: questions, answers that must not be seen, and somebody who changes their mind. */
class TerminalIT {
    private static final String PASSPHRASE = "correct horse battery";
    private static final String WRONG = "staple";

    private final Distribution built = Distribution.built();

    @TempDir
    Path work;

    // ---- passphrases ----

    @ParameterizedTest
    @ValueSource(strings = {"notary", "navicert"})
    void a_new_passphrase_is_asked_for_twice_and_never_seen(String program) throws Exception {
        try (PseudoTerminal terminal = at(program + " -d trust key generate")) {
            terminal.see("Enter passphrase for new root key with ID ")
                    .see(": ")
                    .enter(PASSPHRASE)
                    .see("Repeat passphrase for new root key with ID ")
                    .see(": ")
                    .enter(PASSPHRASE);
            String screen = terminal.end();
            assertThat(terminal.exit()).as(screen).isZero();
            assertThat(screen)
                    .startsWith("You are about to create a new root signing key passphrase.")
                    .contains("Generated new ecdsa root key with keyID: ")
                    .doesNotContain(PASSPHRASE);
        }
        assertThat(keys()).hasSize(1);
    }

    @Test
    void one_that_is_too_short_or_not_the_same_is_asked_for_again() throws Exception {
        try (PseudoTerminal terminal = at("notary -d trust key generate")) {
            terminal.see("Enter passphrase")
                    .see(": ")
                    .enter(WRONG)
                    .see("Passphrase is too short.")
                    .see("Enter passphrase")
                    .see(": ")
                    .enter(PASSPHRASE)
                    .see("Repeat passphrase")
                    .see(": ")
                    .enter(PASSPHRASE + "!")
                    .see("Passphrases do not match. Please retry.")
                    .see("Enter passphrase")
                    .see(": ")
                    .enter(PASSPHRASE)
                    .see("Repeat passphrase")
                    .see(": ")
                    .enter(PASSPHRASE);
            assertThat(terminal.end()).doesNotContain(PASSPHRASE, WRONG);
            assertThat(terminal.exit()).isZero();
        }
    }

    @Test
    void a_wrong_passphrase_is_asked_for_again_and_the_right_one_counts() throws Exception {
        String id = generated();
        try (PseudoTerminal terminal = at("notary -d trust key passwd " + id)) {
            String question = "Enter passphrase for root key with ID " + id.substring(0, 7) + ": ";
            terminal.see(question)
                    .enter(WRONG)
                    .see("Passphrase incorrect. Please retry.")
                    .see(question)
                    .enter(PASSPHRASE)
                    .see("Enter passphrase for new root key with ID " + id.substring(0, 7) + ": ")
                    .enter("another passphrase")
                    .see("Repeat passphrase for new root key with ID " + id.substring(0, 7) + ": ")
                    .enter("another passphrase");
            assertThat(terminal.end())
                    .contains("Successfully updated passphrase for key ID: " + id)
                    .doesNotContain(PASSPHRASE, WRONG, "another passphrase");
            assertThat(terminal.exit()).isZero();
        }
    }

    @Test
    void after_four_wrong_ones_it_gives_up_and_the_key_stays_as_it_was() throws Exception {
        String id = generated();
        Map<String, String> before = keys();
        try (PseudoTerminal terminal = at("notary -d trust key passwd " + id)) {
            for (int attempt = 0; attempt < 4; attempt++) {
                terminal.see("Enter passphrase for root key with ID " + id.substring(0, 7) + ": ")
                        .enter(WRONG);
            }
            assertThat(terminal.end())
                    .endsWith("\n* fatal: could not retrieve local key for key ID provided: " + id + "\n");
            assertThat(terminal.exit()).isEqualTo(1);
        }
        assertThat(keys()).isEqualTo(before);
    }

    // ---- changing one's mind ----

    @Test
    void control_c_at_a_question_leaves_echo_on_and_the_keys_whole() throws Exception {
        String id = generated();
        Map<String, String> before = keys();
        for (String command : new String[] {"key passwd " + id, "key generate", "key generate -o out"}) {
            String lines = "trap : INT; notary -d trust " + command + "; echo status $?; stty -a";
            try (PseudoTerminal terminal = at(lines)) {
                terminal.see("Enter passphrase for ").see(": ").type(WRONG + PseudoTerminal.CONTROL_C);
                String screen = terminal.end();
                assertThat(screen)
                        .as(command)
                        .contains("status 130\n")
                        .containsPattern("[ \n]echo[ \n;]")
                        .doesNotContain(WRONG, "* fatal", "Exception");
            }
            assertThat(keys()).as(command).isEqualTo(before);
            assertThat(work.resolve("out.pem")).doesNotExist();
            assertThat(work.resolve("out-key.pem")).doesNotExist();
        }
    }

    // ---- yes and no ----

    @Test
    void a_key_is_removed_only_by_a_yes() throws Exception {
        String id = generated();
        String question = "Are you sure you want to remove " + id + " (role root) from ";
        for (String answer : new String[] {"no", "", "yess"}) {
            try (PseudoTerminal terminal = at("notary -d trust key remove " + id)) {
                terminal.see(question).see("?  (yes/no)  ").enter(answer);
                assertThat(terminal.end()).contains("(yes/no)  " + answer + "\n", "Aborting action.");
                assertThat(terminal.exit()).isZero();
            }
            assertThat(keys()).hasSize(1);
        }
        try (PseudoTerminal terminal = at("notary -d trust key remove " + id)) {
            terminal.see(question).see("?  (yes/no)  ").enter("yes");
            assertThat(terminal.end()).contains("Deleted " + id + " (role root) from ");
        }
        assertThat(keys()).isEmpty();
    }

    @Test
    void control_c_at_a_yes_or_no_is_no_yes() throws Exception {
        String id = generated();
        try (PseudoTerminal terminal = at("notary -d trust key remove " + id)) {
            terminal.see("?  (yes/no)  ").type("yes" + PseudoTerminal.CONTROL_C);
            assertThat(terminal.end()).doesNotContain("Deleted");
            assertThat(terminal.exit()).isEqualTo(130);
        }
        assertThat(keys()).hasSize(1);
    }

    @Test
    void yes_on_the_command_line_asks_nobody() throws Exception {
        String id = generated();
        try (PseudoTerminal terminal = at("navicert -d trust key remove --yes " + id)) {
            assertThat(terminal.end()).contains("Deleted " + id).doesNotContain("(yes/no)");
            assertThat(terminal.exit()).isZero();
        }
        assertThat(keys()).isEmpty();
        try (PseudoTerminal terminal = at("notary -d trust delegation remove --yes ex.com/app targets/a")) {
            assertThat(terminal.end()).contains("Confirmed `yes` from flag", "staged for next publish");
        }
    }

    @Test
    void a_delegation_is_given_up_only_by_a_yes_and_a_collection_is_forgotten_without_a_question() throws Exception {
        String lines = "notary -d trust delegation remove ex.com/app targets/a";
        try (PseudoTerminal terminal = at(lines)) {
            terminal.see("(yes/no)").enter("n");
            assertThat(terminal.end()).contains("* fatal: Aborting action.");
            assertThat(terminal.exit()).isEqualTo(1);
        }
        try (PseudoTerminal terminal = at(lines)) {
            terminal.see("(yes/no)").enter("y");
            assertThat(terminal.end()).contains("Forced removal (including all keys and paths)");
        }
        try (PseudoTerminal terminal = at("notary -d trust delete ex.com/app")) {
            assertThat(terminal.end()).contains("Deleting trust data for repository ex.com/app");
            assertThat(terminal.exit()).isZero();
        }
        assertThat(work.resolve("trust/tuf/ex.com/app")).doesNotExist();
    }

    // ---- what is going on ----

    @Test
    void navicert_shows_what_is_going_on_and_takes_it_away_again_and_notary_does_not() throws Exception {
        Instant now = Instant.now();
        try (SimulatedSite site = SimulatedSite.with(new Gun("ex.com/app"), new ServerSimulator(now))) {
            for (String program : new String[] {"navicert", "notary"}) {
                String command = program + " -s " + site.url() + " -d " + program + " ";
                String lines = "for role in ROOT TARGETS SNAPSHOT; do export NOTARY_${role}_PASSPHRASE='" + PASSPHRASE
                        + "'; done; export TERM=xterm; " + command + "init ex.com/app >/dev/null 2>&1; " + command
                        + "remove ex.com/app v1; " + command + "publish ex.com/app";
                try (PseudoTerminal terminal = at(lines)) {
                    String screen = terminal.end();
                    assertThat(screen.contains("ex.com/app: making change 1 of 1\r"))
                            .as(screen)
                            .isEqualTo(program.equals("navicert"));
                    assertThat(screen.contains("\r")).as(screen).isEqualTo(program.equals("navicert"));
                }
            }
        }
    }

    /** A root key under the passphrase. */
    private String generated() throws Exception {
        Program.Result made = built.notary()
                .from(work)
                .with("NOTARY_ROOT_PASSPHRASE", PASSPHRASE)
                .run("-d", "trust", "key", "generate");
        assertThat(made.exit()).as(made.out() + made.err()).isZero();
        String said = made.out().strip();
        return said.substring(said.length() - 64);
    }

    /** What is in the key folder, whatever it is called. */
    private Map<String, String> keys() throws IOException {
        Map<String, String> keys = new TreeMap<>();
        Path folder = work.resolve("trust/private");
        if (Files.isDirectory(folder)) {
            try (Stream<Path> files = Files.list(folder)) {
                for (Path file : files.toList()) {
                    keys.put(file.getFileName().toString(), Files.readString(file, StandardCharsets.ISO_8859_1));
                }
            }
        }
        return keys;
    }

    private PseudoTerminal at(String lines) throws Exception {
        Map<String, String> environment = new HashMap<>();
        environment.put("PATH", built.home().resolve("bin") + ":" + System.getenv("PATH"));
        environment.put("HOME", work.toString());
        environment.put("TERM", "dumb");
        if (System.getenv("JAVA_HOME") != null) {
            environment.put("JAVA_HOME", System.getenv("JAVA_HOME"));
        }
        return PseudoTerminal.running(environment, "cd '" + work + "' && " + lines);
    }
}
