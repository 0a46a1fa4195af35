package dev.navicert.webhook;

import dev.navicert.policy.PolicySet;
import dev.navicert.policy.yaml.InvalidPolicyException;
import dev.navicert.policy.yaml.PolicyDocuments;
import dev.navicert.trust.TrustServer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * A copy, in the state directory, of the files that made the policy in force: what a webhook starts with that finds its policy
 * broken. Credentials are not copied.
 */
final class LastGoodPolicy {
    private static final List<String> ENDINGS = List.of(".yaml", ".yml", ".json", ".pem", ".crt", ".cer");
    private static final int DEPTH = 3;
    private static final int MAX_FILES = 1000;

    private final Path files;
    private final Path copy;

    LastGoodPolicy(Path files, Path state) {
        this.files = files;
        this.copy = state.resolve("policy");
    }

    /** What may be part of the policy: the folder's files, or the file and what lies beside it. */
    List<Path> parts() throws IOException {
        Path folder = folder();
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        int depth = folder.equals(files) ? DEPTH : 1;
        try (Stream<Path> found = Files.walk(folder, depth, java.nio.file.FileVisitOption.FOLLOW_LINKS)) {
            return found.filter(LastGoodPolicy::isPart)
                    .sorted()
                    .limit(MAX_FILES)
                    .toList();
        } catch (java.io.UncheckedIOException e) {
            throw e.getCause();
        }
    }

    /** Keeps the files of a set that has just been read. */
    void keep(PolicySet set) throws IOException {
        Set<Path> secrets = new HashSet<>();
        for (TrustServer server : set.servers()) {
            server.credentials().map(source -> Path.of(source.file())).ifPresent(secrets::add);
        }
        Path draft = copy.resolveSibling("policy.new");
        remove(draft);
        Files.createDirectories(
                draft, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
        for (Path part : parts()) {
            if (!secrets.contains(part.toAbsolutePath().normalize())) {
                Path target = draft.resolve(folder().relativize(part).toString());
                Files.createDirectories(target.getParent());
                Files.copy(part, target, StandardCopyOption.REPLACE_EXISTING);
            }
        }
        Files.writeString(draft.resolve(".of"), files.toString());
        remove(copy);
        Files.move(draft, copy, StandardCopyOption.ATOMIC_MOVE);
    }

    /** The set that was kept, if it was one of these files and can still be read. */
    Optional<PolicySet> recall() {
        try {
            if (!Files.isRegularFile(copy.resolve(".of"))
                    || !Files.readString(copy.resolve(".of")).equals(files.toString())) {
                return Optional.empty();
            }
            boolean isFolder = folder().equals(files);
            return Optional.of(PolicyDocuments.read(
                    isFolder ? copy : copy.resolve(files.getFileName().toString())));
        } catch (IOException | InvalidPolicyException e) {
            return Optional.empty();
        }
    }

    private Path folder() {
        Path parent = files.getParent();
        return Files.isDirectory(files) || parent == null ? files : parent;
    }

    private static boolean isPart(Path path) {
        String name = String.valueOf(path.getFileName()).toLowerCase(Locale.ROOT);
        return !name.startsWith(".") && ENDINGS.stream().anyMatch(name::endsWith) && Files.isRegularFile(path);
    }

    private static void remove(Path folder) throws IOException {
        if (!Files.exists(folder)) {
            return;
        }
        try (Stream<Path> all = Files.walk(folder)) {
            for (Path path : all.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(path);
            }
        }
    }
}
