package dev.navicert.notary;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.navicert.name.Gun;
import dev.navicert.trust.Deadline;
import dev.navicert.trust.RemoteException;
import dev.navicert.trust.RemoteException.Offline;
import dev.navicert.trust.RemoteException.Unreachable;
import dev.navicert.tuf.json.GoQuote;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.URLDecoder;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.LongSupplier;

/**
 * Meets a server as Notary 0.7 does: a ping first, whose failure means working offline and whose challenges stand for all
 * later requests; reads are anonymous, and repeated with credentials when that was not enough; whoever writes shows them at
 * once.
 *
 * <p>Notary never offers a password to a server that asks for it directly when it reads; so reading fails there, with Notary's
 * words, unless that defect is mended. The realm of a challenge is trusted, wherever it points: so it is in Notary.
 *
 * @see <a href="https://github.com/notaryproject/notary/blob/v0.7.0/cmd/notary/tuf.go">cmd/notary/tuf.go, getTransport</a>
 */
final class NotaryConversation implements Conversation {
    private static final Duration PING = Duration.ofSeconds(5);
    private static final Duration TOKEN = Duration.ofSeconds(15);
    private static final int MAX_REDIRECTS = 10;
    private static final long MAX_PING_ANSWER = 64 << 10;
    private static final String CLIENT_TIMEOUT = " (Client.Timeout exceeded while awaiting headers)";

    /** What is done about the defects of Notary that keep its users out. */
    enum Defects {
        /** Scripts may rely on them. */
        KEPT,
        MENDED
    }

    /** Notary reads everything anonymously first. */
    private record Visit(Gun gun, boolean withCredentials) {}

    private final Transport transport;
    private final Login login;
    private final Access access;
    private final Defects defects;
    private final boolean encrypted;
    private final LongSupplier nanoTime;
    private final Map<Visit, Authorization> authorizations = new HashMap<>();
    private List<Challenge> challenges = List.of();
    private Optional<String> unreachable = Optional.empty();

    private NotaryConversation(
            ServerUrl server, Access access, Defects defects, Transport transport, Login login, LongSupplier nanoTime) {
        this.transport = transport;
        this.login = login;
        this.access = access;
        this.defects = defects;
        this.nanoTime = nanoTime;
        this.encrypted = server.parts().scheme().equals("https");
    }

    /** Pings; never fails. */
    static NotaryConversation ping(
            ServerUrl server, Access access, Defects defects, Transport transport, Login login, Deadline deadline) {
        return ping(server, access, defects, transport, login, deadline, System::nanoTime);
    }

    /** @param nanoTime a clock that is never set, for the life of tokens */
    static NotaryConversation ping(
            ServerUrl server,
            Access access,
            Defects defects,
            Transport transport,
            Login login,
            Deadline deadline,
            LongSupplier nanoTime) {
        NotaryConversation conversation = new NotaryConversation(server, access, defects, transport, login, nanoTime);
        conversation.ping(server, deadline.butAtMost(PING));
        return conversation;
    }

    /** Why everything will be answered with {@code Offline}, as Notary logs it; empty if the server was reached. */
    Optional<String> unreachable() {
        return unreachable;
    }

    private void ping(ServerUrl server, Deadline deadline) {
        String asked = server.pingText();
        Optional<String> problem = server.problem();
        if (problem.isPresent()) {
            unreachable = Optional.of(failure(server, asked, problem.get()));
            return;
        }
        HttpUrl url = server.ping();
        try {
            for (int redirects = 0; redirects < MAX_REDIRECTS; redirects++) {
                Answer answer = transport.send(Request.get(url, MAX_PING_ANSWER, Request.Overlong.CUT), deadline);
                Optional<String> location = answer.header("location").filter(text -> isRedirect(answer.status()));
                if (location.isEmpty()) {
                    accept(server, answer, redirects == 0);
                    return;
                }
                asked = redirects == MAX_REDIRECTS - 1 ? location.get() : written(asked, location.get());
                Optional<HttpUrl> next = url.resolve(location.get());
                if (next.isEmpty()) {
                    unreachable = Optional.of(failure(server, asked, "failed to parse Location header"));
                    return;
                }
                url = next.get();
            }
            unreachable = Optional.of(failure(server, asked, "stopped after 10 redirects"));
        } catch (RemoteException.TimedOut e) {
            unreachable = Optional.of(failure(server, asked, e.reason() + CLIENT_TIMEOUT));
        } catch (RemoteException e) {
            unreachable = Optional.of(failure(server, asked, e.reason()));
        }
    }

    private void accept(ServerUrl server, Answer answer, boolean direct) {
        if (!answer.isSuccess() && answer.status() != 401) {
            unreachable = Optional.of("could not reach " + server.text() + ": " + answer.status());
        } else if (direct && answer.status() == 401) {
            challenges = Challenge.of(answer);
        }
    }

    private static String failure(ServerUrl server, String asked, String words) {
        return "could not reach " + server.text() + ": Get " + GoQuote.text(asked) + ": " + words;
    }

    private static boolean isRedirect(int status) {
        return status == 301 || status == 302 || status == 303 || status == 307 || status == 308;
    }

