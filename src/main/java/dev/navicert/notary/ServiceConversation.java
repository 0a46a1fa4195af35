package dev.navicert.notary;

import dev.navicert.name.Gun;
import dev.navicert.trust.Deadline;
import dev.navicert.trust.MetadataName;
import dev.navicert.trust.RemoteException;
import dev.navicert.trust.RemoteException.Suspended;
import dev.navicert.trust.RemoteException.Unauthorized;
import dev.navicert.trust.RemoteException.Unavailable;
import dev.navicert.trust.view.ServerObserver;
import dev.navicert.trust.view.ServerObserver.Party;
import dev.navicert.trust.view.ServerObserver.TokenAnswer;
import dev.navicert.tuf.RoleName;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Meets a server as a program does that asks it for months: no ping, one token per scope until it expires, a 401 is answered
 * once with a new authorization; a server or token service that fails is asked once more, and left alone if it goes on failing.
 *
 * <p>A hostile server could name any token service to collect credentials or to have us knock at a door inside the cluster.
 * So only the server's own host and the listed ones are asked, and without encryption only where the server has none either.
 * Safe for use by several threads.
 */
final class ServiceConversation implements Conversation {
    private static final long NEUTRAL_LIMIT = 1 << 20;
    private static final String TIMESTAMP = new MetadataName.Current(RoleName.TIMESTAMP).path();

    private final ServerUrl url;
    private final HttpUrl server;
    private final Transport transport;
    private final Transport guarded;
    private final TokenService tokens;
    private final Login login;
    private final Set<String> tokenHosts;
    private final Timing timing;
    private final ServerObserver observer;
    private final Authorizations authorizations;
    private final Witnesses witnesses = new Witnesses();

    /** @param tokenHosts {@code host} or {@code host:port} of the token services that may be asked */
    ServiceConversation(
            ServerUrl url,
            Transport transport,
            Login login,
            Set<String> tokenHosts,
            Timing timing,
            ServerObserver observer) {
        this.url = url;
        this.server = url.ping();
        this.transport = transport;
        this.guarded = new Guard(server.authority(), Party.SERVER, transport, this::askForAnother, timing, observer);
        this.tokens = new TokenService(new Guard(
                "the token service of " + server.authority(),
                Party.TOKEN_SERVICE,
                transport,
                this::askForNothing,
                timing,
                observer));
        this.login = login;
        this.timing = timing;
        this.observer = observer;
        this.authorizations = new Authorizations(timing);
        this.tokenHosts =
                tokenHosts.stream().map(host -> host.toLowerCase(Locale.ROOT)).collect(Collectors.toUnmodifiableSet());
    }

    @Override
    public void begin() {
        // Nothing is known of a server before it is asked.
    }

    @Override
    public Answer ask(Request request, Gun gun, Deadline deadline) throws RemoteException {
        String scope = Conversation.scope(gun, Access.READ);
        Answer answer = converse(request, scope, deadline);
        if (answer.status() == 401) {
            Unauthorized refused = unauthorized("refuses " + scope
                    + " also with the authorization it asked for; check that the credentials may read it");
            authorizations.refuse(scope, login.credentials(), refused);
            throw refused;
        }
        if (answer.isSuccess()) {
            witnesses.add(gun);
        }
        return answer;
    }

    private Answer converse(Request request, String scope, Deadline deadline) throws RemoteException {
        Optional<Authorization> known = authorizations.known(scope);
        Answer answer = guarded.send(authorized(request, known), deadline);
        if (answer.status() != 401) {
            return answer;
        }
        Authorization fresh = authorize(Challenge.of(answer), scope, known, deadline);
        return guarded.send(authorized(request, Optional.of(fresh)), deadline);
    }

    private static Request authorized(Request request, Optional<Authorization> authorization) {
        return authorization
                .map(known -> request.with("Authorization", known.header()))
                .orElse(request);
    }

    // ---- what shows that a server lives ----

