package dev.navicert.cli;

import dev.navicert.cli.passphrases.PassphraseFile;
import dev.navicert.cli.passphrases.Passphrases;
import dev.navicert.cli.settings.Settings;
import dev.navicert.cli.syntax.Invocation;
import dev.navicert.cli.terminal.FatalException;
import dev.navicert.cli.verbs.ProgramName;
import dev.navicert.disk.KeyDirectory;
import dev.navicert.disk.TrustDirectory;
import dev.navicert.keys.KeyException;
import dev.navicert.keys.KeyException.Unreadable.Why;
import dev.navicert.keys.KeyFiles;
import dev.navicert.keys.KeyRing;
import dev.navicert.keys.PassphraseSource;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Joins the keys of the trust directory and the passphrases that the user has for them. */
final class KeyWiring {
    /** Names a file with passphrases. */
    static final String FILE_FLAG = "passphrase-file";
    /** Names a descriptor with passphrases. */
    static final String DESCRIPTOR_FLAG = "passphrase-fd";

    /** The new passphrase of a key, in a file. */
    static final String NEW_FILE_FLAG = "new-passphrase-file";
    /** The new passphrase of a key, behind a descriptor. */
    static final String NEW_DESCRIPTOR_FLAG = "new-passphrase-fd";

    private static final String NEW_VARIABLE = "NAVICERT_NEW_PASSPHRASE";

    /** For verbs that open no key. */
    static final PassphraseSource NOBODY = new PassphraseSource() {
        @Override
        public Optional<char[]> answer(Question question) {
            return Optional.empty();
        }

        @Override
        public String origin(String role) {
            return "nobody is asked";
        }
    };

    private final Session session;
    private final Invocation invocation;
    private @Nullable PassphraseFile provided;
    private boolean looked;

    KeyWiring(Session session, Invocation invocation) {
        this.session = session;
        this.invocation = invocation;
    }

    /**
     * As {@code notary}: opens the keys although nobody needs one, as it does with every collection, which moves keys of its old
     * layouts and says which files are no keys. Called {@code navicert}, who needs no key looks at none.
     */
    static void lookThrough(Session session, Settings settings) throws FatalException {
        Path directory = session.surroundings().directory().resolve(settings.trustDirectory());
        if (session.program() == ProgramName.NOTARY && Files.isDirectory(directory)) {
            ring(session, settings, NOBODY);
        }
    }

    /** The key ring of the trust directory; files in it that are no keys are logged and passed over, as by Notary. */
    KeyRing ring(Settings settings, PassphraseSource passphrases) throws FatalException {
        return ring(session, settings, passphrases);
    }

    private static KeyRing ring(Session session, Settings settings, PassphraseSource passphrases)
            throws FatalException {
        try {
            return KeyRing.open(
                    files(session, settings),
                    passphrases,
                    (name, why) -> session.log().error(words(why)));
        } catch (IOException e) {
            throw new FatalException(String.valueOf(e.getMessage()), e);
        }
    }

    /** The key files themselves. */
    KeyFiles files(Settings settings) throws FatalException {
        return files(session, settings);
    }

    private static KeyFiles files(Session session, Settings settings) throws FatalException {
        Path directory = session.surroundings().directory().resolve(settings.trustDirectory());
        try {
            return KeyDirectory.open(
                    new TrustDirectory(directory),
                    file -> session.log()
                            .warning("Key data for" + file + "could not be decoded as a valid PEM block. The key will"
                                    + " not been migrated and may not be available"));
        } catch (IOException e) {
            throw new FatalException(String.valueOf(e.getMessage()), e);
        }
    }

    /**
     * Passphrases as the flags say; each call makes a source that has not asked anybody yet. What a flag names is read at the
     * first call, once.
     */
    PassphraseSource passphrases() throws FatalException {
        if (!looked) {
            provided = provided(FILE_FLAG, DESCRIPTOR_FLAG);
            looked = true;
        }
        Passphrases asked = Passphrases.of(session.program(), session.surroundings(), session.terminal());
        return provided == null ? asked : asked.after(provided);
    }

    /**
     * Passphrases that replace others: as the flags for new ones say, else those of {@link #passphrases()}, asked for once
     * more.
     */
    PassphraseSource newPassphrases() throws FatalException {
        PassphraseFile fresh = provided(NEW_FILE_FLAG, NEW_DESCRIPTOR_FLAG);
        if (fresh != null) {
            return Passphrases.of(session.program(), session.surroundings(), session.terminal())
                    .after(fresh);
        }
        String variable = session.program() == ProgramName.NAVICERT
                ? session.surroundings().variable(NEW_VARIABLE)
                : "";
        return variable.isEmpty() ? passphrases() : constant(variable);
    }

    private static PassphraseSource constant(String passphrase) {
        return new PassphraseSource() {
            @Override
            public Optional<char[]> answer(Question question) {
                return Optional.of(passphrase.toCharArray());
            }

            @Override
            public String origin(String role) {
                return NEW_VARIABLE;
            }
        };
    }

    private @Nullable PassphraseFile provided(String fileFlag, String descriptorFlag) throws FatalException {
        String file = invocation.text(fileFlag);
        String descriptor = invocation.text(descriptorFlag);
        if (!file.isEmpty() && !descriptor.isEmpty()) {
            throw FatalException.usage("either --" + fileFlag + " or --" + descriptorFlag + ", not both");
        }
        if (!file.isEmpty()) {
            return read("--" + fileFlag + " " + file, file);
        }
        if (descriptor.isEmpty()) {
            return null;
        }
        if (!descriptor.matches("[0-9]{1,6}")) {
            // What stands there may be the passphrase itself.
            throw FatalException.usage("--" + descriptorFlag + " takes the number of an open descriptor, nothing else");
        }
        String origin = "--" + descriptorFlag + " " + descriptor;
        return descriptor.equals("0") ? read(origin, session.terminal().in()) : read(origin, "/dev/fd/" + descriptor);
    }

    private PassphraseFile read(String origin, String file) throws FatalException {
        try (InputStream in =
                Files.newInputStream(session.surroundings().directory().resolve(file))) {
            return read(origin, in);
        } catch (IOException | InvalidPathException e) {
            throw new FatalException("cannot read " + origin + ": " + UserFile.reason(e), e);
        }
    }

    private PassphraseFile read(String origin, InputStream in) throws FatalException {
        PassphraseFile passphrases = PassphraseFile.read(origin, in);
        session.terminal().whenClosed(passphrases::wipe);
        return passphrases;
    }

    private static String words(Exception why) {
        if (!(why instanceof KeyException.Unreadable unreadable)) {
            return String.valueOf(why.getMessage());
        }
        return unreadable.why() == Why.NO_PEM ? "PEM block is empty" : "unknown key format";
    }
}
