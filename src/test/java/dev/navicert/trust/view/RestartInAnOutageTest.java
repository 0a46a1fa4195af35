package dev.navicert.trust.view;

import static dev.navicert.trust.view.Publisher.GUN;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.navicert.disk.StateDirectory;
import dev.navicert.keys.SigningKey;
import dev.navicert.trust.Deadline;
import dev.navicert.trust.RemoteException;
import dev.navicert.trust.TrustServer;
import dev.navicert.trustserver.SignedRepository;
import dev.navicert.tuf.RoleName;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The webhook starts again while its trust server is gone: what the last process verified goes on answering. Each run is a new process. */
class RestartInAnOutageTest {
    @TempDir
    Path state;

    private final TestClock clock = new TestClock();
    private final Publisher publisher = new Publisher(clock);
    private final SignedRepository repository = publisher.signed(GUN, "1.0");
    private final TrustServer server = Publisher.pinned(repository);
    private Instant verifiedAt = Instant.EPOCH;

    @BeforeEach
    void a_process_verifies_it_and_the_server_goes() throws Exception {
        publisher.publish(repository);
        verifiedAt = run(server).verifiedAt();
        publisher.outage = new RemoteException.Unreachable("connection refused");
    }

    @Test
    void the_view_is_as_old_as_it_is_and_says_why() throws Exception {
        clock.advance(Duration.ofHours(2));

        RepositoryView view = run(server);

        assertThat(view.target(RoleName.TARGETS, "1.0")).isPresent();
        assertThat(view.verifiedAt()).isBetween(verifiedAt.minusSeconds(1), verifiedAt);
        assertThat(view.outage().orElseThrow().cause()).hasMessage("connection refused");
    }

    @Test
    void it_answers_no_longer_than_it_would_have_without_the_restart() throws Exception {
        clock.advance(TrustServer.SERVE_VERIFIED_FOR.plusSeconds(1));

        assertThatThrownBy(() -> run(server)).isInstanceOf(RemoteException.NotRefreshed.class);
    }

    @Test
    void a_repository_at_rest_does_not_grow_old_on_disk_while_its_server_is_asked() throws Exception {
        publisher.outage = null;
        clock.advance(TrustServer.SERVE_VERIFIED_FOR.minus(Duration.ofMinutes(1)));
        run(server);
        publisher.outage = new RemoteException.Unreachable("connection refused");
        clock.advance(TrustServer.SERVE_VERIFIED_FOR.minus(Duration.ofHours(1)));

        assertThat(run(server).target(RoleName.TARGETS, "1.0")).isPresent();
    }

    @Test
    void a_time_that_is_yet_to_come_is_no_time() {
        clock.advance(Duration.ofMinutes(-5));

        assertThatThrownBy(() -> run(server)).isInstanceOf(RemoteException.Unreachable.class);
    }

    @Test
    void another_pin_has_no_view_to_fall_back_on() {
        TrustServer other = Publisher.pinned(publisher.signed(GUN, "1.0"));

        assertThatThrownBy(() -> run(other)).isInstanceOf(RemoteException.Unreachable.class);
    }

    @Test
    void what_is_to_be_forgotten_has_no_view_to_fall_back_on() throws Exception {
        clock.advance(Duration.ofMinutes(2));

        assertThat(run(forgetting(clock.instant().plusSeconds(60))).outage()).isPresent();
        assertThat(run(forgetting(clock.instant().minus(Duration.ofHours(1)))).outage())
                .isPresent();
        assertThatThrownBy(() -> run(forgetting(clock.instant()))).isInstanceOf(RemoteException.Unreachable.class);
    }

    private TrustServer forgetting(Instant before) {
        return new TrustServer(
                server.name(),
                server.url(),
                server.pins(),
                server.refresh(),
                server.serveVerifiedFor(),
                null,
                null,
                List.of(),
                null,
                gun -> Optional.of(before));
    }

    @Test
    void metadata_that_was_changed_on_disk_answers_nothing() throws Exception {
        try (Stream<Path> files = Files.walk(state)) {
            for (Path file :
                    files.filter(one -> one.toString().endsWith(".json")).toList()) {
                Files.writeString(file, Files.readString(file).replace("\"version\":1", "\"version\":9"));
            }
        }

        assertThatThrownBy(() -> run(server)).isInstanceOf(RemoteException.Unreachable.class);
    }

    @Test
    void a_root_that_does_not_show_the_pin_itself_answers_nothing() throws Exception {
        publisher.outage = null;
        repository.rotateRoot(1, List.of(SigningKey.generate(SigningKey.Algorithm.ECDSA)), clock.instant());
        publisher.publish(repository);
        run(server);
        publisher.outage = new RemoteException.Unreachable("connection refused");

        assertThatThrownBy(() -> run(server)).isInstanceOf(RemoteException.Unreachable.class);
    }

    private RepositoryView run(TrustServer with) throws Exception {
        try (StateDirectory directory = StateDirectory.open(state)) {
            return new VerifiedRepositories(publisher, directory, clock, Runnable::run, CheckObserver.NONE)
                    .view(with, GUN, Freshness.WITHIN_INTERVAL, Deadline.after(Duration.ofSeconds(20)));
        }
    }
}
