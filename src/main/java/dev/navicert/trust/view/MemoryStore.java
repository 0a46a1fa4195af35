package dev.navicert.trust.view;

import dev.navicert.name.Gun;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** Remembers until the process ends: for a program that answers one question, and for tests. */
public final class MemoryStore implements RepositoryStore {
    private final Map<RepositoryName, Remembered> remembered = new ConcurrentHashMap<>();

    @Override
    public Optional<Remembered> recall(String server, Gun gun) {
        return Optional.ofNullable(remembered.get(new RepositoryName(server, gun)));
    }

    @Override
    public void remember(String server, Gun gun, Remembered what) {
        remembered.put(new RepositoryName(server, gun), what);
    }
}
