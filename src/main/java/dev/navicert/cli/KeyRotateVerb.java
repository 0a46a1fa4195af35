package dev.navicert.cli;

import dev.navicert.change.KeyRotation;
import dev.navicert.change.KeyRotation.Holder;
import dev.navicert.cli.CollectionSource.Order;
import dev.navicert.cli.settings.Settings;
import dev.navicert.cli.syntax.Invocation;
import dev.navicert.cli.terminal.FatalException;
import dev.navicert.cli.verbs.ProgramName;
import dev.navicert.keys.KeyException;
import dev.navicert.name.Gun;
import dev.navicert.trust.FormerRoots;
import dev.navicert.trust.RemoteException;
import dev.navicert.tuf.Renewal;
import dev.navicert.tuf.RoleName;
import dev.navicert.tuf.TrustException;
import dev.navicert.tuf.crypto.KeyId;
import dev.navicert.tuf.crypto.PublicKey;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/**
 * {@code key rotate}: a base role gets another key, at once.
 *
 * @see <a href="https://github.com/notaryproject/notary/blob/v0.7.0/cmd/notary/keys.go">notary, {@code keysRotate}</a>
 */
record KeyRotateVerb(Session session, PublishingWiring wiring) implements Verb {
    @Override
    public int run(Invocation invocation) throws FatalException {
        Settings settings = session.settings(invocation);
        Gun gun = Session.gun(invocation);
        String role = invocation.arguments().get(1);
        Publisher publisher = publisher(gun, role, settings);
        List<KeyId> keys = new ArrayList<>();
        for (String file : invocation.texts("key")) {
            keys.add(new PrivateKeyFile(session, publisher)
                    .take(file, role, gun.value())
                    .publicKey()
                    .id());
        }
        if (role.equals(RoleName.ROOT.value()) && !agrees(invocation)) {
            session.terminal().printLine("\nAborting action.");
            return 0;
        }
        Holder holder = invocation.isOn("server-managed") ? Holder.SERVER : Holder.CLIENT;
        String objection = KeyRotation.objection(role, holder);
        if (!objection.isEmpty()) {
            throw FatalException.usage(objection);
        }
        rotate(publisher, new RoleName(role), holder, keys, new FormerRoots((int)
                Math.max(-1, Math.min(Integer.MAX_VALUE, invocation.number("legacy")))));
        session.terminal().printLine("Successfully rotated " + role + " key for repository " + gun);
        return 0;
    }

    /** Called {@code navicert}: of a collection that is there, and of a root also if its certificates have expired. */
    private Publisher publisher(Gun gun, String role, Settings settings) throws FatalException {
        Publisher publisher = wiring.administer(gun, settings, Order.CONNECT_FIRST);
        if (session.program() == ProgramName.NOTARY) {
            return publisher;
        }
        Publisher renewing =
                role.equals(RoleName.ROOT.value()) ? publisher.renewed(Renewal.BY_ROOT_PUBLISHER) : publisher;
        renewing.attempt(new KeyRotation(renewing.request())::checkPublished);
        return renewing;
    }

    private boolean agrees(Invocation invocation) {
        String question = "Warning: you are about to rotate your root key.\n\n"
                + "You must use your old key to sign this root rotation.\n"
                + "Are you sure you want to proceed?  (yes/no)  ";
        if (session.program() == ProgramName.NAVICERT && invocation.isOn("yes")) {
            session.terminal().printLine(question + "yes");
            return true;
        }
        return session.terminal().confirms(question);
    }

    private void rotate(Publisher publisher, RoleName role, Holder holder, List<KeyId> kept, FormerRoots formerRoots)
            throws FatalException {
        KeyRotation rotation = new KeyRotation(publisher.request());
        List<PublicKey> keys = new ArrayList<>();
        if (holder == Holder.SERVER) {
            keys.add(made("unable to rotate remote key: ", publisher, () -> rotation.fromServer(role)));
        } else if (kept.isEmpty()) {
            keys.add(made("unable to generate key: ", publisher, () -> rotation.generated(role)));
        }
        for (KeyId id : holder == Holder.SERVER ? List.<KeyId>of() : kept) {
            keys.add(made("", publisher, () -> rotation.kept(role, id)));
        }
        publisher.attempt(() -> rotation.publish(role, keys, formerRoots));
    }

    /** Where a key comes from. */
    @FunctionalInterface
    private interface Maker {
        PublicKey make() throws KeyException, RemoteException, TrustException, IOException;
    }

    private static PublicKey made(String complaint, Publisher publisher, Maker maker) throws FatalException {
        try {
            return maker.make();
        } catch (KeyException | RemoteException | TrustException | IOException e) {
            throw new FatalException(complaint + publisher.words().of(e), e);
        }
    }
}
