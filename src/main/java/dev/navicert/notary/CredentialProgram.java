package dev.navicert.notary;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.navicert.tuf.json.Json;
import dev.navicert.tuf.json.MalformedJsonException;
import dev.navicert.tuf.json.Reading;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.regex.Pattern;

/**
 * A program {@code docker-credential-NAME} that keeps passwords for Docker. It is found on the absolute folders of {@code PATH},
 * gets the server's name on standard input, and has a deadline and a cap for its answer; the answer is never printed.
 *
 * @see <a href="https://github.com/docker/docker-credential-helpers#development">docker-credential-helpers</a>
 */
final class CredentialProgram {
    private static final int MAX_BYTES = 64 << 10;
    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{0,62}");

    /** What stands for the user where the secret is an identity token. */
    private static final String TOKEN_USER = "<token>";

    private final Path program;
    private final Map<String, String> environment;
    private final Duration patience;

    private CredentialProgram(Path program, Map<String, String> environment, Duration patience) {
        this.program = program;
        this.environment = environment;
        this.patience = patience;
    }

    /**
     * The helper of that name; nothing is started yet.
     *
     * @throws DockerLogin.UnusableException if the name is none that a helper can have, or there is no such program
     */
    static CredentialProgram called(String name, Map<String, String> environment, Duration patience)
            throws DockerLogin.UnusableException {
        if (!NAME.matcher(name).matches()) {
            throw new DockerLogin.UnusableException(
                    "names a credential helper that is no name: \"" + RegistryErrors.printable(name) + "\"");
        }
        String file = "docker-credential-" + name;
        for (String folder : environment.getOrDefault("PATH", "").split(":")) {
            if (folder.startsWith("/") && Files.isExecutable(Path.of(folder, file))) {
                return new CredentialProgram(Path.of(folder, file), environment, patience);
            }
        }
        throw new DockerLogin.UnusableException("names the credential helper " + file + ", which is not on the PATH");
    }

    /**
     * Asks for what it keeps under that name; empty if it says that it keeps nothing.
     *
     * @throws DockerLogin.UnusableException if it does not answer in time, or not with an answer
     */
    Optional<Credentials> ask(String server) throws DockerLogin.UnusableException {
        Process process = start();
        FutureTask<byte[]> answer = new FutureTask<>(() -> talk(process, server));
        Thread talking = new Thread(answer, program.getFileName().toString());
        talking.setDaemon(true);
        talking.start();
        try {
            byte[] bytes = answer.get(patience.toMillis(), TimeUnit.MILLISECONDS);
            if (bytes.length > MAX_BYTES) {
                throw unusable("answers with more than " + MAX_BYTES + " bytes");
            }
            // It has closed its output; a moment is enough for the rest.
            return process.waitFor(1, TimeUnit.SECONDS) && process.exitValue() == 0 ? read(bytes) : refused(bytes);
        } catch (TimeoutException e) {
            throw unusable("does not answer within " + patience.toSeconds() + " s");
        } catch (ExecutionException e) {
            throw unusable("breaks off");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw unusable("was interrupted");
        } finally {
            process.descendants().forEach(ProcessHandle::destroyForcibly);
            process.destroyForcibly();
        }
    }

    private Process start() throws DockerLogin.UnusableException {
        ProcessBuilder builder =
                new ProcessBuilder(program.toString(), "get").redirectError(ProcessBuilder.Redirect.DISCARD);
        builder.environment().clear();
        builder.environment().putAll(environment);
        try {
            return builder.start();
        } catch (IOException e) {
            throw unusable("cannot be started");
        }
    }

    private static byte[] talk(Process process, String server) throws IOException {
        try (OutputStream in = process.getOutputStream()) {
            in.write(server.getBytes(UTF_8));
        } catch (IOException e) {
            // It did not want to hear it all; what it says counts.
        }
        try (InputStream out = process.getInputStream()) {
            return out.readNBytes(MAX_BYTES + 1);
        }
    }

    private Optional<Credentials> read(byte[] answer) throws DockerLogin.UnusableException {
        try {
            if (Json.parse(answer, Reading.AS_GO) instanceof Json.Obj said) {
                String user = DockerLogins.text(said, "Username");
                String secret = DockerLogins.text(said, "Secret");
                if (user.equals(TOKEN_USER)) {
                    return Optional.of(new Credentials.IdentityToken(secret));
                }
                return user.isEmpty() || user.contains(":")
                        ? Optional.empty()
                        : Optional.of(new Credentials.Password(user, secret));
            }
        } catch (MalformedJsonException e) {
            // Its words may hold a secret: they are not repeated.
        }
        throw unusable("does not answer with a JSON object");
    }

    /** Helpers say on standard output that they do not know the server; anything else is trouble. */
    private Optional<Credentials> refused(byte[] answer) throws DockerLogin.UnusableException {
        if (new String(answer, UTF_8).strip().startsWith("credentials not found")) {
            return Optional.empty();
        }
        throw unusable("fails; try it: echo SERVER | " + program.getFileName() + " get");
    }

    private DockerLogin.UnusableException unusable(String why) {
        return new DockerLogin.UnusableException("names a credential helper, and " + program + " " + why);
    }
}
