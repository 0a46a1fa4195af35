package dev.navicert.simulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import dev.navicert.tuf.RoleName;
import dev.navicert.tuf.Strictness;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/**
 * Every {@link Tampering} with every role, met by a newcomer and by somebody who knows the repository, read as Notary reads and
 * strictly. What must come of it is a cell of {@code tampering.tsv}.
 */
class TamperingTest {
    private static final Path TABLE = Path.of("src/test/resources/attack/tampering.tsv");
    private static final List<RoleName> ROLES =
            List.of(RoleName.ROOT, RoleName.TIMESTAMP, RoleName.SNAPSHOT, RoleName.TARGETS, RoleName.RELEASES);

    private enum Contact {
        FIRST,
        KNOWN
    }

    private record Cell(Tampering tampering, RoleName role, Contact contact, Strictness strictness) {
        @Override
        public String toString() {
            return tampering + " " + role + " " + contact + " " + strictness;
        }
    }

    @TestFactory
    Stream<DynamicTest> what_comes_of_it() throws IOException {
        Map<Cell, String> table = table();
        return cells().stream()
                .map(cell -> dynamicTest(
                        cell.toString(),
                        () -> assertThat(new Play(cell).outcome()).isEqualTo(table.get(cell))));
    }

    @TestFactory
    Stream<DynamicTest> a_strict_refusal_leaves_everything_as_it_was_and_honesty_is_accepted_again()
            throws IOException {
        Map<Cell, String> table = table();
        return cells().stream()
                .filter(cell -> cell.strictness() == Strictness.STRICT)
                .filter(cell -> !table.getOrDefault(cell, "").matches("ok|skipped.*"))
                .map(cell -> dynamicTest(cell.toString(), () -> {
                    Play play = new Play(cell);
                    String before = play.client.state();
                    assertThat(play.outcome()).isNotEqualTo("ok");
                    assertThat(play.client.state()).isEqualTo(before);
                    assertThat(play.client.refresh(play.simulator.publish())).isEqualTo("ok");
                }));
    }

    @Test
    void every_cell_has_its_expectation() throws IOException {
        assertThat(table().keySet()).containsExactlyInAnyOrderElementsOf(cells());
    }

    /** Four beats: honest publishing, perhaps a first reading, the attack, the reading that counts. */
    private static final class Play {
        private final RepositorySimulator simulator = RepositorySimulator.of("registry.example.com/team/app");
        private final Client client;
        private final Cell cell;

        Play(Cell cell) {
            this.cell = cell;
            this.client = new Client(cell.strictness());
            cell.tampering().prepare(simulator.repository(), cell.role());
            simulator.publish();
            if (cell.contact() == Contact.KNOWN) {
                assertThat(client.refresh(simulator)).isEqualTo("ok");
            }
        }

        String outcome() {
            cell.tampering().attack(simulator, cell.role());
            return client.refresh(simulator);
        }
    }

    private static List<Cell> cells() {
        List<Cell> cells = new ArrayList<>();
        for (Tampering tampering : Tampering.values()) {
            for (RoleName role : ROLES) {
                for (Contact contact : Contact.values()) {
                    for (Strictness strictness : Strictness.values()) {
                        cells.add(new Cell(tampering, role, contact, strictness));
                    }
                }
            }
        }
        return cells;
    }

    private static Map<Cell, String> table() throws IOException {
        Map<Cell, String> table = new LinkedHashMap<>();
        for (String line : Files.readAllLines(TABLE)) {
            if (line.startsWith("#")) {
                continue;
            }
            String[] fields = line.split("\t", -1);
            Tampering tampering = Tampering.valueOf(fields[0]);
            RoleName role = new RoleName(fields[1]);
            table.put(new Cell(tampering, role, Contact.FIRST, Strictness.NOTARY), fields[2]);
            table.put(new Cell(tampering, role, Contact.FIRST, Strictness.STRICT), fields[3]);
            table.put(new Cell(tampering, role, Contact.KNOWN, Strictness.NOTARY), fields[4]);
            table.put(new Cell(tampering, role, Contact.KNOWN, Strictness.STRICT), fields[5]);
        }
        return table;
    }
}
