package dev.navicert.disk;

import dev.navicert.change.ChangeEntry;
import dev.navicert.change.Changelist;
import dev.navicert.change.StagedChange;
import dev.navicert.tuf.json.MalformedJsonException;
import java.io.IOException;
import java.math.BigInteger;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
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
 * <p>Every file counts, whatever it is called, because Notary counts it. Directories do not. Of what is there at most
 * {@value #MAX_FILES} files and {@value #MAX_BYTES} bytes in all are read.
 *
 * @see <a href="https://github.com/notaryproject/notary/blob/v0.7.0/client/changelist/file_changelist.go">Notary
 *     client/changelist/file_changelist.go</a>
 */
final class FileChangelist implements Changelist {
    static final int MAX_FILES = 1_000_000;
    static final long MAX_BYTES = 256L << 20;

    private static final Pattern NAME = Pattern.compile("([0-9]{20})_.*");
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
        for (Path file : files()) {
            try {
                byte[] bytes = read(file, left);
                left -= bytes.length;
                changes.add(new StagedChange.Readable(name(file), ChangeEntry.parse(bytes)));
            } catch (IOException | MalformedJsonException e) {
                changes.add(new StagedChange.Unreadable(name(file), String.valueOf(e.getMessage())));
            }
        }
        return changes;
    }

    private static byte[] read(Path file, long limit) throws IOException {
        return CappedFile.read(file, limit)
                .orElseThrow(() -> new IOException("open " + file + ": no such file or directory"));
    }

    @Override
    public void append(ChangeEntry entry) throws IOException {
        String name = String.format("%020d_%s.change", time(), UUID.randomUUID());
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
        for (Path file : files()) {
            var matcher = NAME.matcher(name(file));
            BigInteger next = matcher.matches() ? new BigInteger(matcher.group(1)).add(BigInteger.ONE) : time;
            if (next.compareTo(LAST) <= 0) {
                time = time.max(next);
            }
        }
        return time;
    }

    @Override
    public void remove(Collection<? extends StagedChange> changes) throws IOException {
        delete(changes.stream().map(change -> directory.resolve(change.name())).toList());
    }

    @Override
    public void clear() throws IOException {
        delete(files());
    }

    /** Forced to the disk once for all: thousands may go at a time, and each would wait for the disk. */
    private void delete(List<Path> files) throws IOException {
        try {
            for (Path file : files) {
                delete(file);
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

    /** By the bytes of their names. */
    private List<Path> files() throws IOException {
        List<Path> files = new ArrayList<>();
        try (DirectoryStream<Path> entries = Files.newDirectoryStream(directory)) {
            for (Path entry : entries) {
                if (!Files.isDirectory(entry, LinkOption.NOFOLLOW_LINKS)) {
                    files.add(entry);
                }
                if (files.size() > MAX_FILES) {
                    throw new IOException("open " + directory + ": more than " + MAX_FILES + " files");
                }
            }
        } catch (DirectoryIteratorException e) {
            throw new IOException("readdirent " + directory + ": " + e.getMessage(), e);
        } catch (java.nio.file.FileSystemException e) {
            throw new IOException(GoFileWords.of("open", directory, e), e);
        }
        files.sort(null);
        return files;
    }

    private static String name(Path file) {
        return file.getFileName().toString();
    }
}
