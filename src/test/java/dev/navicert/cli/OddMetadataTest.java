package dev.navicert.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import dev.navicert.name.Gun;
import dev.navicert.real.OnRealNotary;
import dev.navicert.simulator.RepositorySimulator;
import dev.navicert.trust.MemoryCache;
import dev.navicert.trust.RemoteException;
import dev.navicert.trust.TrustPins;
import dev.navicert.trust.TrustedCollection;
import dev.navicert.trust.UpdateRequest;
import dev.navicert.trustserver.TrustServer;
import dev.navicert.trustserver.TrustServerSite;
import dev.navicert.tuf.RoleName;
import dev.navicert.tuf.SignedFile;
import dev.navicert.tuf.Strictness;
import dev.navicert.tuf.TrustException;
import dev.navicert.tuf.json.Json;
import dev.navicert.tuf.json.MalformedJsonException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.regex.Matcher;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/**
 * Metadata with one thing odd in it, read by the real {@code notary} and by us: both accept it, or both refuse it in the same
 * words. The cases are rows of {@code odd-metadata.tsv}.
 */
@OnRealNotary
class OddMetadataTest {
    private static final Path CASES = Path.of("src/test/resources/attack/odd-metadata.tsv");
    private static final TrustServerSite SITE = TrustServerSite.open();
    private static final String ACCEPTED = "accepted";

    @TempDir
    private static Path work;

    private static TrustServer server;

    @BeforeAll
    static void serve() throws IOException {
        server = TrustServer.start(SITE, 0);
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    /**
     * One odd file.
     *
     * @param signing {@code signed} if the role's keys sign the odd file, {@code raw} if its signatures are those of before
     * @param pattern what is replaced, once
     */
    private record Case(int row, String name, RoleName role, String signing, String pattern, String replacement) {
        Gun gun() {
            return new Gun("odd.example/case-" + row);
        }

        byte[] applied(RepositorySimulator simulator, byte[] honest) {
            String text = new String(honest, UTF_8);
            String odd = text.replaceFirst(pattern, Matcher.quoteReplacement(replacement));
            assertThat(odd).as("the honest file has what is to be replaced").isNotEqualTo(text);
            return signing.equals("raw") ? odd.getBytes(UTF_8) : signed(simulator, odd);
        }

        /** The odd text as it stands, with signatures over what it means; if it means nothing, with those of before. */
        private byte[] signed(RepositorySimulator simulator, String odd) {
            try {
                SignedFile file = SignedFile.read(role, odd.getBytes(UTF_8), Strictness.NOTARY);
                byte[] signatures = SignedFile.write(
                        Json.NULL, simulator.repository().signers(role).sign(file.signedBytes()));
                return (odd.substring(0, odd.lastIndexOf(",\"signatures\":"))
                                + new String(signatures, UTF_8).substring("{\"signed\":null".length()))
                        .getBytes(UTF_8);
            } catch (TrustException | MalformedJsonException e) {
                return odd.getBytes(UTF_8);
            }
        }
    }

    @TestFactory
    Stream<DynamicTest> notary_and_we_say_the_same() throws IOException {
        List<String> lines = Files.readAllLines(CASES);
        return Stream.iterate(1, row -> row < lines.size(), row -> row + 1).map(row -> {
            String[] fields = lines.get(row).split("\t", -1);
            Case odd = new Case(row, fields[0], new RoleName(fields[1]), fields[2], fields[3], fields[4]);
            return dynamicTest(odd.name(), () -> {
                RepositorySimulator simulator = RepositorySimulator.of(odd.gun().value());
                simulator.offer((role, honest) -> role.equals(odd.role()) ? odd.applied(simulator, honest) : honest);
                SITE.serve(odd.gun(), simulator.files());
                assertThat(ours(simulator)).isEqualTo(theirs(odd));
            });
        });
    }

    private static String ours(RepositorySimulator simulator) throws IOException {
        NotaryWords words = new NotaryWords(simulator.gun(), server.uri().getAuthority(), Clock.systemUTC(), () -> "");
        try {
            TrustedCollection.update(UpdateRequest.notary(
                    simulator.gun(), simulator, new MemoryCache(), TrustPins.FIRST_USE, RepositorySimulator.NOW));
            return ACCEPTED;
        } catch (TrustException e) {
            return words.of(e).strip();
        } catch (RemoteException e) {
            return words.of(e).strip();
        }
    }

    private static String theirs(Case odd) throws Exception {
        Path trust = Files.createDirectories(work.resolve("trust-" + odd.row()));
        Process process = new ProcessBuilder(
                        "notary",
                        "-s",
                        server.uri().toString(),
                        "-d",
                        trust.toString(),
                        "list",
                        odd.gun().value())
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        process.getOutputStream().close();
        String output = new String(process.getInputStream().readAllBytes(), UTF_8).strip();
        return process.waitFor() == 0 ? ACCEPTED : output.replaceFirst("^\\* fatal: ", "");
    }
}
