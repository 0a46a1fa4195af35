package dev.navicert.cli;

import dev.navicert.change.Initialization;
import dev.navicert.cli.CollectionSource.Order;
import dev.navicert.cli.settings.Settings;
import dev.navicert.cli.syntax.Invocation;
import dev.navicert.cli.terminal.FatalException;
import dev.navicert.cli.verbs.ProgramName;
import dev.navicert.keys.KeyException;
import dev.navicert.keys.StoredKey;
import dev.navicert.name.Gun;
import dev.navicert.tuf.RoleName;
import dev.navicert.tuf.TrustException;
import dev.navicert.tuf.crypto.KeyId;
import dev.navicert.tuf.crypto.PublicKey;
import java.io.IOException;
import java.util.Optional;

/**
 * {@code init}: a new collection, its keys and its first files, none of which the server has yet.
 *
 * @see <a href="https://github.com/notaryproject/notary/blob/v0.7.0/cmd/notary/tuf.go">notary, {@code tufInit}</a>
 */
record InitVerb(Session session, PublishingWiring wiring) implements Verb {
    @Override
    public int run(Invocation invocation) throws FatalException {
        Settings settings = session.settings(invocation);
        Gun gun = Session.gun(invocation);
        Publisher publisher = wiring.open(gun, settings, Order.PINS_FIRST);
        if (isHere(invocation, publisher)) {
            finish(invocation, publisher);
        } else {
            make(invocation, publisher);
        }
        if (invocation.isOn("publish")) {
            wiring.publish(gun, settings);
        }
        return 0;
    }

    private void make(Invocation invocation, Publisher publisher) throws FatalException {
        String keyFile = invocation.text("rootkey");
        String certificateFile = invocation.text("rootcert");
        Initialization initialization = new Initialization(publisher.request());
        if (session.program() == ProgramName.NAVICERT) {
            publisher.attempt(initialization::askServer);
        }
        Optional<KeyId> rootKey = rootKey(publisher, keyFile);
        if (certificateFile.isEmpty()) {
            publisher.attempt(() -> initialization.make(rootKey));
        } else {
            PublicKey certificate = new RootCertificateFile(session, certificateFile).read();
            checkKeyOf(publisher, certificate, keyFile.isEmpty() ? Optional.empty() : rootKey);
            publisher.attempt(() -> initialization.make(certificate));
        }
    }

    /** Notary makes a new collection over one that is there, whose keys are then of no use any more. */
    private boolean isHere(Invocation invocation, Publisher publisher) throws FatalException {
        if (session.program() == ProgramName.NOTARY || invocation.isOn("force")) {
            return false;
        }
        try {
            return publisher.request().update().cache().load(RoleName.ROOT).isPresent();
        } catch (IOException e) {
            throw new FatalException(String.valueOf(e.getMessage()), e);
        }
    }

    /** Goes on where an earlier run was killed; nothing else is done to a collection that is here. */
    private void finish(Invocation invocation, Publisher publisher) throws FatalException {
        Initialization initialization = new Initialization(publisher.request());
        if (!wasBrokenOff(initialization)) {
            throw new FatalException(publisher.words().gun()
                    + " is here already, and a new root would not be taken by anybody who knows the old one; to make"
                    + " it anew all the same, use --force");
        }
        if (!(invocation.text("rootkey") + invocation.text("rootcert")).isEmpty()) {
            throw new FatalException("an earlier init of " + publisher.words().gun()
                    + " was broken off and has left a root; without --rootkey and --rootcert it is finished with that,"
                    + " with --force it is made anew");
        }
        publisher.attempt(initialization::finish);
        session.log()
                .warning("an earlier init of " + publisher.words().gun()
                        + " was broken off; it is finished now, with the root and the keys that it made");
    }

    private static boolean wasBrokenOff(Initialization initialization) throws FatalException {
        try {
            return initialization.wasBrokenOff();
        } catch (TrustException e) {
            return false;
        } catch (IOException e) {
            throw new FatalException(String.valueOf(e.getMessage()), e);
        }
    }

    /** The key of the file, or the first root key that is here. */
    private Optional<KeyId> rootKey(Publisher publisher, String file) throws FatalException {
        Optional<KeyId> chosen = file.isEmpty()
                ? publisher.keys().list().stream()
                        .filter(key -> key.role().equals(RoleName.ROOT.value()))
                        .map(StoredKey::id)
                        .sorted()
                        .findFirst()
                : Optional.of(new PrivateKeyFile(session, publisher)
                        .take(file, RoleName.ROOT.value(), "")
                        .publicKey()
                        .id());
        chosen.ifPresent(id -> session.terminal().printLine("Root key found, using: " + id));
        return chosen;
    }

    /** The private key of a certificate must be here: the one that was named, or any root key. */
    private static void checkKeyOf(Publisher publisher, PublicKey certificate, Optional<KeyId> named)
            throws FatalException {
        KeyId canonical = certificate.canonicalId();
        boolean here = publisher
                .keys()
                .find(canonical)
                .filter(key -> key.role().equals(RoleName.ROOT.value()))
                .isPresent();
        if (named.isEmpty() && !here) {
            throw FatalException.locked(
                    "error initializing repository with certificate: cannot find matching private key id");
        }
        KeyId wanted = named.orElse(canonical);
        try {
            publisher.keys().open(wanted);
        } catch (KeyException | IOException e) {
            throw new FatalException(
                    "could not obtain public key from IDs: could not get the private key matching id " + wanted + ": "
                            + publisher.words().of(e),
                    e);
        }
        if (!wanted.equals(canonical)) {
            throw FatalException.usage(
                    "could not obtain public key from IDs: private key is nil or does not match public key");
        }
    }
}