    private static String written(String from, String location) {
        try {
            return new URI(from).resolve(new URI(location)).toString();
        } catch (URISyntaxException notOne) {
            return location;
        }
    }

    @Override
    public void begin() throws Offline {
        if (unreachable.isPresent()) {
            throw new Offline("client is offline");
        }
    }

    @Override
    public Answer ask(Request request, Gun gun, Deadline deadline) throws RemoteException {
        if (access != Access.READ) {
            return transport.send(authorized(request, new Visit(gun, true), deadline), deadline);
        }
        Answer anonymous = transport.send(authorized(request, new Visit(gun, false), deadline), deadline);
        if (anonymous.status() != 401) {
            return anonymous;
        }
        if (defects == Defects.MENDED && challenges.isEmpty()) {
            challenges = Challenge.of(anonymous);
        }
        return transport.send(authorized(request, new Visit(gun, true), deadline), deadline);
    }

    private Request authorized(Request request, Visit visit, Deadline deadline) throws RemoteException {
        Optional<Challenge> bearer = Challenge.first(challenges, "bearer");
        if (bearer.isPresent()) {
            Authorization known = authorizations.get(visit);
            if (known == null || !known.isGoodAt(nanoTime.getAsLong())) {
                known = Authorization.of(token(request, bearer.get(), visit, deadline), nanoTime.getAsLong());
                authorizations.put(visit, known);
            }
            return request.with("Authorization", known.header());
        }
        if (Challenge.first(challenges, "basic").isEmpty()) {
            return request;
        }
        if (access != Access.READ) {
            return withPasswordAtOnce(request, visit);
        }
        if (defects == Defects.KEPT) {
            throw withoutCredentials(request);
        }
        return withPassword(request, visit);
    }

    /** Whoever writes shows a password with the first request. Notary asks its user anew for each. */
    private Request withPasswordAtOnce(Request request, Visit visit) throws RemoteException {
        Authorization known = authorizations.get(visit);
        if (known == null) {
            if (!(login.credentials().orElse(null) instanceof Credentials.Password password)) {
                throw withoutCredentials(request);
            }
            known = Authorization.of(password, nanoTime.getAsLong());
            if (defects == Defects.MENDED) {
                authorizations.put(visit, known);
            }
        }
        return request.with("Authorization", known.header());
    }

    /** A password that was needed once is shown with every later request; asking without it first would only cost time. */
    private Request withPassword(Request request, Visit visit) throws RemoteException {
        if (visit.withCredentials() && login.credentials().orElse(null) instanceof Credentials.Password password) {
            Authorization shown = Authorization.of(password, nanoTime.getAsLong());
            authorizations.put(visit, shown);
            authorizations.put(new Visit(visit.gun(), false), shown);
        }
        Authorization known = authorizations.get(visit);
        return known == null ? request : request.with("Authorization", known.header());
    }

    private Token token(Request request, Challenge bearer, Visit visit, Deadline deadline) throws RemoteException {
        String realm = bearer.parameter("realm");
        if (realm.isEmpty()) {
            throw failed(request, "no realm specified for token auth challenge");
        }
        Optional<HttpUrl> url = HttpUrl.parse(realm);
        if (url.isEmpty()) {
            throw failed(request, "invalid token auth challenge realm: " + RegistryErrors.printable(realm));
        }
        if (defects == Defects.MENDED
                && visit.withCredentials()
                && encrypted
                && !url.get().isEncrypted()) {
            throw failed(
                    request,
                    "the server names " + url.get().withoutQuery() + " as its token service, and a password sent there"
                            + " could be read on the way; it should begin with https:");
        }
        Optional<Credentials> credentials = visit.withCredentials() ? login.credentials() : Optional.empty();
        Request asked = TokenService.request(
                url.get(), bearer.parameter("service"), Conversation.scope(visit.gun(), access), credentials);
        try {
            return new TokenService(transport).token(asked, deadline.butAtMost(TOKEN));
        } catch (TokenService.RefusedException e) {
            if (e.status() == 401 || e.status() == 403) {
                throw RemoteException.Unauthorized.byTokenService(
                        e.status(), url.get().authority() + " gives no token: " + e.words(), e.words());
            }
            throw failed(request, e.words());
        } catch (RemoteException.TimedOut e) {
            throw failed(request, read(asked) + e.reason() + CLIENT_TIMEOUT);
        } catch (RemoteException e) {
            throw failed(request, read(asked) + e.reason());
        }
    }

    /** How Notary prints the request for a token: with its query, which holds no secret, unescaped. */
    private static String read(Request asked) {
        return "Get \"" + URLDecoder.decode(asked.url().toString(), UTF_8) + "\": ";
    }

    /** To Notary, a request that could not be authorized is a failure of the network. */
    private static RemoteException failed(Request request, String words) {
        return new Unreachable(request.url().withoutQuery() + " could not be asked: " + words, words);
    }

    /** The same for want of a user and password; the cause says so. */
    private static RemoteException withoutCredentials(Request request) {
        String words = "no basic auth credentials";
        RemoteException e = failed(request, words);
        e.initCause(new RemoteException.Unauthorized(401, words));
        return e;
    }

    @Override
    public Request.Overlong overlong() {
        return Request.Overlong.CUT_UNANNOUNCED;
    }
}
