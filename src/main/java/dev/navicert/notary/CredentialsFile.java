package dev.navicert.notary;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.navicert.trust.RemoteException;
import dev.navicert.tuf.json.Json;
import dev.navicert.tuf.json.MalformedJsonException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/**
 * Credentials in a file: what {@code docker login} writes, which is also what pull secrets hold, or one line {@code
 * user:password}. Read each time some are needed, so a rotated Secret counts at once.
 *
 * <p>Of Docker's entries only the one for the trust server's host counts, or for the host that the policy names instead: a
 * password for one host is shown to no other because nothing else was in the file.
 */
public final class CredentialsFile implements Login {
    private static final int MAX_BYTES = 1 << 20;

    private final Path file;
    private final String host;

    /**
     * @param server the address of the trust server that the file was configured for
     * @param named the host, or host:port, whose entry counts in place of the server's
     */
    public CredentialsFile(Path file, String server, Optional<String> named) {
        this.file = file;
        this.host = DockerLogins.authority(named.orElse(server));
    }

    @Override
    public Optional<Credentials> credentials() throws RemoteException {
        byte[] content;
        try (InputStream in = Files.newInputStream(file)) {
            content = in.readNBytes(MAX_BYTES);
        } catch (IOException e) {
            throw unusable("cannot be read");
        }
        String text = new String(content, UTF_8).strip();
        return Optional.of(text.startsWith("{") ? fromDocker(content) : fromLine(text));
    }

    private Credentials fromLine(String text) throws RemoteException {
        int colon = text.indexOf(':');
        if (colon < 1 || text.contains("\n")) {
            throw unusable("holds neither Docker's JSON nor one line user:password");
        }
        return new Credentials.Password(text.substring(0, colon), text.substring(colon + 1));
    }

    private Credentials fromDocker(byte[] content) throws RemoteException {
        DockerLogins logins;
        try {
            logins = DockerLogins.parse(content);
        } catch (MalformedJsonException e) {
            throw unusable("is no JSON object");
        }
        Optional<Json.Obj> login = logins.of(host);
        if (login.isEmpty()) {
            throw new RemoteException.Unauthorized(
                    401,
                    "no credentials for " + host + " in " + file + ": " + logins.hosts()
                            + "; add an entry for it, or name the one that counts as host in credentials");
        }
        try {
            return DockerLogins.credentials(login.get())
                    .orElseThrow(
                            () -> unusable("has an entry without user; a credential helper cannot be asked from here"));
        } catch (MalformedJsonException e) {
            throw unusable("has an entry whose " + e.getMessage());
        }
    }

    private RemoteException unusable(String why) {
        return new RemoteException.Unauthorized(401, "credentials file " + file + " for " + host + " " + why);
    }
}
