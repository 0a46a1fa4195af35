package dev.navicert.policy.yaml;

import dev.navicert.policy.Mode;
import dev.navicert.policy.Policy;
import dev.navicert.policy.PolicySet;
import dev.navicert.policy.ServerPolicy;
import dev.navicert.policy.document.Attachments;
import dev.navicert.policy.document.Document;
import dev.navicert.policy.document.DocumentReader;
import dev.navicert.policy.document.InvalidDocumentException;
import dev.navicert.policy.document.Node;
import dev.navicert.policy.document.Position;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * Reads a policy set from a file, or from every {@code .yaml}, {@code .yml} and {@code .json} file of a folder (not of its
 * subfolders, and not hidden ones, which is how a mounted ConfigMap stays readable). All or nothing: one bad document and there is
 * no set.
 */
public final class PolicyDocuments implements Attachments {
    private static final int MAX_FILE = 1 << 20;
    private static final int MAX_FILES = 1_000;

    private final Path folder;

    private PolicyDocuments(Path folder) {
        this.folder = folder;
    }

    /**
     * Reads a policy set whose default mode is to enforce.
     *
     * @throws InvalidPolicyException naming every document that is refused, with file, line and reason
     */
    public static PolicySet read(Path fileOrFolder) throws InvalidPolicyException {
        List<String> problems = new ArrayList<>();
        Map<String, Document> documents = new LinkedHashMap<>();
        for (Path file : files(fileOrFolder)) {
            try {
                PolicyDocuments surroundings = new PolicyDocuments(parentOf(file));
                DocumentReader reader = new DocumentReader(surroundings);
                for (Node root : YamlReader.read(file.toString(), text(file))) {
                    add(root, reader, documents, problems);
                }
            } catch (InvalidDocumentException e) {
                problems.add(String.valueOf(e.getMessage()));
            } catch (IOException e) {
                problems.add(file + ": cannot be read: " + reasonOf(e));
            }
        }
        if (problems.isEmpty() && documents.isEmpty()) {
            problems.add(fileOrFolder + ": holds no policy document");
        }
        if (!problems.isEmpty()) {
            throw new InvalidPolicyException(problems);
        }
        return set(documents.values().stream().toList());
    }

    private static void add(Node root, DocumentReader reader, Map<String, Document> documents, List<String> problems) {
        try {
            Document document = reader.read(root);
            Document earlier = documents.putIfAbsent(document.name(), document);
            if (earlier != null) {
                throw new InvalidDocumentException(
                        document.position(), document.name() + " is there already, at " + earlier.position());
            }
        } catch (InvalidDocumentException e) {
            problems.add(String.valueOf(e.getMessage()));
        }
    }

    private static PolicySet set(List<Document> documents) {
        List<ServerPolicy> servers = new ArrayList<>();
        List<Policy> policies = new ArrayList<>();
        documents.forEach(document -> document.fold(servers::add, policies::add));
        return new PolicySet(servers, policies, Mode.ENFORCE);
    }

    private static List<Path> files(Path fileOrFolder) throws InvalidPolicyException {
        if (!Files.isDirectory(fileOrFolder)) {
            return List.of(fileOrFolder);
        }
        try (Stream<Path> entries = Files.list(fileOrFolder)) {
            List<Path> files = entries.filter(PolicyDocuments::isDocument)
                    .sorted()
                    .limit(MAX_FILES + 1L)
                    .toList();
            if (files.size() > MAX_FILES) {
                throw new InvalidPolicyException(List.of(fileOrFolder + ": more than " + MAX_FILES + " files"));
            }
            return files;
        } catch (IOException e) {
            throw new InvalidPolicyException(List.of(fileOrFolder + ": cannot be read: " + reasonOf(e)));
        }
    }

    private static boolean isDocument(Path path) {
        String name = String.valueOf(path.getFileName());
        boolean named = name.endsWith(".yaml") || name.endsWith(".yml") || name.endsWith(".json");
        return named && !name.startsWith(".") && Files.isRegularFile(path);
    }

    private static String text(Path file) throws IOException, InvalidDocumentException {
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes(file)))
                    .toString();
        } catch (CharacterCodingException e) {
            throw new InvalidDocumentException(new Position(file.toString(), 0), "is not UTF-8");
        }
    }

    private static byte[] bytes(Path file) throws IOException {
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

    @Override
    public String locate(String path) throws IOException {
        try {
            return folder.resolve(path).normalize().toString();
        } catch (InvalidPathException e) {
            throw new IOException("it is no path", e);
        }
    }

    @Override
    public byte[] read(String path) throws IOException {
        try {
            return bytes(Path.of(locate(path)));
        } catch (IOException e) {
            throw new IOException(reasonOf(e), e);
        }
    }

    private static Path parentOf(Path file) {
        Path parent = file.toAbsolutePath().getParent();
        return parent == null ? file.toAbsolutePath() : parent;
    }

    private static String reasonOf(IOException e) {
        if (e instanceof NoSuchFileException) {
            return "there is no such file";
        }
        return e instanceof AccessDeniedException ? "permission denied" : String.valueOf(e.getMessage());
    }
}
