package dev.navicert.disk;

import dev.navicert.change.ChangeEntry;
import dev.navicert.change.Changelist;
import dev.navicert.change.StagedChange;
import dev.navicert.tuf.json.MalformedJsonException;
import java.io.File;
import java.io.IOException;
import java.math.BigInteger;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.UUID;
import java.util.regex.Pattern;

/**
 * The {@code changelist} directory of one collection: a file per edit, in the order of their names, which begin with the time.
 *
 * <p>Every file counts, whatever it is called, because Notary counts it. Directories do not. No more than
 * {@value #MAX_FILES} entries are taken, and {@value #MAX_BYTES} bytes in all are read. All are removed with one wait for the disk:
 * thousands may go at a time, and each would wait.
 *
 * @see <a href="https://github.com/notaryproject/notary/blob/v0.7.0/client/changelist/file_changelist.go">Notary
 *     client/changelist/file_changelist.go</a>
 */
final class FileChangelist implements Changelist {
    static final int MAX_FILES = 1_000_000;
    static final long MAX_BYTES = 256L << 20;

    private static final int DIGITS = 20;
    private static final Pattern NAME = Pattern.compile("([0-9]{" + DIGITS + "})_.*");
    private static final BigInteger NANOS = BigInteger.valueOf(1_000_000_000);
    /** Go's clock ends here, and with it what fits in the name. */
    private static final BigInteger LAST = BigInteger.valueOf(Long.MAX_VALUE);

    private final Path directory;
    private final Clock clock;

    /** @param directory which exists, in one that can hold unfinished files */
    FileChangelist(Path directory, Clock clock) {
        this.directory = directory;
        this.clock = clock;
    }

    @Override
    public List<StagedChange> list() throws IOException {
        List<StagedChange> changes = new ArrayList<>();
        long left = MAX_BYTES;
        for (Path file : entries()) {
            try {
                BasicFileAttributes seen = look(file);
                if (!seen.isDirectory()) {
                    byte[] bytes = read(file, seen, left);
                    left -= bytes.length;
                    changes.add(new StagedChange.Readable(name(file), ChangeEntry.parse(bytes)));
                }
            } catch (FileSystemException e) {
                changes.add(new StagedChange.Unreadable(name(file), GoFileWords.of("open", file, e)));
            } catch (IOException | MalformedJsonException e) {
                changes.add(new StagedChange.Unreadable(name(file), String.valueOf(e.getMessage())));
            }
        }
        return changes;
    }

    /** What is there itself, not where a link leads. */
    private static BasicFileAttributes look(Path file) throws IOException {
        return Files.readAttributes(file, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
    }

    private static byte[] read(Path file, BasicFileAttributes seen, long limit) throws IOException {
        return seen.isSymbolicLink()
                ? CappedFile.read(file, limit).orElseThrow(() -> new NoSuchFileException(file.toString()))
                : CappedFile.read(file, seen, limit);
    }

    @Override
    public void append(ChangeEntry entry) throws IOException {
        String time = time().toString();
        String name = "0".repeat(DIGITS - time.length()) + time + "_" + UUID.randomUUID() + ".change";
        AtomicFile.write(
                directory.resolve(name),
                entry.toBytes(),
                directory.resolveSibling(".").normalize());
    }

    /** Now, or right after the last edit if the clock is not past it: two in one tick keep their order. */
    private BigInteger time() throws IOException {
        Instant now = clock.instant();
        BigInteger time =
                BigInteger.valueOf(now.getEpochSecond()).multiply(NANOS).add(BigInteger.valueOf(now.getNano()));
        for (Path file : entries()) {
            var matcher = NAME.matcher(name(file));
            BigInteger next = matcher.matches() ? new BigInteger(matcher.group(1)).add(BigInteger.ONE) : time;
            if (next.compareTo(time) > 0 && next.compareTo(LAST) <= 0 && isFile(file)) {
                time = next;
            }
        }
        return time;
    }

    @Override
    public void remove(Collection<? extends StagedChange> changes) throws IOException {
        File folder = directory.toFile();
        try {
            for (StagedChange change : changes) {
                // Without a look at it first; what stays is asked why.
                if (!new File(folder, change.name()).delete()) {
                    delete(directory.resolve(change.name()));
                }
            }
        } finally {
            AtomicFile.force(directory);
        }
    }

    @Override
    public void clear() throws IOException {
        try {
            for (Path file : entries()) {
                if (isFile(file)) {
                    delete(file);
                }
            }
        } finally {
            AtomicFile.force(directory);
        }
    }

    private static void delete(Path file) throws IOException {
        try {
            Files.deleteIfExists(file);
        } catch (IOException e) {
            throw new IOException(GoFileWords.of("remove", file, e), e);
        }
    }

    private static boolean isFile(Path entry) {
        return !Files.isDirectory(entry, LinkOption.NOFOLLOW_LINKS);
    }

    /** Files and directories, by the bytes of their names. */
    private List<Path> entries() throws IOException {
        List<Path> entries = new ArrayList<>();
        try (DirectoryStream<Path> stream = Files.newDirectoryStream(directory)) {
            for (Path entry : stream) {
                entries.add(entry);
                if (entries.size() > MAX_FILES) {
                    throw new IOException("open " + directory + ": more than " + MAX_FILES + " files");
                }
            }
        } catch (DirectoryIteratorException e) {
            throw new IOException("readdirent " + directory + ": " + e.getMessage(), e);
        } catch (FileSystemException e) {
            throw new IOException(GoFileWords.of("open", directory, e), e);
        }
        entries.sort(null);
        return entries;
    }

    private static String name(Path file) {
        return file.getFileName().toString();
    }
}
