package dev.navicert.simulator;

import dev.navicert.trust.Memory;
import dev.navicert.trust.MemoryCache;
import dev.navicert.trust.Outcome;
import dev.navicert.trust.RemoteException;
import dev.navicert.trust.TrustPins;
import dev.navicert.trust.TrustedCollection;
import dev.navicert.trust.UpdateFact;
import dev.navicert.trust.UpdateRequest;
import dev.navicert.tuf.RoleName;
import dev.navicert.tuf.Strictness;
import dev.navicert.tuf.TrustException;
import java.io.IOException;
import java.util.Arrays;
import java.util.Collection;
import java.util.Optional;
import java.util.stream.Collectors;

/** A reader of a simulated repository who keeps what a real one keeps: copies, floors and the anchor. */
public final class Client {
    private final Strictness strictness;
    private final MemoryCache cache = new MemoryCache();
    private Memory memory = Memory.NONE;

    public Client(Strictness strictness) {
        this.strictness = strictness;
    }

    /** Reads the repository; {@code ok}, {@code skipped: <why>} if a delegation was left out, or the kind of refusal. */
    public String refresh(RepositorySimulator simulator) {
        try {
            TrustedCollection collection = TrustedCollection.update(request(simulator));
            if (strictness == Strictness.STRICT) {
                memory = collection.memory();
                collection.keep(cache);
            }
            Collection<UpdateFact.RoleSkipped> skipped = collection.skipped();
            return skipped.isEmpty()
                    ? "ok"
                    : "skipped: "
                            + skipped.stream()
                                    .map(fact -> fact.reason().fold(Outcome.KIND))
                                    .collect(Collectors.joining(","));
        } catch (TrustException e) {
            return e.fold(Outcome.KIND);
        } catch (RemoteException e) {
            return Outcome.kind(e);
        } catch (IOException e) {
            throw new AssertionError("a cache in memory", e);
        }
    }

    private UpdateRequest request(RepositorySimulator simulator) {
        return strictness == Strictness.STRICT
                ? UpdateRequest.strict(
                        simulator.gun(), simulator, cache, TrustPins.FIRST_USE, memory, RepositorySimulator.NOW)
                : UpdateRequest.notary(simulator.gun(), simulator, cache, TrustPins.FIRST_USE, RepositorySimulator.NOW);
    }

    /** What is kept of a role; empty if nothing is. */
    public Optional<byte[]> kept(RoleName role) {
        return cache.load(role);
    }

    /** Everything that is kept, for comparing before and after. */
    public String state() {
        return memory.floors() + " "
                + Arrays.asList(
                                RoleName.ROOT,
                                RoleName.TIMESTAMP,
                                RoleName.SNAPSHOT,
                                RoleName.TARGETS,
                                RoleName.RELEASES)
                        .stream()
                        .map(role -> role + "=" + kept(role).map(Arrays::hashCode))
                        .toList();
    }
}