    /** Another repository that it has answered for; else its front door. That it wants to know who is asking is enough. */
    private Answer askForAnother(Request asked, Deadline deadline) throws RemoteException {
        Optional<Gun> witness = witnesses.find(gun ->
                !asked.url().withoutQuery().startsWith(url.metadata(gun, "").withoutQuery()));
        if (witness.isEmpty()) {
            return transport.send(Request.get(server, NEUTRAL_LIMIT, Request.Overlong.CUT), deadline);
        }
        Request question = Request.get(url.metadata(witness.get(), TIMESTAMP), NEUTRAL_LIMIT, Request.Overlong.CUT);
        String scope = Conversation.scope(witness.get(), Access.READ);
        Optional<Authorization> known = authorizations.known(scope);
        Answer answer = transport.send(authorized(question, known), deadline);
        if (answer.status() != 401) {
            return answer;
        }
        Authorization fresh;
        try {
            fresh = authorize(Challenge.of(answer), scope, known, deadline);
        } catch (RemoteException noToken) {
            return answer;
        }
        return transport.send(authorized(question, Optional.of(fresh)), deadline);
    }

    /** The same address without any scope; a refusal is an answer. */
    private Answer askForNothing(Request asked, Deadline deadline) throws RemoteException {
        String path = asked.url().target().split("\\?", 2)[0];
        return transport.send(Request.get(asked.url().withTarget(path), NEUTRAL_LIMIT, Request.Overlong.CUT), deadline);
    }

    // ---- authorizations ----

    private Authorization authorize(
            List<Challenge> challenges, String scope, Optional<Authorization> stale, Deadline deadline)
            throws RemoteException {
        Optional<Challenge> bearer = Challenge.first(challenges, "bearer");
        if (bearer.isEmpty() && Challenge.first(challenges, "basic").isEmpty()) {
            throw unauthorized("asks for an authorization in a way that is not understood; Bearer and Basic are");
        }
        Optional<HttpUrl> realm = bearer.isPresent() ? Optional.of(realm(bearer.get())) : Optional.empty();
        Optional<Credentials> credentials = login.credentials();
        return authorizations.fresh(
                scope,
                stale,
                credentials,
                () -> realm.isPresent()
                        ? token(realm.get(), bearer.orElseThrow().parameter("service"), scope, credentials, deadline)
                        : password(credentials),
                deadline);
    }

    private Authorization password(Optional<Credentials> credentials) throws Unauthorized {
        if (credentials.orElse(null) instanceof Credentials.Password password) {
            return Authorization.of(password, timing.nanoTime());
        }
        throw unauthorized("asks for a user and password, and none is configured for it; set its credentials");
    }

    private HttpUrl realm(Challenge bearer) throws Unauthorized {
        HttpUrl realm = HttpUrl.parse(bearer.parameter("realm"))
                .orElseThrow(() -> unauthorized("names no token service that can be asked"));
        if (!mayBeAsked(realm)) {
            throw unauthorized("names " + realm.scheme() + "://" + realm.authority()
                    + " as its token service, which is not allowed; add " + realm.authority()
                    + " to its tokenHosts, over https, if that is right");
        }
        return realm;
    }

    private Authorization token(
            HttpUrl realm, String service, String scope, Optional<Credentials> credentials, Deadline deadline)
            throws RemoteException {
        try {
            Token token = tokens.token(TokenService.request(realm, service, scope, credentials), deadline);
            observer.tokenAsked(TokenAnswer.GRANTED);
            return Authorization.safely(token, timing.nanoTime());
        } catch (TokenService.RefusedException e) {
            String message = "token service " + realm.authority() + " gives no token for " + scope + ": " + e.words();
            boolean outage = e.status() >= 500 || e.status() == 429;
            observer.tokenAsked(outage ? TokenAnswer.FAILED : TokenAnswer.REFUSED);
            throw outage
                    ? new Unavailable(e.status(), message + "; it may be down or overloaded")
                    : new Unauthorized(
                            e.status() == 403 ? 403 : 401,
                            message + "; check the credentials configured for " + server.authority());
        } catch (Suspended e) {
            throw e;
        } catch (RemoteException e) {
            observer.tokenAsked(TokenAnswer.FAILED);
            throw e;
        }
    }

    private boolean mayBeAsked(HttpUrl realm) {
        boolean asSafe = realm.isEncrypted() || !server.isEncrypted();
        boolean known = realm.host().equals(server.host())
                || tokenHosts.contains(realm.authority())
                || tokenHosts.contains(realm.address());
        return asSafe && known;
    }

    private Unauthorized unauthorized(String what) {
        return new Unauthorized(401, server.authority() + " " + what);
    }

    @Override
    public Request.Overlong overlong() {
        return Request.Overlong.REFUSE;
    }
}
