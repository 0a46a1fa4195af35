package dev.navicert.notary;

import dev.navicert.name.Gun;
import dev.navicert.trust.Deadline;
import dev.navicert.trust.RemoteException;
import dev.navicert.trust.RemoteException.NotFound;
import dev.navicert.trust.RemoteException.Rejected;
import dev.navicert.trust.RemoteRepository;
import dev.navicert.tuf.RoleName;
import dev.navicert.tuf.TrustException;
import dev.navicert.tuf.crypto.PublicKey;
import dev.navicert.tuf.json.Json;
import dev.navicert.tuf.json.MalformedJsonException;
import dev.navicert.tuf.json.Reading;
import java.util.Map;

/**
 * The routes that change what a Notary server has of a collection.
 *
 * @see <a href="https://github.com/theupdateframework/notary/blob/v0.7.0/storage/httpstore.go">Notary storage/httpstore.go</a>
 */
record WritingRoutes(ServerUrl server, Conversation conversation, Gun gun, Deadline deadline)
        implements RemoteRepository {
    /** Notary's {@code MaxKeySize}. */
    private static final long MAX_KEY = 256 << 10;

    private static final long MAX_CONFIRMATION = 4 << 10;
    private static final String WHOLE = "";

    @Override
    public void upload(Map<RoleName, byte[]> files) throws RemoteException {
        conversation.begin();
        HttpUrl url = url(WHOLE);
        Upload upload = Upload.of(files);
        Answer answer = ask(Request.post(url, upload.contentType(), upload.body(), MAX_CONFIRMATION));
        if (answer.status() == 400) {
            throw UploadRefusal.of(answer, url.withoutQuery());
        }
        check(answer, url, "POST metadata endpoint");
    }

    @Override
    public PublicKey serverKey(RoleName role) throws RemoteException, TrustException {
        conversation.begin();
        HttpUrl url = url(role + ".key");
        return key(Request.get(url, MAX_KEY, conversation.overlong()), role);
    }

    @Override
    public PublicKey rotateServerKey(RoleName role) throws RemoteException, TrustException {
        conversation.begin();
        HttpUrl url = url(role + ".key");
        return key(Request.post(url, MAX_KEY), role);
    }

    private PublicKey key(Request request, RoleName role) throws RemoteException, TrustException {
        Answer answer = ask(request);
        check(answer, request.url(), role + " key");
        try {
            return PublicKey.fromJson(Json.parse(answer.body(), Reading.AS_GO), Reading.AS_GO);
        } catch (MalformedJsonException e) {
            throw new TrustException.Malformed(role, String.valueOf(e.getMessage()));
        }
    }

    @Override
    public void delete() throws RemoteException {
        conversation.begin();
        HttpUrl url = url(WHOLE);
        check(ask(Request.delete(url, MAX_CONFIRMATION)), url, "DELETE metadata for GUN endpoint");
    }

    private HttpUrl url(String file) throws Rejected {
        try {
            return server.metadata(gun, file);
        } catch (IllegalArgumentException e) {
            throw new Rejected(String.valueOf(e.getMessage()));
        }
    }

    private Answer ask(Request request) throws RemoteException {
        return conversation.ask(request, gun, deadline);
    }

    private static void check(Answer answer, HttpUrl url, String resource) throws RemoteException {
        if (answer.status() != 200) {
            throw Refusal.of(
                    answer,
                    url,
                    new NotFound(resource, url.withoutQuery() + " is not there: 404; check the server's address"));
        }
    }
}
