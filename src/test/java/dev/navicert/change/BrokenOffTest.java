package dev.navicert.change;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.navicert.change.Publisher.Killed;
import dev.navicert.simulator.ServerSimulator;
import dev.navicert.tuf.RoleName;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Who makes a collection is killed between two changes of the cache: of four, the last is the one that makes it whole. */
class BrokenOffTest {
    private static final int CHANGES = 4;
    private static final Set<RoleName> MADE = Set.of(RoleName.ROOT, RoleName.TARGETS, RoleName.SNAPSHOT);

    private final Publisher publisher = new Publisher(new ServerSimulator());

    @ParameterizedTest
    @ValueSource(ints = {2, 3})
    void a_publication_finishes_what_was_begun_with_the_same_root_and_the_same_keys(int changes) throws Exception {
        initKilledAfter(changes);
        byte[] root = publisher.cached.get(RoleName.ROOT);
        Map<String, byte[]> keys = Map.copyOf(publisher.keyFiles.content);

        publisher.stage(Publisher.add(Publisher.TARGETS, "1.0", 1)).publish();

        assertThat(publisher.names()).containsExactly("1.0");
        assertThat(publisher.seen().root().bytes()).isEqualTo(root);
        assertThat(publisher.keyFiles.content).isEqualTo(keys);
    }

    @ParameterizedTest
    @ValueSource(ints = {2, 3})
    void so_does_another_init(int changes) throws Exception {
        initKilledAfter(changes);
        byte[] root = publisher.cached.get(RoleName.ROOT);
        Initialization again = new Initialization(publisher.request());
        assertThat(again.wasBrokenOff()).isTrue();

        again.finish();

        assertThat(publisher.cached).containsOnlyKeys(MADE);
        assertThat(publisher.cached.get(RoleName.ROOT)).isEqualTo(root);
        assertThat(new Initialization(publisher.request()).wasBrokenOff()).isFalse();
        assertThat(publisher.publish().names()).isEmpty();
    }

    /** Where another collection was in the cache before, its targets are never read under the new root. */
    @ParameterizedTest
    @ValueSource(ints = {0, 1, 2, 3})
    void over_another_collection_too_the_next_publication_succeeds(int changes) throws Exception {
        publisher.publish();
        init();
        publisher.server.delete();
        Set<String> before = Set.copyOf(publisher.keyFiles.content.keySet());

        initKilledAfter(changes);

        assertThat(publisher.publish().names()).isEmpty();
        assertThat(publisher.keyFiles.content.keySet()).containsAll(before);
    }

    @Test
    void a_whole_one_takes_four_changes_and_is_not_taken_for_broken_off() throws Exception {
        publisher.changesLeft = CHANGES;
        init();
        assertThat(publisher.cached).containsOnlyKeys(MADE);
        assertThat(new Initialization(publisher.request()).wasBrokenOff()).isFalse();
    }

    @Test
    void somebody_elses_root_is_not_taken_for_broken_off() throws Exception {
        initKilledAfter(2);
        publisher.keyFiles.content.clear();

        assertThat(new Initialization(publisher.request()).wasBrokenOff()).isFalse();
    }

    private void init() throws Exception {
        new Initialization(publisher.request()).make(Optional.empty());
    }

    private void initKilledAfter(int changes) {
        publisher.changesLeft = changes;
        assertThatThrownBy(this::init).isInstanceOf(Killed.class);
        publisher.changesLeft = Integer.MAX_VALUE;
    }
}
