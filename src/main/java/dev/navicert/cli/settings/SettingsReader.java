package dev.navicert.cli.settings;

import dev.navicert.cli.settings.Settings.TlsFiles;
import dev.navicert.cli.syntax.Invocation;
import dev.navicert.cli.terminal.FatalException;
import dev.navicert.cli.terminal.Log;
import dev.navicert.cli.verbs.ProgramName;
import java.util.Optional;

/**
 * Puts the settings together: flags win over the configuration file, that wins over defaults. Of the environment {@code HOME} is
 * looked at, and for {@code navicert} Docker's variable for the server, between file and default.
 *
 * @see <a href="https://github.com/notaryproject/notary/blob/v0.7.0/cmd/notary/main.go">notary, {@code parseConfig}</a>
 */
public final class SettingsReader {
    private static final String DIRECTORY = ".notary";

    private final ProgramName program;
    private final Surroundings surroundings;
    private final Log log;

    public SettingsReader(ProgramName program, Surroundings surroundings, Log log) {
        this.program = program;
        this.surroundings = surroundings;
        this.log = log;
    }

    /** The settings for an invocation. Sets the log's level first, so that everything from here on is heard. */
    public Settings read(Invocation invocation) throws FatalException {
        log.show(
                invocation.isOn("debug")
                        ? Log.Level.DEBUG
                        : invocation.isOn("verbose") ? Log.Level.INFO : Log.Level.WARNING);
        String home = surroundings.variable("HOME");
        if (home.isEmpty()) {
            log.warning("cannot get current user home directory: environment variable not set");
            log.warning(program + " will use " + surroundings.absolute(DIRECTORY) + " to store configuration and keys");
        }
        String defaultDirectory = GoPath.join(home, DIRECTORY);
        String given = invocation.text("configFile");
        String file = given.isEmpty() ? GoPath.join(defaultDirectory, "config.json") : given;
        ConfigurationTree tree = configuration(file, !given.isEmpty());
        Settings settings = new Settings(
                expanded(home, trustDirectory(invocation, tree, defaultDirectory)),
                first(
                        invocation.text("server"),
                        tree.text("remote_server.url"),
                        dockersServer(),
                        Settings.DEFAULT_SERVER),
                tls(invocation, tree, file),
                new PinningSection(tree, program, surroundings)::pins);
        log.debug("Using the following trust directory: " + settings.trustDirectory());
        return settings;
    }

    private String dockersServer() {
        return program == ProgramName.NAVICERT ? surroundings.variable("DOCKER_CONTENT_TRUST_SERVER") : "";
    }

    private ConfigurationTree configuration(String file, boolean mustExist) throws FatalException {
        Optional<ConfigurationTree> tree;
        try {
            tree = ConfigurationFile.read(file, surroundings.directory());
        } catch (FatalException e) {
            log.debug("Configuration file not found, using defaults");
            throw e;
        }
        if (tree.isEmpty()) {
            log.debug("Configuration file not found, using defaults");
            if (mustExist) {
                throw FatalException.usage("error opening config file: open " + file + ": no such file or directory");
            }
        }
        return tree.orElse(ConfigurationTree.EMPTY);
    }

    /** A flag is made absolute, so its tilde is no longer one; the shell has usually expanded it anyway. */
    private String trustDirectory(Invocation invocation, ConfigurationTree tree, String otherwise) {
        String flag = surroundings.absolute(invocation.text("trustDir"));
        return !flag.isEmpty() ? flag : tree.has("trust_dir") ? tree.text("trust_dir") : otherwise;
    }

    private static String expanded(String home, String path) {
        boolean tilde = path.startsWith("~") && (path.length() == 1 || path.charAt(1) == '/');
        return tilde ? GoPath.join(home, path.substring(1)) : path;
    }

    private TlsFiles tls(Invocation invocation, ConfigurationTree tree, String file) {
        return new TlsFiles(
                tlsFile(invocation.text("tlscacert"), tree.text("remote_server.root_ca"), file),
                tlsFile(invocation.text("tlscert"), tree.text("remote_server.tls_client_cert"), file),
                tlsFile(invocation.text("tlskey"), tree.text("remote_server.tls_client_key"), file),
                tree.isTrue("remote_server.skipTLSVerify")
                        ? TlsFiles.Verification.SKIPPED
                        : TlsFiles.Verification.REQUIRED);
    }

    /** Flags are relative to the working directory, settings to the configuration file, by whatever path that is known. */
    private String tlsFile(String flag, String setting, String file) {
        if (!flag.isEmpty()) {
            return surroundings.absolute(flag);
        }
        boolean relative = !setting.isEmpty() && !GoPath.isAbsolute(setting);
        return relative ? GoPath.join(GoPath.directory(file), setting) : setting;
    }

    private static String first(String... texts) {
        for (String text : texts) {
            if (!text.isEmpty()) {
                return text;
            }
        }
        return "";
    }
}
