package dev.navicert.disk;

import dev.navicert.name.Gun;
import dev.navicert.trust.Anchor;
import dev.navicert.trust.Floors;
import dev.navicert.trust.Memory;
import dev.navicert.tuf.Checksum;
import dev.navicert.tuf.RoleName;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The file that says what is kept of a repository: lines of words, the last one a checksum of those before it. One file, because
 * anchor, floors and the choice of metadata change together or not at all.
 *
 * <pre>
 * navicert state 1
 * server corp
 * gun registry.corp.example/team/app
 * anchor 1 5891b5b5… cert:49cf5c64…
 * checked 2026-11-27T20:00:00Z
 * floor root 1
 * floor targets 7
 * file root 5891b5b5…
 * file targets 8e1f…
 * check 0a6f…
 * </pre>
 *
 * <p>The checksum tells a damaged file from a whole one. It does not keep anybody from writing another.
 *
 * @param files the SHA-256 of each role's metadata, which is also the name of its file
 * @param checkedAtOrNull when a check began that the server answered with it, in whole seconds
 */
record StateFile(
        String server,
        Gun gun,
        Memory memory,
        Map<RoleName, String> files,
        @Nullable Instant checkedAtOrNull) {
    /** Far beyond any real repository: some 20,000 delegations. */
    static final int MAX_BYTES = 8 << 20;

    private static final String TITLE = "navicert state 1";
    private static final String CHECK = "check ";
    private static final Pattern VERSION = Pattern.compile("[1-9][0-9]{0,17}");
    private static final Pattern TIME = Pattern.compile("[0-9]{4}(-[0-9]{2}){2}T([0-9]{2}:){2}[0-9]{2}Z");
    private static final Pattern HASH = Pattern.compile("[0-9a-f]{64}");

    StateFile {
        files = Map.copyOf(files);
    }

    /** Why a file is not one of ours, or not whole. */
    static final class UnreadableException extends IOException {
        private static final long serialVersionUID = 1L;

        UnreadableException(String reason) {
            super(reason);
        }
    }

    /** @throws IOException if a name cannot be written in a line, or there is too much of it */
    byte[] toBytes() throws IOException {
        StringBuilder text = new StringBuilder(TITLE).append('\n');
        text.append("server ").append(line(server)).append('\n');
        text.append("gun ").append(line(gun.value())).append('\n');
        Anchor anchor = memory.anchor();
        if (anchor != null) {
            text.append("anchor ").append(anchor.rootVersion()).append(' ').append(line(anchor.sha256()));
            text.append(' ').append(line(anchor.pin())).append('\n');
        }
        if (checkedAtOrNull != null) {
            text.append("checked ").append(checkedAtOrNull).append('\n');
        }
        new TreeMap<>(memory.floors().versions())
                .forEach((role, version) -> text.append("floor ")
                        .append(role)
                        .append(' ')
                        .append(version)
                        .append('\n'));
        new TreeMap<>(files)
                .forEach((role, hash) -> text.append("file ")
                        .append(role)
                        .append(' ')
                        .append(hash)
                        .append('\n'));
        byte[] body = utf8(text);
        byte[] whole = utf8(text.append(CHECK).append(Checksum.sha256(body)).append('\n'));
        if (whole.length > MAX_BYTES) {
            throw new IOException("the state of " + gun + " would be longer than " + MAX_BYTES + " bytes");
        }
        return whole;
    }

    private static String line(String text) throws IOException {
        if (text.isEmpty() || text.chars().anyMatch(Character::isISOControl)) {
            throw new IOException("a name with control characters, or without any, cannot be kept");
        }
        return text;
    }

    private static byte[] utf8(CharSequence text) throws CharacterCodingException {
        ByteBuffer bytes = StandardCharsets.UTF_8.newEncoder().encode(CharBuffer.wrap(text));
        byte[] result = new byte[bytes.remaining()];
        bytes.get(result);
        return result;
    }

    /**
     * Reads a file as {@link #toBytes} writes it.
     *
     * @throws UnreadableException if it is anything else, whatever that might have meant
     */
    static StateFile parse(byte[] bytes) throws UnreadableException {
        String text = new String(bytes, StandardCharsets.UTF_8);
        if (!text.startsWith(TITLE + "\n")) {
            throw new UnreadableException("it does not begin with \"" + TITLE + "\"");
        }
        int check = text.lastIndexOf("\n" + CHECK) + 1;
        String body = text.substring(0, check);
        String sum = CHECK + Checksum.sha256(body.getBytes(StandardCharsets.UTF_8)) + "\n";
        if (check == 0 || !text.substring(check).equals(sum)) {
            throw new UnreadableException("its checksum is wrong: it was cut off or changed");
        }
        Lines lines = new Lines();
        for (String line : body.substring(TITLE.length() + 1, Math.max(TITLE.length() + 1, check - 1))
                .split("\n", -1)) {
            lines.read(line);
        }
        return lines.toStateFile();
    }

    /** What the lines said so far. */
    private static final class Lines {
        private @Nullable String server;
        private @Nullable Gun gun;
        private @Nullable Anchor anchor;
        private @Nullable Instant checkedAt;
        private final Map<RoleName, Long> floors = new HashMap<>();
        private final Map<RoleName, String> files = new HashMap<>();

        void read(String line) throws UnreadableException {
            int space = line.indexOf(' ');
            String rest = line.substring(space + 1);
            switch (space < 0 ? "" : line.substring(0, space)) {
                case "server" -> server = once(server, rest, line);
                case "gun" -> gun = once(gun, new Gun(rest), line);
                case "anchor" -> anchor = once(anchor, anchor(rest, line), line);
                case "checked" -> checkedAt = once(checkedAt, time(rest, line), line);
                case "floor" -> {
                    String[] words = words(rest, 2, line);
                    once(floors.putIfAbsent(role(words[0], line), version(words[1], line)), "", line);
                }
                case "file" -> {
                    String[] words = words(rest, 2, line);
                    once(files.putIfAbsent(role(words[0], line), hash(words[1], line)), "", line);
                }
                default -> throw odd(line);
            }
        }

        StateFile toStateFile() throws UnreadableException {
            if (server == null || gun == null) {
                throw new UnreadableException("it does not say which repository it belongs to");
            }
            return new StateFile(server, gun, new Memory(new Floors(floors), anchor), files, checkedAt);
        }

        private static Anchor anchor(String rest, String line) throws UnreadableException {
            String[] words = words(rest, 3, line);
            return new Anchor(words[2], version(words[0], line), hash(words[1], line));
        }

        private static <T> T once(@Nullable Object before, T value, String line) throws UnreadableException {
            if (before != null) {
                throw odd(line);
            }
            return value;
        }

        private static String[] words(String rest, int count, String line) throws UnreadableException {
            String[] words = rest.split(" ", count);
            if (words.length != count) {
                throw odd(line);
            }
            return words;
        }

        private static RoleName role(String word, String line) throws UnreadableException {
            return RoleName.parse(word).orElseThrow(() -> odd(line));
        }

        private static long version(String word, String line) throws UnreadableException {
            if (!VERSION.matcher(word).matches()) {
                throw odd(line);
            }
            return Long.parseLong(word);
        }

        private static Instant time(String word, String line) throws UnreadableException {
            if (!TIME.matcher(word).matches()) {
                throw odd(line);
            }
            try {
                return Instant.parse(word);
            } catch (DateTimeParseException e) {
                throw odd(line);
            }
        }

        private static String hash(String word, String line) throws UnreadableException {
            if (!HASH.matcher(word).matches()) {
                throw odd(line);
            }
            return word;
        }

        private static UnreadableException odd(String line) {
            return new UnreadableException("the line \"" + line + "\" makes no sense there");
        }
    }
}
