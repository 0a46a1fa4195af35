package dev.navicert.cli;

import dev.navicert.cli.settings.Settings;
import dev.navicert.cli.syntax.Invocation;
import dev.navicert.cli.terminal.FatalException;
import dev.navicert.disk.FrozenMirror;
import dev.navicert.name.Digest;
import dev.navicert.name.Gun;
import dev.navicert.trust.RemoteException;
import dev.navicert.trust.RemoteMetadata;
import dev.navicert.tuf.Renewal;
import dev.navicert.tuf.json.GoQuote;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.LocalDate;

/**
 * Puts a collection together from a mirror whose server is gone: {@code --frozen DIR --manifest sha256:HEX --until DATE}. Pins and
 * trust directory count as ever.
 */
record FrozenWiring(Session session, Invocation invocation, CollectionWiring collections) implements CollectionSource {
    private static final String SHA256 = "sha256:";

    /** Whether any of the three flags was given. */
    static boolean isAsked(Invocation invocation) {
        return !(invocation.text("frozen") + invocation.text("manifest") + invocation.text("until")).isEmpty();
    }

    @Override
    public Opened open(Gun gun, Settings settings, Order order) throws FatalException {
        Freeze freeze = freeze();
        RemoteMetadata remote;
        try {
            remote = freeze.mirror().collection(gun);
        } catch (RemoteException e) {
            throw new FatalException(String.valueOf(e.getMessage()), e);
        }
        session.log()
                .warning("frozen: mirror " + freeze.directory()
                        + " is read as its manifest was pinned; nobody renews it, and it is believed until "
                        + freeze.terms().until());
        return collections.opened(
                gun,
                settings,
                freeze.address(),
                freeze.origin(remote),
                settings.pinning().read());
    }

    /**
     * A mirror, and for how long it is believed.
     *
     * @param directory where it is
     */
    record Freeze(Path directory, FrozenMirror mirror, Renewal.Frozen terms) {
        /** What stands where the address of a server does. */
        String address() {
            return directory.toUri().toString();
        }

        CollectionWiring.Origin origin(RemoteMetadata remote) {
            return new CollectionWiring.Origin("frozen mirror " + directory, remote, terms);
        }
    }

    /** What the three flags say. */
    Freeze freeze() throws FatalException {
        Path directory = directory();
        return new Freeze(directory, new FrozenMirror(directory, manifest()), new Renewal.Frozen(until()));
    }

    private Path directory() throws FatalException {
        String text = invocation.text("frozen");
        if (text.isEmpty()) {
            throw FatalException.usage("--manifest and --until are for a mirror; name it with --frozen DIR");
        }
        try {
            return session.surroundings().directory().resolve(text);
        } catch (InvalidPathException e) {
            throw FatalException.usage(GoQuote.text(text) + " is no path", e);
        }
    }

    private String manifest() throws FatalException {
        String text = invocation.text("manifest");
        String hex = text.startsWith(SHA256) ? text.substring(SHA256.length()) : "";
        if (!Digest.isSha256(hex)) {
            throw FatalException.usage(
                    "--frozen needs --manifest sha256: and 64 lower-case hex digits, as mirror printed them," + " not "
                            + GoQuote.text(text));
        }
        return hex;
    }

    private LocalDate until() throws FatalException {
        String text = invocation.text("until");
        try {
            return LocalDate.parse(text);
        } catch (DateTimeException e) {
            throw FatalException.usage(
                    "--frozen needs --until YYYY-MM-DD, the last day on which it is believed, not "
                            + GoQuote.text(text),
                    e);
        }
    }
}
