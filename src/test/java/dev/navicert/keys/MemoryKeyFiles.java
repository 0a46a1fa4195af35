package dev.navicert.keys;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Key files in memory. */
public final class MemoryKeyFiles implements KeyFiles {
    public final Map<String, byte[]> content = new TreeMap<>();
    /** Whether the file system lets files go. */
    public boolean removable = true;

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
    public void remove(String name) throws IOException {
        if (!removable) {
            throw new IOException("remove " + name + ".key: read-only file system");
        }
        content.remove(name);
    }
}
