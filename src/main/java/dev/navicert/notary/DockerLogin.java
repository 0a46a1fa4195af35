package dev.navicert.notary;

import dev.navicert.tuf.json.Json;
import dev.navicert.tuf.json.MalformedJsonException;
import dev.navicert.tuf.json.Reading;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * What {@code docker login} has left on this machine for a trust server: the entry of {@code config.json} for the server's own
 * host, or what the credential helper keeps that the file names for it ({@code credHelpers}) or for all ({@code credsStore}).
 *
 * @see <a href="https://docs.docker.com/reference/cli/docker/login/#credential-stores">docker login</a>
 */
public final class DockerLogin {
    private static final int MAX_BYTES = 1 << 20;

    /** A helper may ask its user to unlock something first. */
    private static final Duration PATIENCE = Duration.ofMinutes(1);

    private final Path file;
    private final Map<String, String> environment;
    private final Duration patience;

    private DockerLogin(Path file, Map<String, String> environment, Duration patience) {
        this.file = file;
        this.environment = environment;
        this.patience = patience;
    }

    /** Docker's configuration cannot be used; the message says which file, and why, and no secret. */
    public static final class UnusableException extends Exception {
        private static final long serialVersionUID = 1L;

        UnusableException(String why) {
            super(why);
        }
    }

    /**
     * Of the user whose environment this is: {@code $DOCKER_CONFIG/config.json}, else {@code ~/.docker/config.json}; empty if
     * neither variable is set.
     *
     * @param directory what a relative path begins at
     */
    public static Optional<DockerLogin> ofUser(Map<String, String> environment, Path directory) {
        return ofUser(environment, directory, PATIENCE);
    }

    static Optional<DockerLogin> ofUser(Map<String, String> environment, Path directory, Duration patience) {
        String folder = environment.getOrDefault("DOCKER_CONFIG", "");
        String home = environment.getOrDefault("HOME", "");
        if (folder.isEmpty() && home.isEmpty()) {
            return Optional.empty();
        }
        try {
            Path path = folder.isEmpty() ? Path.of(home, ".docker") : Path.of(folder);
            return Optional.of(new DockerLogin(directory.resolve(path).resolve("config.json"), environment, patience));
        } catch (InvalidPathException e) {
            return Optional.empty();
        }
    }

    /** Where the configuration is, if it is anywhere. */
    public Path file() {
        return file;
    }

    /**
     * The credentials for a server; empty if there is no file, or nothing in it for that host.
     *
     * @param server the server's address
     */
    public Optional<Credentials> credentials(String server) throws UnusableException {
        try {
            byte[] content = content();
            if (content.length == 0 || !(Json.parse(content, Reading.AS_GO) instanceof Json.Obj top)) {
                return Optional.empty();
            }
            String host = DockerLogins.authority(server);
            Optional<Credentials> kept = fromHelper(top, host);
            // Not the older form: a whole configuration holds other objects as well.
            if (kept.isPresent() || !(top.get("auths") instanceof Json.Obj)) {
                return kept;
            }
            Optional<Json.Obj> entry = DockerLogins.parse(content).of(host);
            return entry.isPresent() ? DockerLogins.credentials(entry.get()) : Optional.empty();
        } catch (MalformedJsonException e) {
            throw new UnusableException(file + " cannot be used: " + e.getMessage());
        } catch (UnusableException e) {
            throw new UnusableException(file + " " + e.getMessage());
        }
    }

    private byte[] content() throws UnusableException {
        try (InputStream in = Files.newInputStream(file)) {
            byte[] content = in.readNBytes(MAX_BYTES + 1);
            if (content.length > MAX_BYTES) {
                throw new UnusableException("is longer than " + MAX_BYTES + " bytes");
            }
            return content;
        } catch (NoSuchFileException e) {
            return new byte[0];
        } catch (IOException e) {
            throw new UnusableException("cannot be read");
        }
    }

    private Optional<Credentials> fromHelper(Json.Obj top, String host) throws UnusableException {
        List<String> names =
                DockerLogins.spellings(host).map(DockerLogin::asDockerNamesIt).toList();
        if (top.get("credHelpers") instanceof Json.Obj helpers) {
            for (String name : names) {
                String helper = helper(helpers, name);
                if (!helper.isEmpty()) {
                    return CredentialProgram.called(helper, environment, patience)
                            .ask(name);
                }
            }
        }
        String store = DockerLogins.text(top, "credsStore");
        if (store.isEmpty()) {
            return Optional.empty();
        }
        CredentialProgram helper = CredentialProgram.called(store, environment, patience);
        for (String name : names) {
            Optional<Credentials> kept = helper.ask(name);
            if (kept.isPresent()) {
                return kept;
            }
        }
        return Optional.empty();
    }

    private static String helper(Json.Obj helpers, String name) {
        return helpers.members().entrySet().stream()
                .filter(entry -> entry.getKey().toLowerCase(Locale.ROOT).equals(name)
                        || DockerLogins.authority(entry.getKey()).equals(name))
                .map(entry -> entry.getValue() instanceof Json.Str text ? text.value() : "")
                .findFirst()
                .orElse("");
    }

    /** Docker keeps its own registry's password under an address, everybody else's under the host. */
    private static String asDockerNamesIt(String host) {
        return host.equals(DockerLogins.DOCKER_HUB) ? "https://index.docker.io/v1/" : host;
    }
}
