package dev.navicert.cli.passphrases;

import dev.navicert.cli.terminal.FatalException;
import dev.navicert.tuf.json.GoQuote;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Passphrases in a file or behind a descriptor. One line is the passphrase of every key. Where each line begins with a role
 * and a colon, it is that role's: {@code root:}, {@code targets:}, {@code snapshot:}, {@code timestamp:}, {@code delegation:}
 * for all other roles, {@code *:} for whatever has no line of its own. Nothing is trimmed but the end of the line.
 */
public final class PassphraseFile implements Provided {
    /** Far more than passphrases for all roles. */
    static final int MAX_BYTES = 64 << 10;

    private static final String ANY = "*";
    private static final String DELEGATION = "delegation";
    private static final Set<String> ROLES = Set.of("root", "targets", "snapshot", "timestamp", DELEGATION, ANY);

    private final String origin;
    private final Map<String, char[]> byRole;

    private PassphraseFile(String origin, Map<String, char[]> byRole) {
        this.origin = origin;
        this.byRole = byRole;
    }

    /**
     * Reads all of it.
     *
     * @param origin what to call it in messages
     * @throws FatalException if it is empty, too long, or has several lines of which some name no role
     */
    public static PassphraseFile read(String origin, InputStream in) throws FatalException {
        byte[] bytes = new byte[MAX_BYTES + 1];
        char[] text = new char[0];
        try {
            int length = in.readNBytes(bytes, 0, bytes.length);
            if (length > MAX_BYTES) {
                throw FatalException.usage(
                        origin + " holds more than " + MAX_BYTES + " bytes, which are no passphrases");
            }
            CharBuffer decoded = StandardCharsets.UTF_8.decode(ByteBuffer.wrap(bytes, 0, length));
            text = Arrays.copyOf(decoded.array(), decoded.remaining());
            Arrays.fill(decoded.array(), '\0');
            return new PassphraseFile(origin, lines(origin, text));
        } catch (IOException e) {
            throw new FatalException("cannot read " + origin + ": " + e.getMessage(), e);
        } finally {
            Arrays.fill(bytes, (byte) 0);
            Arrays.fill(text, '\0');
        }
    }

    private static Map<String, char[]> lines(String origin, char[] text) throws FatalException {
        Map<String, char[]> byRole = new LinkedHashMap<>();
        int lines = 0;
        char @Nullable [] bare = null;
        for (int from = 0; from < text.length; ) {
            int to = from;
            while (to < text.length && text[to] != '\n') {
                to++;
            }
            int end = to > from && text[to - 1] == '\r' ? to - 1 : to;
            if (end > from) {
                lines++;
                String role = role(text, from, end);
                if (role.isEmpty()) {
                    bare = Arrays.copyOfRange(text, from, end);
                } else if (end > from + role.length() + 1
                        && byRole.put(role, Arrays.copyOfRange(text, from + role.length() + 1, end)) != null) {
                    throw FatalException.usage(origin + " has two passphrases for " + GoQuote.text(role));
                }
            }
            from = to + 1;
        }
        if (bare != null && lines > 1) {
            throw FatalException.usage(origin + " has several lines, so each must begin with a role and a colon: root,"
                    + " targets, snapshot, timestamp, delegation, or * for all others");
        }
        if (bare != null) {
            byRole.put(ANY, bare);
        }
        if (byRole.isEmpty()) {
            throw FatalException.usage(origin + " holds no passphrase");
        }
        return byRole;
    }

    /** The role that a line begins with; empty if it begins with none. */
    private static String role(char[] text, int from, int end) {
        for (String role : ROLES) {
            int colon = from + role.length();
            if (colon < end && text[colon] == ':' && new String(text, from, role.length()).equals(role)) {
                return role;
            }
        }
        return "";
    }

    @Override
    public Optional<char[]> passphrase(String role) {
        boolean named = ROLES.contains(role) && !role.equals(ANY);
        char[] own = byRole.get(named ? role : DELEGATION);
        char[] found = own == null ? byRole.get(ANY) : own;
        return Optional.ofNullable(found).map(char[]::clone);
    }

    /** Forgets what was read. */
    public void wipe() {
        byRole.values().forEach(passphrase -> Arrays.fill(passphrase, '\0'));
        byRole.clear();
    }

    @Override
    public String origin(String role) {
        return origin;
    }
}
