package dev.navicert.change;

import dev.navicert.keys.KeyException;
import dev.navicert.keys.KeyRing;
import dev.navicert.keys.KnownPassphrases;
import dev.navicert.keys.MemoryKeyFiles;
import dev.navicert.name.Gun;
import dev.navicert.simulator.RepositorySimulator;
import dev.navicert.simulator.ServerSimulator;
import dev.navicert.trust.FormerRoots;
import dev.navicert.trust.MetadataCache;
import dev.navicert.trust.RemoteException;
import dev.navicert.trust.TrustPins;
import dev.navicert.trust.TrustedCollection;
import dev.navicert.trust.UpdateRequest;
import dev.navicert.tuf.FileMeta;
import dev.navicert.tuf.Renewal;
import dev.navicert.tuf.RoleName;
import dev.navicert.tuf.TrustException;
import java.io.IOException;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Somebody with keys, a cache and a list of staged edits, all in memory. */
final class Publisher {
    static final Gun GUN = new Gun("registry.example.com/team/app");
    static final Scope TARGETS = Scope.TARGETS;

    final ServerSimulator server;
    final MemoryChangelist changelist = new MemoryChangelist();
    final MemoryKeyFiles keyFiles = new MemoryKeyFiles();
    final Map<RoleName, byte[]> cached = new TreeMap<>();
    final List<PublishFact> facts = new ArrayList<>();
    Instant now = RepositorySimulator.NOW;
    ZoneId zone = ZoneOffset.UTC;
    Renewal renewal = Renewal.SERVED;
    String passphrase = "correct horse";

    /** After so many more changes of the cache, its process is killed. */
    int changesLeft = Integer.MAX_VALUE;

    Publisher(ServerSimulator server) {
        this.server = server;
    }

    /** The same keys elsewhere, with nothing cached and nothing staged. */
    Publisher elsewhere() {
        Publisher other = new Publisher(server);
        other.keyFiles.content.putAll(keyFiles.content);
        return other;
    }

    PublicationRequest request() throws IOException {
        return new PublicationRequest(
                UpdateRequest.notary(GUN, server, cache(), TrustPins.FIRST_USE, now)
                        .renewed(renewal),
                server,
                ring(),
                at -> zone.getRules().getOffset(at),
                facts::add);
    }

    KeyRing ring() throws IOException {
        return KeyRing.open(keyFiles, KnownPassphrases.of(passphrase), (name, why) -> {});
    }

    Publisher publish() throws PublishException, KeyException, TrustException, RemoteException, IOException {
        new Publication(request()).publish(changelist);
        return this;
    }

    KeyRotation rotation() throws IOException {
        return new KeyRotation(request());
    }

    /** Gives a role a new key. */
    void rotate(RoleName role, FormerRoots formerRoots)
            throws PublishException, KeyException, TrustException, RemoteException, IOException {
        KeyRotation rotation = rotation();
        rotation.publish(role, List.of(rotation.generated(role)), formerRoots);
    }

    Publisher stage(ChangeEntry... entries) {
        for (ChangeEntry entry : entries) {
            changelist.append(entry);
        }
        return this;
    }

    static ChangeEntry add(Scope scope, String name, int content) {
        return ChangeEntry.addTarget(scope, name, TargetContent.of(FileMeta.of(new byte[] {(byte) content})));
    }

    static ChangeEntry remove(String name) {
        return ChangeEntry.removeTarget(TARGETS, name);
    }

    /** What anybody sees who asks the server. */
    TrustedCollection seen() throws TrustException, RemoteException, IOException {
        return TrustedCollection.update(
                UpdateRequest.notary(GUN, server, new Publisher(server).cache(), TrustPins.FIRST_USE, now));
    }

    /** Every name that is signed. */
    List<String> names() throws TrustException, RemoteException, IOException {
        return seen().list(List.of()).stream()
                .map(target -> target.name())
                .sorted()
                .toList();
    }

    /** What nothing in the program can catch. */
    static final class Killed extends Error {
        private static final long serialVersionUID = 1L;
    }

    private void surviveOneMore() {
        if (changesLeft-- <= 0) {
            throw new Killed();
        }
    }

    private MetadataCache cache() {
        return new MetadataCache() {
            @Override
            public Optional<byte[]> load(RoleName role) {
                return Optional.ofNullable(cached.get(role)).map(byte[]::clone);
            }

            @Override
            public void store(RoleName role, byte[] bytes) {
                surviveOneMore();
                cached.put(role, bytes.clone());
            }

            @Override
            public void remove(RoleName role) {
                surviveOneMore();
                cached.remove(role);
            }
        };
    }
}
