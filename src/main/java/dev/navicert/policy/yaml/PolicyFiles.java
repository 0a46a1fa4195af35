package dev.navicert.policy.yaml;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The files of a policy, on the disk or as they once were, and a note of exactly which were read: the documents, and what
 * documents name that is part of the policy itself. What is only located (a server's credentials, its certificate authority)
 * is not read, and so never among them. For one reading by one thread.
 */
public final class PolicyFiles {
    private static final int MAX_FILE = 1 << 20;
    private static final int MAX_FILES = 1_000;

    private final Path place;
    private final @Nullable Map<Path, byte[]> documents;
    private final Map<Path, byte[]> attachments;
    private final Map<Path, Optional<byte[]>> read = new LinkedHashMap<>();

    private PolicyFiles(Path place, @Nullable Map<Path, byte[]> documents, Map<Path, byte[]> attachments) {
        this.place = place;
        this.documents = documents;
        this.attachments = attachments;
    }

    /**
     * A file, or every {@code .yaml}, {@code .yml} and {@code .json} file of a folder (not of its subfolders, and not hidden
     * ones, which is how a mounted ConfigMap stays readable). A link that leads nowhere is among them, and fails when it is
     * read: what it named may have held a rule.
     */
    public static PolicyFiles at(Path fileOrFolder) {
        return new PolicyFiles(fileOrFolder, null, Map.of());
    }

    /** What was read once from these places, whatever is there now. */
    public static PolicyFiles kept(Path fileOrFolder, Map<Path, byte[]> documents, Map<Path, byte[]> attachments) {
        return new PolicyFiles(fileOrFolder, new LinkedHashMap<>(documents), Map.copyOf(attachments));
    }

    /**
     * Where the documents are.
     *
     * @throws InvalidPolicyException if that cannot be found out
     */
    public List<Path> documents() throws InvalidPolicyException {
        if (documents != null) {
            return List.copyOf(documents.keySet());
        }
        if (!Files.isDirectory(place)) {
            return List.of(place);
        }
        try (Stream<Path> entries = Files.list(place)) {
            List<Path> files = entries.filter(PolicyFiles::isDocument)
                    .sorted()
                    .limit(MAX_FILES + 1L)
                    .toList();
            if (files.size() > MAX_FILES) {
                throw new InvalidPolicyException(List.of(place + ": more than " + MAX_FILES + " files"));
            }
            return files;
        } catch (IOException e) {
            throw new InvalidPolicyException(List.of(place + ": cannot be read: " + PolicyDocuments.reasonOf(e)));
        }
    }

    /** Every file that was asked for, those that could not be read included. */
    public Set<Path> asked() {
        return Set.copyOf(read.keySet());
    }

    /** What was read, in the order in which it was. */
    public Map<Path, byte[]> contents() {
        Map<Path, byte[]> contents = new LinkedHashMap<>();
        read.forEach((path, bytes) -> bytes.ifPresent(there -> contents.put(path, there)));
        return contents;
    }

    /** Whether the same was read from the same files. */
    public boolean readTheSameAs(PolicyFiles other) {
        Map<Path, byte[]> mine = contents();
        Map<Path, byte[]> theirs = other.contents();
        return mine.keySet().equals(theirs.keySet())
                && mine.entrySet().stream().allMatch(file -> Arrays.equals(file.getValue(), theirs.get(file.getKey())));
    }

    Path place() {
        return place;
    }

    byte[] bytes(Path file) throws IOException {
        Optional<byte[]> known = read.putIfAbsent(file, Optional.empty());
        if (known != null && known.isPresent()) {
            return known.get(); // the same for everybody who names it, even if it changes meanwhile
        }
        byte[] bytes = documents == null ? fromDisk(file) : kept(file, documents);
        read.put(file, Optional.of(bytes));
        return bytes;
    }

    private byte[] kept(Path file, Map<Path, byte[]> keptDocuments) throws IOException {
        byte[] bytes = keptDocuments.getOrDefault(file, attachments.get(file));
        if (bytes == null) {
            throw new NoSuchFileException(file.toString());
        }
        return bytes;
    }

    private static byte[] fromDisk(Path file) throws IOException {
        if (!Files.exists(file)) {
            throw new NoSuchFileException(file.toString());
        }
        if (!Files.isRegularFile(file)) {
            throw new IOException("it is no regular file");
        }
        try (InputStream in = Files.newInputStream(file)) {
            byte[] bytes = in.readNBytes(MAX_FILE + 1);
            if (bytes.length > MAX_FILE) {
                throw new IOException("it is larger than " + MAX_FILE + " bytes");
            }
            return bytes;
        }
    }

    private static boolean isDocument(Path path) {
        String name = String.valueOf(path.getFileName());
        boolean named = name.endsWith(".yaml") || name.endsWith(".yml") || name.endsWith(".json");
        return named && !name.startsWith(".") && !Files.isDirectory(path);
    }
}
