package dev.navicert.notary;

import dev.navicert.name.Gun;
import dev.navicert.trust.Deadline;
import dev.navicert.trust.MetadataName;
import dev.navicert.trust.RemoteException;
import dev.navicert.trust.RemoteException.NotFound;
import dev.navicert.trust.RemoteException.Rejected;
import dev.navicert.trust.RemoteMetadata;
import dev.navicert.trust.RemoteRepository;
import dev.navicert.trust.view.ServerObserver;
import java.time.Clock;
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
     * @param access what it will be asked to do
     * @param deadline for the ping, which takes 5 seconds at most
     * @throws InvalidServerUrlException with Notary's text
     */
    public static NotaryServer asNotaryDoes(
            String url, Access access, Transport transport, Login login, Deadline deadline)
            throws InvalidServerUrlException {
        ServerUrl server = ServerUrl.forCommandLine(url);
        return new NotaryServer(
                server,
                NotaryConversation.ping(server, access, NotaryConversation.Defects.KEPT, transport, login, deadline));
    }

    /**
     * Meets a server {@linkplain #asNotaryDoes as Notary's command line does}, but without defects that keep users out: reads
     * with a password where the server asks for it directly, takes an address that ends with a slash, and hands no password
     * to an unencrypted token service that an encrypted server names.
     *
     * @throws InvalidServerUrlException with Notary's text
     */
    public static NotaryServer asNavicertDoes(
            String url, Access access, Transport transport, Login login, Deadline deadline)
            throws InvalidServerUrlException {
        ServerUrl server = ServerUrl.forCommandLine(url).withoutEndingSlash();
        return new NotaryServer(
                server,
                NotaryConversation.ping(server, access, NotaryConversation.Defects.MENDED, transport, login, deadline));
    }

    /**
     * Meets a server as a long-running service does: sends nothing before it is asked, keeps tokens, and leaves it alone for a
     * while when it is sick.
     *
     * @param tokenHosts {@code host} or {@code host:port} of token services that may be asked and be shown the credentials, in
     *     addition to the server's own host
     * @param clock says when an outage began
     * @param observer is told how asking goes
     */
    public static NotaryServer asAService(
            String url, Transport transport, Login login, Set<String> tokenHosts, Clock clock, ServerObserver observer)
            throws InvalidServerUrlException {
        ServerUrl server = ServerUrl.forService(url);
        return new NotaryServer(
                server, new ServiceConversation(server, transport, login, tokenHosts, Timing.of(clock), observer));
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
        if (answer.status() == 200) {
            return answer.body();
        }
        throw Refusal.of(
                answer,
                file,
                new NotFound(
                        name,
                        authority() + " has no " + name.path() + " of " + gun
                                + "; nothing was signed under this name, or it was removed"));
    }

    /** The writing half of one collection; whatever is sent must be answered by {@code deadline}. */
    public RemoteRepository repository(Gun gun, Deadline deadline) {
        return new WritingRoutes(url, conversation, gun, deadline);
    }
}
