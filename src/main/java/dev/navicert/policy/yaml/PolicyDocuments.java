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
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.InvalidPathException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Reads a policy set from its {@link PolicyFiles}. All or nothing: one bad document and there is no set. */
public final class PolicyDocuments implements Attachments {
    private final PolicyFiles files;
    private final Path folder;

    private PolicyDocuments(PolicyFiles files, Path folder) {
        this.files = files;
        this.folder = folder;
    }

    /** Reads the policy set that is in a file or a folder now. */
    public static PolicySet read(Path fileOrFolder) throws InvalidPolicyException {
        return read(PolicyFiles.at(fileOrFolder));
    }

    /**
     * Reads a policy set whose default mode is to enforce.
     *
     * @throws InvalidPolicyException naming every document that is refused, with file, line and reason
     */
    public static PolicySet read(PolicyFiles files) throws InvalidPolicyException {
        List<String> problems = new ArrayList<>();
        Map<String, Document> documents = new LinkedHashMap<>();
        for (Path file : files.documents()) {
            try {
                PolicyDocuments surroundings = new PolicyDocuments(files, parentOf(file));
                DocumentReader reader = new DocumentReader(surroundings);
                for (Node root : YamlReader.read(file.toString(), text(file, files.bytes(file)))) {
                    add(root, reader, documents, problems);
                }
            } catch (InvalidDocumentException e) {
                problems.add(String.valueOf(e.getMessage()));
            } catch (IOException e) {
                problems.add(file + ": cannot be read: " + reasonOf(e));
            }
        }
        if (problems.isEmpty() && documents.isEmpty()) {
            problems.add(files.place() + ": holds no policy document");
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

    private static String text(Path file, byte[] bytes) throws InvalidDocumentException {
        ByteBuffer rest = ByteBuffer.wrap(bytes); // what was decoded is behind its position
        try {
            return StandardCharsets.UTF_8.newDecoder().decode(rest).toString();
        } catch (CharacterCodingException e) {
            int line = 1;
            for (int at = 0; at < rest.position(); at++) {
                line += bytes[at] == '\n' ? 1 : 0;
            }
            throw new InvalidDocumentException(new Position(file.toString(), line), "is not UTF-8");
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
            return files.bytes(Path.of(locate(path)));
        } catch (IOException e) {
            throw new IOException(reasonOf(e), e);
        }
    }

    private static Path parentOf(Path file) {
        Path parent = file.toAbsolutePath().getParent();
        return parent == null ? file.toAbsolutePath() : parent;
    }

    static String reasonOf(IOException e) {
        if (e instanceof NoSuchFileException) {
            return "there is no such file";
        }
        return e instanceof AccessDeniedException ? "permission denied" : String.valueOf(e.getMessage());
    }
}
