package dev.navicert.cli.verbs;

import java.util.List;
import java.util.Set;

/**
 * An environment variable that the program looks at.
 *
 * @param names its names; more than one where each is for another case of the same thing
 * @param meaning what it says, in sentences
 * @param programs who looks at it
 */
public record Variable(List<String> names, String meaning, Set<ProgramName> programs) {
    private static final List<Variable> ALL = List.of(
            of("Who we are to the trust server: user:password in base64. Else the terminal is asked.", "NOTARY_AUTH"),
            navicerts(
                    "The folder with Docker's config.json, whose login for the server's host counts before the terminal is"
                            + " asked; else ~/.docker.",
                    "DOCKER_CONFIG"),
            navicerts("Where Docker's credential helpers are looked for.", "PATH"),
            navicerts("The server, if neither a flag nor the configuration names one.", "DOCKER_CONTENT_TRUST_SERVER"),
            of(
                    "Passphrases of the keys of these roles; the last one is for all roles that are not base roles. Else the"
                            + " terminal is asked.",
                    "NOTARY_ROOT_PASSPHRASE",
                    "NOTARY_TARGETS_PASSPHRASE",
                    "NOTARY_SNAPSHOT_PASSPHRASE",
                    "NOTARY_DELEGATION_PASSPHRASE"),
            navicerts(
                    "Docker's passphrases, for root keys and for all others, where Notary's are not set.",
                    "DOCKER_CONTENT_TRUST_ROOT_PASSPHRASE",
                    "DOCKER_CONTENT_TRUST_REPOSITORY_PASSPHRASE"),
            navicerts("The new passphrase that key passwd sets.", "NAVICERT_NEW_PASSPHRASE"),
            of("The folder that holds .notary, with the configuration and the trust data.", "HOME"),
            of(
                    "Which proxy carries requests, and which hosts are asked directly; also in small letters.",
                    "HTTP_PROXY",
                    "HTTPS_PROXY",
                    "NO_PROXY"),
            of("File with the certificate authorities to trust in place of the system's.", "SSL_CERT_FILE"),
            of("If it is set to anything, no colour is used.", "NO_COLOR"),
            navicerts("If it is dumb or not set, no line says what is going on.", "TERM"),
            of("The Java to use, 17 or newer; else the java on PATH.", "JAVA_HOME"),
            of("Further options for the Java runtime, separated by blanks.", "NAVICERT_JAVA_OPTIONS"),
            of(
                    "The folder for a start archive if the program's own cannot be written; else ~/.cache.",
                    "XDG_CACHE_HOME"),
            navicerts("The folder for the webhook's state; else ~/.local/state.", "XDG_STATE_HOME"));

    /** Those that the program looks at when it is called by this name, the most asked for first. */
    public static List<Variable> knownTo(ProgramName program) {
        return ALL.stream()
                .filter(variable -> variable.programs.contains(program))
                .toList();
    }

    private static Variable of(String meaning, String... names) {
        return new Variable(List.of(names), meaning, Set.of(ProgramName.values()));
    }

    private static Variable navicerts(String meaning, String... names) {
        return new Variable(List.of(names), meaning, Set.of(ProgramName.NAVICERT));
    }
}
