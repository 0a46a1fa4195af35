package dev.navicert.tuf.json;

import java.util.AbstractMap;
import java.util.AbstractSet;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Objects;
import java.util.Set;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * The members of an object in their order, unmodifiable. Metadata of ten thousand targets is twenty thousand objects of two
 * members; a {@code LinkedHashMap} behind a wrapper takes three times the memory of these arrays.
 */
final class Members extends AbstractMap<String, Json> {
    static final Members NONE = new Builder().build();

    /** As many are looked through one by one. */
    private static final int FEW = 8;

    /** There may be room at the end. */
    private final @Nullable String[] names;

    private final Json[] values;
    private final int size;
    /** Where there are more than a few. */
    private final @Nullable Map<String, Integer> index;

    private Members(@Nullable String[] names, Json[] values, int size, @Nullable Map<String, Integer> index) {
        this.names = names;
        this.values = values;
        this.size = size;
        this.index = index;
    }

    static Members copyOf(Map<String, ? extends Json> map) {
        if (map instanceof Members members) {
            return members;
        }
        Builder builder = new Builder();
        map.forEach(builder::put);
        return builder.build();
    }

    String name(int i) {
        return Objects.requireNonNull(names[i]);
    }

    Json value(int i) {
        return values[i];
    }

    /** The same members by the order in which Go writes them. */
    Members sorted() {
        for (int i = 1; i < size; i++) {
            if (CodePointOrder.compare(name(i - 1), name(i)) > 0) {
                Builder sorted = new Builder();
                List<Integer> order = IntStream.range(0, size)
                        .boxed()
                        .sorted((a, b) -> CodePointOrder.compare(name(a), name(b)))
                        .toList();
                order.forEach(at -> sorted.put(name(at), values[at]));
                return sorted.build();
            }
        }
        return this;
    }

    @Override
    public int size() {
        return size;
    }

    @Override
    public @Nullable Json get(@Nullable Object name) {
        if (name == null) {
            return null;
        }
        Integer at = index == null ? Integer.valueOf(position(names, size, name)) : index.get(name);
        return at == null || at < 0 ? null : values[at];
    }

    @Override
    public boolean containsKey(@Nullable Object name) {
        return get(name) != null;
    }

    @Override
    public Set<Entry<String, Json>> entrySet() {
        return new AbstractSet<>() {
            @Override
            public int size() {
                return size;
            }

            @Override
            public Iterator<Entry<String, Json>> iterator() {
                return new Iterator<>() {
                    private int next;

                    @Override
                    public boolean hasNext() {
                        return next < size;
                    }

                    @Override
                    public Entry<String, Json> next() {
                        if (next == size) {
                            throw new NoSuchElementException();
                        }
                        return Map.entry(name(next), values[next++]);
                    }
                };
            }
        };
    }

    /** Collects members; used once. Whatever is added, in whatever order, takes the same time. */
    static final class Builder {
        private @Nullable String[] names = new String[4];
        private Json[] values = new Json[4];
        private int size;
        private int holes;
        private @Nullable Map<String, Integer> index;

        /** Adds a member at the end; one of that name that was there goes. Returns whether there was one. */
        boolean put(String name, Json value) {
            boolean repeated = remove(name);
            if (size == names.length) {
                names = Arrays.copyOf(names, 2 * size);
                values = Arrays.copyOf(values, 2 * size);
            }
            names[size] = name;
            values[size] = value;
            size++;
            if (index != null) {
                index.put(name, size - 1);
            } else if (size > FEW) {
                index = index(names, size);
            }
            return repeated;
        }

        private boolean remove(String name) {
            int at = index == null ? position(names, size, name) : index.getOrDefault(name, -1);
            if (at >= 0) {
                names[at] = null;
                holes++;
            }
            return at >= 0;
        }

        Members build() {
            if (holes > 0) {
                closeHoles();
            }
            return new Members(names, values, size, index);
        }

        private void closeHoles() {
            int kept = 0;
            for (int i = 0; i < size; i++) {
                if (names[i] != null) {
                    names[kept] = names[i];
                    values[kept++] = values[i];
                }
            }
            size = kept;
            index = size > FEW ? index(names, size) : null;
        }
    }

    private static Map<String, Integer> index(@Nullable String[] names, int size) {
        Map<String, Integer> index = new HashMap<>();
        for (int i = 0; i < size; i++) {
            String name = names[i];
            if (name != null) {
                index.put(name, i);
            }
        }
        return index;
    }

    private static int position(@Nullable String[] names, int size, Object name) {
        for (int i = 0; i < size; i++) {
            if (name.equals(names[i])) {
                return i;
            }
        }
        return -1;
    }
}
