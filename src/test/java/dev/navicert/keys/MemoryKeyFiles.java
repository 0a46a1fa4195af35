package dev.navicert.keys;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Key files in memory. */
public final class MemoryKeyFiles implements KeyFiles {
    public final Map<String, byte[]> content = new TreeMap<>();

    @Override
    public List<String> list() {
        return new ArrayList<>(content.keySet());
    }

    @Override
    public Optional<byte[]> find(String name) {
        return Optional.ofNullable(content.get(name)).map(byte[]::clone);
    }

    @Override
    public void store(String name, byte[] bytes) {
        content.put(name, bytes.clone());
    }

    @Override
    public void remove(String name) {
        content.remove(name);
    }
}
