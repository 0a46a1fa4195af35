package dev.navicert.notary;

import dev.navicert.name.Gun;
import dev.navicert.trust.Deadline;
import dev.navicert.trust.RemoteException;
import dev.navicert.trust.RemoteException.Unauthorized;
import dev.navicert.trust.RemoteException.Unavailable;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.LongSupplier;
import java.util.stream.Collectors;

/**
 * Meets a server as a program does that asks it for months: no ping, one token per scope until it expires, a 401 is answered
 * once with a new authorization.
 *
 * <p>A hostile server could name any token service to collect credentials or to have us knock at a door inside the cluster.
 * So only the server's own host and the listed ones are asked, and without encryption only where the server has none either.
 * Safe for use by several threads.
 */
final class ServiceConversation implements Conversation {
    private static final int MAX_AUTHORIZATIONS = 1024;

    private final HttpUrl server;
    private final Transport transport;
    private final TokenService tokens;
    private final Login login;
    private final Set<String> tokenHosts;
    private final LongSupplier nanoTime;
    private final Map<String, Authorization> authorizations = new Authorizations();

    private static final class Authorizations extends LinkedHashMap<String, Authorization> {
        private static final long serialVersionUID = 1L;

        Authorizations() {
            super(16, 0.75f, true);
        }

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Authorization> eldest) {
            return size() > MAX_AUTHORIZATIONS;
        }
    }

    /** @param tokenHosts {@code host} or {@code host:port} of the token services that may be asked */
    ServiceConversation(ServerUrl server, Transport transport, Login login, Set<String> tokenHosts) {
        this(server, transport, login, tokenHosts, System::nanoTime);
    }

    /** @param nanoTime a clock that is never set, for the life of authorizations */
    ServiceConversation(
            ServerUrl server, Transport transport, Login login, Set<String> tokenHosts, LongSupplier nanoTime) {
        this.server = server.ping();
        this.transport = transport;
        this.tokens = new TokenService(transport);
        this.login = login;
        this.nanoTime = nanoTime;
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
        Optional<Authorization> known = known(scope);
        Answer answer = transport.send(authorized(request, known), deadline);
        if (answer.status() != 401) {
            return answer;
        }
        known.ifPresent(stale -> forget(scope, stale));
        Authorization fresh = authorize(Challenge.of(answer), scope, deadline);
        Answer second = transport.send(authorized(request, Optional.of(fresh)), deadline);
        if (second.status() == 401) {
            throw new Unauthorized(
                    401,
                    server.authority() + " refuses " + scope + " also with the authorization it asked for"
                            + "; check that the credentials may read it");
        }
        remember(scope, fresh);
        return second;
    }

    private static Request authorized(Request request, Optional<Authorization> authorization) {
        return authorization
                .map(known -> request.with("Authorization", known.header()))
                .orElse(request);
    }

    private Authorization authorize(List<Challenge> challenges, String scope, Deadline deadline)
            throws RemoteException {
        Optional<Challenge> bearer = Challenge.first(challenges, "bearer");
        if (bearer.isPresent()) {
            return token(bearer.get(), scope, deadline);
        }
        if (Challenge.first(challenges, "basic").isEmpty()) {
            throw unauthorized("asks for an authorization in a way that is not understood; Bearer and Basic are");
        }
        if (login.credentials().orElse(null) instanceof Credentials.Password password) {
            return Authorization.of(password, nanoTime.getAsLong());
        }
        throw unauthorized("asks for a user and password, and none is configured for it; set its credentials");
    }

    private Authorization token(Challenge bearer, String scope, Deadline deadline) throws RemoteException {
        Optional<HttpUrl> realm = HttpUrl.parse(bearer.parameter("realm"));
        if (realm.isEmpty()) {
            throw unauthorized("names no token service that can be asked");
        }
        if (!mayBeAsked(realm.get())) {
            throw unauthorized("names " + realm.get().scheme() + "://"
                    + realm.get().authority() + " as its token service, which is not allowed; add "
                    + realm.get().authority() + " to its tokenHosts, over https, if that is right");
        }
        try {
            Request request =
                    TokenService.request(realm.get(), bearer.parameter("service"), scope, login.credentials());
            return Authorization.of(tokens.token(request, deadline), nanoTime.getAsLong());
        } catch (TokenService.RefusedException e) {
            String message =
                    "token service " + realm.get().authority() + " gives no token for " + scope + ": " + e.words();
            boolean outage = e.status() >= 500 || e.status() == 429;
            throw outage
                    ? new Unavailable(e.status(), message + "; it may be down or overloaded")
                    : new Unauthorized(
                            e.status() == 403 ? 403 : 401,
                            message + "; check the credentials configured for " + server.authority());
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

    private Optional<Authorization> known(String scope) {
        synchronized (authorizations) {
            return Optional.ofNullable(authorizations.get(scope)).filter(one -> one.isGoodAt(nanoTime.getAsLong()));
        }
    }

    private void remember(String scope, Authorization authorization) {
        synchronized (authorizations) {
            authorizations.put(scope, authorization);
        }
    }

    private void forget(String scope, Authorization stale) {
        synchronized (authorizations) {
            authorizations.remove(scope, stale);
        }
    }

    @Override
    public Request.Overlong overlong() {
        return Request.Overlong.REFUSE;
    }
}
