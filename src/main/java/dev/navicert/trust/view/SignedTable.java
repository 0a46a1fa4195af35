package dev.navicert.trust.view;

import dev.navicert.trust.SignedTarget;
import dev.navicert.tuf.RoleName;
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
 * what the same takes as objects.
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

    private SignedTable(RoleName role, int size) {
        this.role = role;
        this.names = new String[size];
        this.lengths = new long[size];
        this.hashes = new byte[size * HASH];
        this.hashed = new boolean[size];
    }

    /** @param targets of this role, each name once */
    static SignedTable of(RoleName role, Collection<SignedTarget> targets) {
        SignedTable table = new SignedTable(role, targets.size());
        List<SignedTarget> sorted = targets.stream()
                .sorted(Comparator.comparing(SignedTarget::name))
                .toList();
        for (int i = 0; i < sorted.size(); i++) {
            table.put(i, sorted.get(i));
        }
        return table;
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
        Optional<byte[]> hash = bytes(hex);
        if (hash.isEmpty()) {
            return List.of();
        }
        return IntStream.range(0, names.length)
                .filter(at -> hashed[at] && Arrays.equals(hashes, at * HASH, (at + 1) * HASH, hash.get(), 0, HASH))
                .mapToObj(this::target)
                .toList();
    }

    private SignedTarget target(int at) {
        Map<String, String> named =
                hashed[at] ? Map.of("sha256", HexFormat.of().formatHex(hashes, at * HASH, (at + 1) * HASH)) : Map.of();
        return new SignedTarget(names[at], named, lengths[at], role);
    }
}
