package dev.navicert.cli;

import dev.navicert.cli.terminal.Log;
import dev.navicert.cli.terminal.Terminal;
import dev.navicert.cli.verbs.ProgramName;
import dev.navicert.notary.Credentials;
import dev.navicert.notary.DockerLogin;
import dev.navicert.notary.Login;
import dev.navicert.notary.NotaryAuth;
import java.io.EOFException;
import java.io.IOException;
import java.util.Arrays;
import java.util.Optional;

/**
 * Who we say we are to the trust server: {@code NOTARY_AUTH}, then for {@code navicert} what {@code docker login} left, else
 * whoever answers at the prompt. Asked at most once per run; Notary asks anew for every request.
 *
 * @see <a href="https://github.com/notaryproject/notary/blob/v0.7.0/cmd/notary/tuf.go">notary, {@code passwordStore}</a>
 */
final class ServerLoginWiring implements Login {
    private final Session session;
    private final String server;
    private boolean asked;
    private Optional<Credentials> answer = Optional.empty();
    private String source = "";

    ServerLoginWiring(Session session, String server) {
        this.session = session;
        this.server = server;
    }

    @Override
    public synchronized Optional<Credentials> credentials() {
        // As many questions as Notary asks, because scripts answer them all.
        if (!asked || session.program() == ProgramName.NOTARY) {
            asked = true;
            String variable = session.surroundings().variable("NOTARY_AUTH");
            answer = variable.isEmpty() ? fromDocker().or(this::fromPrompt) : fromVariable(variable);
        }
        return answer;
    }

    /** For a message: who we said we are, and where that came from; no secret. */
    synchronized String shown() {
        if (answer.isEmpty()) {
            return "nobody has logged in: NOTARY_AUTH, docker login and the prompt are the ways";
        }
        String who = answer.get() instanceof Credentials.Password password
                ? Terminal.harmless(password.user())
                : "an identity token";
        return "shown was " + who + " from " + source;
    }

    private Optional<Credentials> fromVariable(String value) {
        source = "NOTARY_AUTH";
        try {
            return Optional.of(NotaryAuth.read(value));
        } catch (NotaryAuth.InvalidNotaryAuthException e) {
            session.log().error(String.valueOf(e.getMessage()));
            return Optional.empty();
        }
    }

    /** Notary does not know of Docker's logins, and its scripts answer the prompt. */
    private Optional<Credentials> fromDocker() {
        if (session.program() == ProgramName.NOTARY) {
            return Optional.empty();
        }
        Optional<DockerLogin> docker = DockerLogin.ofUser(
                session.surroundings().environment(), session.surroundings().directory());
        try {
            if (docker.isEmpty()) {
                return Optional.empty();
            }
            source = docker.get().file().toString();
            return docker.get().credentials(server);
        } catch (DockerLogin.UnusableException e) {
            session.log().warning("Docker's logins are passed over: " + e.getMessage());
            return Optional.empty();
        }
    }

    private Optional<Credentials> fromPrompt() {
        source = "the prompt";
        Terminal terminal = session.terminal();
        Log log = session.log();
        String user;
        try {
            user = terminal.ask("Enter username: ").strip();
        } catch (IOException e) {
            log.error("error processing username input: " + reason(e));
            return Optional.empty();
        }
        if (user.isEmpty()) {
            return Optional.empty();
        }
        try {
            char[] typed = terminal.askSecret("Enter password: ");
            String password = new String(typed).strip();
            Arrays.fill(typed, ' ');
            if (session.program() == ProgramName.NOTARY) {
                terminal.skipPiped(); // Notary reads a pipe ahead, and its next question finds nothing
            }
            return Optional.of(new Credentials.Password(user, password));
        } catch (IOException e) {
            log.error("error processing password input: " + reason(e));
            return Optional.empty();
        }
    }

    private static String reason(IOException e) {
        return e instanceof EOFException ? "EOF" : String.valueOf(e.getMessage());
    }
}
