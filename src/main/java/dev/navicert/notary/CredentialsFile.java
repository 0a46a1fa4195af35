package dev.navicert.notary;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.navicert.trust.RemoteException;
import dev.navicert.tuf.json.Json;
import dev.navicert.tuf.json.MalformedJsonException;
import dev.navicert.tuf.json.Reading;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * Credentials in a file: what {@code docker login} writes, which is also what pull secrets hold, or one line {@code
 * user:password}. Read each time some are needed, so a rotated Secret counts at once.
 *
 * <p>Of several entries, the one named after the server counts, with its port, without, or as a URL; a single entry counts
 * whatever its name is, since the file was configured for this server.
 */
public final class CredentialsFile implements Login {
    private static final int MAX_BYTES = 1 << 20;

    private final Path file;
    private final String authority;

    /** @param server the address of the trust server that the file was configured for */
    public CredentialsFile(Path file, String server) {
        this.file = file;
        this.authority = bare(server);
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
        try {
            if (!(Json.parse(content, Reading.AS_GO) instanceof Json.Obj top)) {
                throw unusable("is no JSON object");
            }
            Json.Obj auths = top.get("auths") instanceof Json.Obj inner ? inner : top;
            Map<String, Json.Obj> entries = new LinkedHashMap<>();
            auths.members().forEach((name, value) -> {
                if (value instanceof Json.Obj entry) {
                    entries.put(bare(name), entry);
                }
            });
            Json.Obj only = entries.size() == 1 ? entries.values().iterator().next() : null;
            Json.Obj byHost = entries.getOrDefault(authority.replaceFirst(":[0-9]+$", ""), only);
            Json.Obj entry = entries.getOrDefault(authority, byHost);
            if (entry == null) {
                throw unusable("has no entry for " + authority);
            }
            return credentials(entry);
        } catch (MalformedJsonException e) {
            throw unusable("is no JSON");
        }
    }

    private Credentials credentials(Json.Obj entry) throws RemoteException {
        String token = text(entry, "identitytoken");
        if (!token.isEmpty()) {
            return new Credentials.IdentityToken(token);
        }
        if (!text(entry, "username").isEmpty()) {
            return new Credentials.Password(text(entry, "username"), text(entry, "password"));
        }
        try {
            String pair = new String(Base64.getDecoder().decode(text(entry, "auth")), UTF_8);
            int colon = pair.indexOf(':');
            if (colon > 0) {
                return new Credentials.Password(
                        pair.substring(0, colon), pair.substring(colon + 1).replace("\0", ""));
            }
        } catch (IllegalArgumentException notBase64) {
            throw unusable("has an entry whose auth is not base64");
        }
        throw unusable("has an entry without user; a credential helper cannot be asked from here");
    }

    private static String text(Json.Obj entry, String name) {
        return entry.get(name) instanceof Json.Str text ? text.value() : "";
    }

    private RemoteException unusable(String why) {
        return new RemoteException.Unauthorized(401, "credentials file " + file + " for " + authority + " " + why);
    }

    /** Host and port, without what Docker puts around them. */
    private static String bare(String name) {
        return name.toLowerCase(Locale.ROOT).replaceFirst("^[a-z]+://", "").replaceFirst("/.*$", "");
    }
}
