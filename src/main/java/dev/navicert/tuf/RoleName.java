package dev.navicert.tuf;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The name of a role: one of the four base roles, or a delegation below {@code targets}.
 *
 * <p>A delegation matches {@code ^[-a-z0-9_/]+$}, starts with {@code targets/}, is at most 255 characters long and
 * equals its cleaned path (no {@code //}, no trailing {@code /}): Notary {@code tuf/data/roles.go}. A {@code RoleName}
 * is therefore always safe as a relative path and as part of a URL.
 *
 * @param value the name as metadata writes it, for example {@code targets/releases}
 */
public record RoleName(String value) implements Comparable<RoleName> {
    // First, because the constants below are checked by the constructor.
    private static final int MAX_LENGTH = 255;

    public static final RoleName ROOT = new RoleName("root");
    public static final RoleName TARGETS = new RoleName("targets");
    public static final RoleName SNAPSHOT = new RoleName("snapshot");
    public static final RoleName TIMESTAMP = new RoleName("timestamp");
    /** The delegation that Docker prefers over {@link #TARGETS} when it looks up a tag. */
    public static final RoleName RELEASES = new RoleName("targets/releases");

    /** @throws IllegalArgumentException if the text is neither a base role nor a valid delegation */
    public RoleName {
        if (!isValid(value)) {
            throw new IllegalArgumentException("not a role name: " + value);
        }
    }

    /** Reads a role name from outside; empty if the text is not one. */
    public static Optional<RoleName> parse(String text) {
        return isValid(text) ? Optional.of(new RoleName(text)) : Optional.empty();
    }

    private static boolean isValid(String text) {
        return switch (text) {
            case "root", "targets", "snapshot", "timestamp" -> true;
            default -> text.length() <= MAX_LENGTH && text.startsWith("targets/") && isPath(text);
        };
    }

    /** Names of {@code [-a-z0-9_]} with a slash between each two. Not a {@code Pattern}: the first one costs every start 5 ms. */
    private static boolean isPath(String text) {
        char before = '/';
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            boolean named = c >= 'a' && c <= 'z' || c >= '0' && c <= '9' || c == '-' || c == '_';
            if (!named && (c != '/' || before == '/')) {
                return false;
            }
            before = c;
        }
        return before != '/';
    }

    /** Whether this role was delegated by {@code targets} or one of its descendants. */
    public boolean isDelegation() {
        return value.startsWith("targets/");
    }

    /** The role one level up; empty for base roles. */
    public Optional<RoleName> parent() {
        return isDelegation()
                ? Optional.of(new RoleName(value.substring(0, value.lastIndexOf('/'))))
                : Optional.empty();
    }

    /** Whether this role lies anywhere below {@code ancestor}. */
    public boolean isBelow(RoleName ancestor) {
        return value.startsWith(ancestor.value + "/");
    }

    @Override
    public int compareTo(RoleName other) {
        return value.compareTo(other.value);
    }

    // Written out because it keys maps: the JVM weaves a record's own at the first call, 15 ms of every start.
    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof RoleName that && value.equals(that.value);
    }

    @Override
    public int hashCode() {
        return value.hashCode();
    }

    @Override
    public String toString() {
        return value;
    }
}
