package dev.navicert.trust.view;

import dev.navicert.trust.SignedTarget;
import dev.navicert.tuf.RoleName;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * What one role signs, packed: a webhook holds views of thousands of repositories, and nearly all of each is this. A fifth of
 * what the same takes as objects. Found by name and by content in a logarithmic number of steps, because the threads that ask
 * must not be held up by a role of ten thousand names.
 *
 * <p>SHA-512 is not kept; images are named by SHA-256. A target without a well-formed one is kept as a name without content.
 */
final class SignedTable {
    private static final int HASH = 32;

    private final RoleName role;
    private final String[] names;
    private final long[] lengths;
    private final byte[] hashes;

    /** By position: whether there is a hash. */
    private final boolean[] hashed;

    /**
     * The positions that have a hash, in order of the hashes' first four bytes, of equal ones in order of names. Four bytes a
     * name, and sorted as numbers: a view of ten thousand is made in two milliseconds more.
     */
    private final int[] byHash;

    private SignedTable(RoleName role, List<SignedTarget> sorted) {
        int size = sorted.size();
        this.role = role;
        this.names = new String[size];
        this.lengths = new long[size];
        this.hashes = new byte[size * HASH];
        this.hashed = new boolean[size];
        for (int i = 0; i < size; i++) {
            put(i, sorted.get(i));
        }
        this.byHash = IntStream.range(0, size)
                .filter(at -> hashed[at])
                .mapToLong(at -> (long) first(hashes, at) << Integer.SIZE | at)
                .sorted()
                .mapToInt(firstAndPosition -> (int) firstAndPosition)
                .toArray();
    }

    /** @param targets of this role, each name once */
    static SignedTable of(RoleName role, Collection<SignedTarget> targets) {
        return new SignedTable(
                role,
                targets.stream()
                        .sorted(Comparator.comparing(SignedTarget::name))
                        .toList());
    }

    private void put(int at, SignedTarget target) {
        names[at] = target.name();
        lengths[at] = target.length();
        Optional<byte[]> hash = target.sha256().flatMap(SignedTable::bytes);
        hashed[at] = hash.isPresent();
        hash.ifPresent(bytes -> System.arraycopy(bytes, 0, hashes, at * HASH, HASH));
    }

    private static Optional<byte[]> bytes(String hex) {
        return hex.length() == 2 * HASH ? Optional.of(HexFormat.of().parseHex(hex)) : Optional.empty();
    }

    Optional<SignedTarget> find(String name) {
        int at = Arrays.binarySearch(names, name);
        return at < 0 ? Optional.empty() : Optional.of(target(at));
    }

    /** In order of their names. */
    List<SignedTarget> withSha256(String hex) {
        return bytes(hex).map(this::withSha256).orElse(List.of());
    }

    private List<SignedTarget> withSha256(byte[] hash) {
        int first = first(hash, 0);
        return Arrays.stream(byHash, placeOf(first), byHash.length)
                .takeWhile(at -> first(hashes, at) == first)
                .filter(at -> Arrays.equals(hashes, at * HASH, (at + 1) * HASH, hash, 0, HASH))
                .mapToObj(this::target)
                .toList();
    }

    /** Where in {@link #byHash} the hashes begin whose first bytes are not below these. */
    private int placeOf(int first) {
        int low = 0;
        int high = byHash.length;
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (first(hashes, byHash[middle]) < first) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low;
    }

    /** Of the hash at a position, the first bytes as a number. */
    private static int first(byte[] hashes, int at) {
        return ByteBuffer.wrap(hashes).getInt(at * HASH);
    }

    private SignedTarget target(int at) {
        Map<String, String> named =
                hashed[at] ? Map.of("sha256", HexFormat.of().formatHex(hashes, at * HASH, (at + 1) * HASH)) : Map.of();
        return new SignedTarget(names[at], named, lengths[at], role);
    }
}
