package dev.navicert.cli;

import dev.navicert.change.Changelist;
import dev.navicert.change.Publication;
import dev.navicert.change.PublicationRequest;
import dev.navicert.change.PublishException;
import dev.navicert.cli.CollectionSource.Order;
import dev.navicert.cli.settings.Settings;
import dev.navicert.cli.syntax.Invocation;
import dev.navicert.cli.terminal.FatalException;
import dev.navicert.cli.terminal.LocalClock;
import dev.navicert.cli.verbs.ProgramName;
import dev.navicert.disk.TrustDirectory;
import dev.navicert.keys.KeyException;
import dev.navicert.keys.KeyRing;
import dev.navicert.keys.PassphraseSource;
import dev.navicert.name.Gun;
import dev.navicert.notary.Access;
import dev.navicert.trust.Deadline;
import dev.navicert.trust.RemoteException;
import dev.navicert.tuf.Renewal;
import dev.navicert.tuf.TrustException;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/**
 * Puts together what publishing takes: the server, the trust directory with its keys and staged edits, and whoever knows the
 * passphrases.
 */
final class PublishingWiring implements Publishing, RemoteRemoval {
    private static final int MAX_ATTEMPTS = 3;

    private final Session session;
    private final KeyWiring keys;
    /** Kept for the whole run: no key is opened, and nobody is asked, twice. */
    private @Nullable PassphraseSource passphrases;

    private @Nullable KeyRing ring;

    PublishingWiring(Session session, Invocation invocation) {
        this.session = session;
        this.keys = new KeyWiring(session, invocation);
    }

    /**
     * Meets the server, in Notary's order of steps.
     *
     * @throws FatalException if the settings make no sense or the trust directory cannot be used; called {@code navicert}, also if
     *     the server does not answer: keys that are made before that is known are left behind
     */
    Publisher open(Gun gun, Settings settings, Order order) throws FatalException {
        return open(gun, settings, order, Access.PUBLISH);
    }

    /** The same for whoever also manages the server's keys. */
    Publisher administer(Gun gun, Settings settings, Order order) throws FatalException {
        return open(gun, settings, order, Access.ADMINISTER);
    }

    private Publisher open(Gun gun, Settings settings, Order order, Access access) throws FatalException {
        KeyWords.oneLine("a GUN", gun.value());
        ProgramName program = session.program();
        CollectionWiring.Met met = new CollectionWiring(session).meet(gun, settings, order, access);
        if (program == ProgramName.NAVICERT && met.server().unreachable().isPresent()) {
            throw FatalException.unreachable(
                    "client is offline: " + met.server().unreachable().get());
        }
        PassphraseSource source = passphrases == null ? keys.passphrases() : passphrases;
        passphrases = source;
        KeyRing opened = ring;
        if (opened == null) {
            opened = keys.ring(settings, source);
        } else {
            KeyWiring.lookThrough(session, settings);
        }
        ring = opened;
        PublishWords words = new PublishWords(program, met.request().words());
        PublicationRequest request = new PublicationRequest(
                met.request().update().renewed(program == ProgramName.NOTARY ? Renewal.SERVED : Renewal.BY_PUBLISHER),
                new WatchedServer(gun, session.terminal()).writing(met.server().repository(gun, Deadline.farOff())),
                opened,
                LocalClock.offsets(session.clock()),
                new PublishLog(session, words, trustDirectory(settings).path() + "/tuf/" + gun + "/changelist"));
        return new Publisher(request, source, words);
    }

    /** Publishes all that is staged for a publisher's collection, and says that it did. */
    void publish(Publisher publisher, Settings settings) throws FatalException {
        Gun gun = publisher.words().gun();
        publisher.attempt(() -> publish(publisher.request(), changelist(gun, settings)));
        session.terminal().printLine("Successfully published changes for repository " + gun);
    }

    /** What somebody else publishes meanwhile is built upon; Notary gives up. */
    private void publish(PublicationRequest request, Changelist changelist)
            throws PublishException, KeyException, TrustException, RemoteException, IOException {
        int attempts = session.program() == ProgramName.NOTARY ? 1 : MAX_ATTEMPTS;
        for (int attempt = 1; ; attempt++) {
            try {
                new Publication(request).publish(changelist);
                return;
            } catch (RemoteException.Outdated e) {
                if (attempt == attempts) {
                    throw e;
                }
                session.log()
                        .info("somebody else has published " + request.update().gun() + " meanwhile; trying again");
            }
        }
    }

    private Changelist changelist(Gun gun, Settings settings) throws IOException {
        return trustDirectory(settings).changelist(gun, session.clock());
    }

    private TrustDirectory trustDirectory(Settings settings) {
        return new TrustDirectory(session.surroundings().directory().resolve(settings.trustDirectory()));
    }

    @Override
    public void publish(Gun gun, Settings settings) throws FatalException {
        Publisher publisher = open(gun, settings, Order.CONNECT_FIRST);
        session.terminal().printLine("Auto-publishing changes to " + gun);
        publish(publisher, settings);
    }

    @Override
    public RemoteRemoval.Opened open(Gun gun, Settings settings) throws FatalException {
        ServerWiring servers = new ServerWiring(session);
        var server = servers.connect(settings, Access.ADMINISTER);
        NotaryWords words = new NotaryWords(gun, server.authority(), session.clock(), servers::shownLogin);
        return () -> {
            try {
                server.repository(gun, Deadline.farOff()).delete();
            } catch (RemoteException e) {
                throw new FatalException(words.of(e), e);
            }
        };
    }
}
