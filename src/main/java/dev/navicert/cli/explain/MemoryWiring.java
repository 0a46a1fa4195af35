package dev.navicert.cli.explain;

import dev.navicert.disk.StateReader;
import dev.navicert.name.Gun;
import dev.navicert.policy.Explanation;
import dev.navicert.policy.ImageVerifier;
import dev.navicert.policy.PolicySet;
import dev.navicert.policy.Ruling;
import dev.navicert.policy.yaml.InvalidPolicyException;
import dev.navicert.trust.Deadline;
import dev.navicert.trust.view.RememberedRepositories;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;

/** Explains by what a webhook remembers in its state directory; asks nobody, and disturbs no webhook that uses it. */
public final class MemoryWiring {
    private final StateReader state;

    private MemoryWiring(StateReader state) {
        this.state = state;
    }

    /** @throws IOException if that is no state directory */
    public static MemoryWiring of(Path state) throws IOException {
        return new MemoryWiring(StateReader.at(state));
    }

    /**
     * The policy that was in force last; empty if the webhook never had one.
     *
     * @throws IOException if it cannot be read
     */
    public Optional<PolicySet> policy() throws IOException, InvalidPolicyException {
        try {
            Optional<byte[]> kept = state.policy();
            return kept.isPresent() ? Optional.of(KeptPolicy.read(kept.get())) : Optional.empty();
        } catch (IOException e) {
            throw new IOException(
                    "the policy in " + state.state() + " cannot be used: " + e.getMessage()
                            + "; name another with --policy",
                    e);
        }
    }

    public Explanation explain(Ruling ruling, Clock clock) {
        return new ImageVerifier(new RememberedRepositories(state::recall, clock))
                .explain(ruling, Deadline.after(Duration.ZERO));
    }

    /** What is remembered of the repository that a ruling is about; of one that cannot be read, nothing. */
    public Recollection recollection(Ruling ruling) {
        return ruling.route().fold(served -> recollection(served.server().name(), served.gun()), unserved -> nothing());
    }

    private Recollection recollection(String server, Gun gun) {
        try {
            return new Recollection(
                    state.state(),
                    state.changedAt(server, gun),
                    state.recall(server, gun)
                            .map(remembered -> remembered.memory().floors().versions())
                            .orElse(Map.of()));
        } catch (IOException unusable) { // which the explanation says
            return nothing();
        }
    }

    private Recollection nothing() {
        return new Recollection(state.state(), Optional.empty(), Map.of());
    }
}
