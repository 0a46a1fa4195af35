package dev.navicert.trust.view;

import static dev.navicert.trust.view.Publisher.GUN;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.navicert.disk.StateDirectory;
import dev.navicert.keys.SigningKey;
import dev.navicert.trust.Anchor;
import dev.navicert.trust.Deadline;
import dev.navicert.trust.Floors;
import dev.navicert.trust.Memory;
import dev.navicert.trust.RemoteException;
import dev.navicert.trust.TrustServer;
import dev.navicert.trustserver.RepositoryFiles;
import dev.navicert.trustserver.RepositoryKeys;
import dev.navicert.trustserver.SignedRepository;
import dev.navicert.tuf.Checksum;
import dev.navicert.tuf.RoleName;
import dev.navicert.tuf.TrustException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What lies on the disk between two runs is lost, damaged or forged. Each run here is a new process. */
class ForgedStateTest {
    @TempDir
    Path state;

    private final TestClock clock = new TestClock();
    private final Publisher publisher = new Publisher(clock);
    private final SignedRepository repository = publisher.signed(GUN, "1.0");
    private final TrustServer server = Publisher.pinned(repository);

    @Test
    void an_older_version_is_refused_by_the_next_process() throws Exception {
        publisher.publish(repository);
        RepositoryFiles first = publisher.served(GUN);
        publisher.publish(repository.touch(RoleName.TARGETS));
        run();
        publisher.serve(GUN, first);

        RepositoryView view = run();

        assertThat(view.role(RoleName.TARGETS).orElseThrow().version()).isEqualTo(2);
        assertThat(view.outage().orElseThrow().cause()).isInstanceOf(TrustException.RolledBack.class);
    }

    @Test
    void an_older_version_is_refused_although_the_metadata_on_disk_is_gone() throws Exception {
        publisher.publish(repository);
        RepositoryFiles first = publisher.served(GUN);
        publisher.publish(repository.touch(RoleName.TARGETS));
        run();
        for (Path metadata : files(".json")) {
            Files.delete(metadata);
        }
        publisher.serve(GUN, first);

        assertThatThrownBy(this::run).isInstanceOf(TrustException.RolledBack.class);
    }

    @Test
    void floors_that_cannot_be_read_refuse_everything() throws Exception {
        publisher.publish(repository);
        run();
        for (Path floors : files("repository")) {
            Files.writeString(floors, "floor targets 1\n");
        }

        assertThatThrownBy(this::run).isInstanceOf(RemoteException.MemoryUnusable.class);
    }

    @Test
    void metadata_changed_on_disk_is_fetched_anew() throws Exception {
        publisher.publish(repository);
        run();
        for (Path metadata : files(".json")) {
            Files.writeString(metadata, Files.readString(metadata).replace("\"version\":1", "\"version\":9"));
        }
        publisher.requests.clear();

        assertThat(run().target(RoleName.TARGETS, "1.0")).isPresent();
        assertThat(publisher.requests).hasSize(4);
    }

    @Test
    void metadata_that_somebody_else_signed_is_no_metadata() throws Exception {
        publisher.publish(repository);
        run();
        forge(stranger());

        RepositoryView view = run();

        assertThat(view.target(RoleName.TARGETS, "evil")).isEmpty();
        assertThat(view.target(RoleName.TARGETS, "1.0")).isPresent();
    }

    @Test
    void a_root_that_somebody_put_there_does_not_override_the_pin() throws Exception {
        SignedRepository stranger = stranger();
        forge(stranger);
        publisher.publish(stranger);

        assertThatThrownBy(this::run).isInstanceOf(TrustException.NotAnchored.class);
    }

    @Test
    void a_repository_that_has_rotated_away_from_its_pin_survives_a_restart() throws Exception {
        publisher.publish(repository);
        run();
        repository.rotateRoot(1, List.of(SigningKey.generate(SigningKey.Algorithm.ECDSA)), clock.instant());
        publisher.publish(repository);

        assertThat(run().role(RoleName.ROOT).orElseThrow().version()).isEqualTo(2);
        assertThat(run().anchor().orElseThrow().rootVersion()).isEqualTo(1);
    }

    /** A state as whole as ours, with another's metadata and the name of the pin that the policy holds. */
    private void forge(SignedRepository stranger) throws Exception {
        RepositoryFiles files = stranger.publish(clock.instant());
        byte[] root = files.file(RoleName.ROOT).orElseThrow();
        String pin = "cert:" + repository.signers(RoleName.ROOT).ids().get(0);
        try (StateDirectory directory = StateDirectory.open(state)) {
            directory.remember(
                    "corp",
                    GUN,
                    new Remembered(
                            new Memory(Floors.NONE, new Anchor(pin, 1, Checksum.sha256(root))),
                            Map.of(
                                    RoleName.ROOT, root,
                                    RoleName.SNAPSHOT,
                                            files.file(RoleName.SNAPSHOT).orElseThrow(),
                                    RoleName.TARGETS,
                                            files.file(RoleName.TARGETS).orElseThrow()),
                            clock.instant()));
        }
    }

    private SignedRepository stranger() {
        return publisher.signedBy(RepositoryKeys.generate(), GUN, "evil");
    }

    private List<Path> files(String ending) throws IOException {
        try (Stream<Path> all = Files.walk(state)) {
            return all.filter(Files::isRegularFile)
                    .filter(file -> file.getFileName().toString().endsWith(ending))
                    .toList();
        }
    }

    private RepositoryView run() throws Exception {
        return run(server);
    }

    private RepositoryView run(TrustServer with) throws Exception {
        try (StateDirectory directory = StateDirectory.open(state)) {
            return new VerifiedRepositories(publisher, directory, clock, Runnable::run, CheckObserver.NONE)
                    .view(with, GUN, Freshness.WITHIN_INTERVAL, Deadline.after(Duration.ofSeconds(20)));
        }
    }
}
