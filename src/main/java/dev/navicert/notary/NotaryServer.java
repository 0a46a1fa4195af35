package dev.navicert.notary;

import dev.navicert.name.Gun;
import dev.navicert.trust.Deadline;
import dev.navicert.trust.MetadataName;
import dev.navicert.trust.RemoteException;
import dev.navicert.trust.RemoteException.NotFound;
import dev.navicert.trust.RemoteException.Rejected;
import dev.navicert.trust.RemoteException.Unauthorized;
import dev.navicert.trust.RemoteException.Unavailable;
import dev.navicert.trust.RemoteMetadata;
import java.util.Optional;
import java.util.Set;

/**
 * A Notary server: which URL holds which file, and what its statuses mean. The protocol exists here and nowhere else.
 *
 * <p>Redirects of metadata are failures, as in Notary: whoever may redirect us could watch what we ask for. Made {@link
 * #asAService for a service} it is safe for use by several threads.
 */
public final class NotaryServer {
    private final ServerUrl url;
    private final Conversation conversation;

    private NotaryServer(ServerUrl url, Conversation conversation) {
        this.url = url;
        this.conversation = conversation;
    }

    /**
     * Meets a server as Notary's command line does: pings at once, and goes on offline if that fails.
     *
     * @param url as the user wrote it
     * @param deadline for the ping, which takes 5 seconds at most
     * @throws InvalidServerUrlException with Notary's text
     */
    public static NotaryServer asNotaryDoes(String url, Transport transport, Login login, Deadline deadline)
            throws InvalidServerUrlException {
        ServerUrl server = ServerUrl.forCommandLine(url);
        return new NotaryServer(
                server, NotaryConversation.ping(server, NotaryConversation.Defects.KEPT, transport, login, deadline));
    }

    /**
     * Meets a server {@linkplain #asNotaryDoes as Notary's command line does}, but without defects that keep users out: reads
     * with a password where the server asks for it directly, takes an address that ends with a slash, and hands no password
     * to an unencrypted token service that an encrypted server names.
     *
     * @throws InvalidServerUrlException with Notary's text
     */
    public static NotaryServer asNavicertDoes(String url, Transport transport, Login login, Deadline deadline)
            throws InvalidServerUrlException {
        ServerUrl server = ServerUrl.forCommandLine(url).withoutEndingSlash();
        return new NotaryServer(
                server, NotaryConversation.ping(server, NotaryConversation.Defects.MENDED, transport, login, deadline));
    }

    /**
     * Meets a server as a long-running service does: sends nothing before it is asked, and keeps tokens.
     *
     * @param tokenHosts {@code host} or {@code host:port} of token services that may be asked and be shown the credentials, in
     *     addition to the server's own host
     */
    public static NotaryServer asAService(String url, Transport transport, Login login, Set<String> tokenHosts)
            throws InvalidServerUrlException {
        ServerUrl server = ServerUrl.forService(url);
        return new NotaryServer(server, new ServiceConversation(server, transport, login, tokenHosts));
    }

    /**
     * What Notary's commands that send nothing ask of a server's address all the same.
     *
     * @throws InvalidServerUrlException with Notary's text
     */
    public static void checkUrl(String url) throws InvalidServerUrlException {
        if (GoUrl.parse(url).scheme().isEmpty()) {
            throw new InvalidServerUrlException("HTTPStore requires an absolute baseURL");
        }
    }

    /** Why every request will be answered with {@code Offline}, as Notary logs it; empty if the ping went well. */
    public Optional<String> unreachable() {
        return conversation instanceof NotaryConversation notary ? notary.unreachable() : Optional.empty();
    }

    /** The {@code host:port} of the server, as Notary's messages name it. */
    public String authority() {
        return url.parts().authority();
    }

    /** One collection; whatever is fetched must be there by {@code deadline}. */
    public RemoteMetadata collection(Gun gun, Deadline deadline) {
        return (name, maxBytes) -> fetch(gun, name, maxBytes, deadline);
    }

    private byte[] fetch(Gun gun, MetadataName name, long maxBytes, Deadline deadline) throws RemoteException {
        conversation.begin();
        HttpUrl file;
        try {
            file = url.metadata(gun, name.path());
        } catch (IllegalArgumentException e) {
            throw new Rejected(String.valueOf(e.getMessage()));
        }
        Answer answer = conversation.ask(Request.get(file, maxBytes, conversation.overlong()), gun, deadline);
        String asked = file.withoutQuery();
        return switch (answer.status()) {
            case 200 -> answer.body();
            case 400 ->
                throw new Rejected(asked + " was refused" + explanation(answer), "trust server rejected operation.");
            case 401 ->
                throw new Unauthorized(
                        401,
                        asked + " wants credentials, or others" + explanation(answer) + "; check what is configured");
            case 403 ->
                throw new Unauthorized(
                        403,
                        asked + " is forbidden" + explanation(answer) + "; check that the credentials may read it");
            case 404 ->
                throw new NotFound(
                        name,
                        authority() + " has no " + name.path() + " of " + gun
                                + "; nothing was signed under this name, or it" + " was removed");
            default -> throw new Unavailable(answer.status(), asked + " answered " + advice(answer));
        };
    }

    private static String advice(Answer answer) {
        String status = RegistryErrors.printable(answer.statusLine());
        if (answer.status() >= 300 && answer.status() < 400) {
            return status + ": a redirect, which is not followed; configure the address it leads to";
        }
        return answer.status() == 429
                ? status + ": too many requests; ask less often, or with credentials"
                : status + explanation(answer) + "; look at the server's log";
    }

    private static String explanation(Answer answer) {
        return RegistryErrors.first(answer.body())
                .map(words -> " (" + words + ")")
                .orElse("");
    }
}
