package dev.navicert.trustserver;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import dev.navicert.name.Gun;
import dev.navicert.trust.RemoteException;
import dev.navicert.trust.RemoteRepository;
import dev.navicert.tuf.RoleName;
import dev.navicert.tuf.TrustException;
import dev.navicert.tuf.crypto.PublicKey;
import dev.navicert.tuf.json.CanonicalJson;
import dev.navicert.tuf.json.MalformedJsonException;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A Notary server to which anybody may publish one collection: a {@link TrustServerSite}, and the routes that write. For
 * training and tests; the webhook and the demo have none.
 *
 * @see <a href="https://github.com/theupdateframework/notary/blob/v0.7.0/server/handlers/default.go">Notary
 *     server/handlers/default.go</a>
 */
public final class PublishingSite implements Site {
    /** Uploads of more bytes are refused. */
    public static final int MAX_UPLOAD = 64 << 20;

    private static final Pattern PART =
            Pattern.compile("filename=\"([^\"]+)\"\r\nContent-Type: [^\r]+\r\n\r\n(.*?)\r\n--", Pattern.DOTALL);
    private static final String KEY = ".key";

    private final TrustServerSite reading;
    private final String folder;
    private final RemoteRepository collection;

    private PublishingSite(TrustServerSite reading, String folder, RemoteRepository collection) {
        this.reading = reading;
        this.folder = folder;
        this.collection = collection;
    }

    /** A site with a collection in memory. */
    public static PublishingSite of(Gun gun, UploadedCollection collection) {
        return of(gun, collection, collection::files);
    }

    /**
     * A site with any collection.
     *
     * @param files what is served when it is asked
     */
    public static PublishingSite of(Gun gun, RemoteRepository collection, Supplier<RepositoryFiles> files) {
        return new PublishingSite(
                TrustServerSite.open().serve(gun, files), "/v2/" + gun.value() + "/_trust/tuf/", collection);
    }

    @Override
    public SiteAnswer answer(String method, URI uri, String authorization, InputStream body) throws IOException {
        String path = Optional.ofNullable(uri.getPath()).orElse("");
        if (!path.startsWith(folder)) {
            return reading.answer(method, uri, authorization);
        }
        String file = path.substring(folder.length());
        try {
            if (file.endsWith(KEY) && List.of("GET", "POST").contains(method)) {
                return key(method, file.substring(0, file.length() - KEY.length()));
            }
            if (file.isEmpty() && method.equals("POST")) {
                byte[] sent = body.readNBytes(MAX_UPLOAD + 1);
                if (sent.length > MAX_UPLOAD) {
                    return SiteAnswer.empty(413);
                }
                collection.upload(parts(sent));
                return SiteAnswer.empty(200);
            }
            if (file.isEmpty() && method.equals("DELETE")) {
                collection.delete();
                return SiteAnswer.empty(200);
            }
            return reading.answer(method, uri, authorization);
        } catch (RemoteException | TrustException e) {
            return refusal(e);
        }
    }

    private SiteAnswer key(String method, String name) throws RemoteException, TrustException {
        RoleName role = role(name);
        PublicKey key = method.equals("GET") ? collection.serverKey(role) : collection.rotateServerKey(role);
        try {
            return SiteAnswer.json(200, new String(CanonicalJson.encode(key.toJson()), ISO_8859_1));
        } catch (MalformedJsonException e) {
            throw new IllegalStateException("a key can be written", e);
        }
    }

    /** What a client takes for that exception. */
    private static SiteAnswer refusal(Exception e) {
        if (e instanceof RemoteException.Outdated) {
            return SiteError.VERSION.withDetail("\"\"");
        }
        if (e instanceof RemoteException.Unavailable unavailable) {
            return SiteAnswer.empty(unavailable.status());
        }
        if (e instanceof RemoteException.Unauthorized unauthorized) {
            return SiteAnswer.empty(unauthorized.status());
        }
        return SiteAnswer.empty(400);
    }

    /** The files of a multipart message by their names. Metadata is one line, so that no file looks like an end. */
    private static Map<RoleName, byte[]> parts(byte[] body) throws RemoteException {
        Map<RoleName, byte[]> files = new LinkedHashMap<>();
        Matcher part = PART.matcher(new String(body, ISO_8859_1));
        while (part.find()) {
            files.put(role(part.group(1)), part.group(2).getBytes(ISO_8859_1));
        }
        return files;
    }

    private static RoleName role(String name) throws RemoteException {
        return RoleName.parse(name).orElseThrow(() -> new RemoteException.Rejected("no role: " + name));
    }
}
