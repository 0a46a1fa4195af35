package dev.navicert.cli;

import dev.navicert.cli.settings.Surroundings;
import dev.navicert.cli.syntax.ArgumentCount;
import dev.navicert.cli.syntax.Command;
import dev.navicert.cli.syntax.CommandLine;
import dev.navicert.cli.syntax.HelpText;
import dev.navicert.cli.syntax.Invocation;
import dev.navicert.cli.syntax.SyntaxException;
import dev.navicert.cli.terminal.FatalException;
import dev.navicert.cli.terminal.LocalClock;
import dev.navicert.cli.terminal.Log;
import dev.navicert.cli.terminal.Terminal;
import dev.navicert.cli.terminal.UnixDevice;
import dev.navicert.cli.verbs.ProgramName;
import dev.navicert.cli.verbs.Vocabulary;
import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.FileDescriptor;
import java.io.FileInputStream;
import java.io.FileOutputStream;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;

/**
 * The program as a user starts it: words in, text and an exit status out.
 *
 * @see <a href="https://github.com/notaryproject/notary/blob/v0.7.0/cmd/notary/main.go">notary, {@code main}</a>
 */
public final class CommandLineProgram {
    /** Carries the base name that the program was called by; the start script sets it. */
    public static final String NAME_PROPERTY = "navicert.name";

    private static final int BUFFER = 8192;

    private final Session session;
    private final Command vocabulary;

    CommandLineProgram(Session session) {
        this.session = session;
        this.vocabulary = Vocabulary.calledAs(session.program());
    }

    /** Runs on the process's own streams and environment; returns the exit status. */
    public static int run(String... words) {
        OutputStream out = new BufferedOutputStream(new FileOutputStream(FileDescriptor.out), BUFFER);
        PrintStream err = new PrintStream(new FileOutputStream(FileDescriptor.err), false, StandardCharsets.UTF_8);
        InputStream in = new BufferedInputStream(new FileInputStream(FileDescriptor.in), BUFFER);
        try (Terminal terminal = new Terminal(in, out, err, new UnixDevice())) {
            Surroundings surroundings = new Surroundings(System.getenv(), Path.of(System.getProperty("user.dir", ".")));
            Log.Colours colours = Log.Colours.unless(surroundings.variable("NO_COLOR"));
            Clock clock = new LocalClock();
            ProgramName program = ProgramName.of(System.getProperty(NAME_PROPERTY, ProgramName.NAVICERT.text()));
            Log log = new Log(terminal, clock, colours);
            if (program == ProgramName.NAVICERT && canRewrite(terminal, surroundings)) {
                terminal.statusLine().show();
            }
            return new CommandLineProgram(new Session(program, terminal, log, surroundings, clock)).run(List.of(words));
        }
    }

    /** A terminal without a name is none that one can count on. */
    private static boolean canRewrite(Terminal terminal, Surroundings surroundings) {
        String name = surroundings.variable("TERM");
        return terminal.isTerminal(Terminal.Stream.ERR) && !name.isEmpty() && !name.equals("dumb");
    }

    /** Understands the words and does what they say; returns the exit status. */
    int run(List<String> words) {
        Ending ending = new Ending(session);
        CommandLine.Request request;
        try {
            request = new CommandLine(vocabulary).parse(words);
        } catch (SyntaxException e) {
            return ending.delivered(ending.of(e, words), e.failure(), words);
        }
        if (request instanceof CommandLine.Request.Help help) {
            session.terminal().print(HelpText.help(help.command()));
            return ending.delivered(0, help.command().failure(), words);
        }
        Invocation invocation = ((CommandLine.Request.Run) request).invocation();
        return ending.delivered(answer(invocation), invocation.command().failure(), words);
    }

    private int answer(Invocation invocation) {
        try {
            checkArguments(invocation);
            return verb(invocation).run(invocation);
        } catch (FatalException e) {
            return new Ending(session).of(e, invocation);
        }
    }

    private void checkArguments(Invocation invocation) throws FatalException {
        ArgumentCount count = invocation.command().argumentCount().orElse(null);
        if (count != null && !count.allows(invocation.arguments().size())) {
            if (count.usage() == ArgumentCount.Usage.PRINTED) {
                session.terminal().print(HelpText.usage(invocation.command()));
            }
            throw FatalException.usage(count.complaint());
        }
    }

    private Verb verb(Invocation invocation) {
        String path = invocation.command().path();
        return switch (path.substring(path.indexOf(' ') + 1)) {
            case "version" -> new VersionVerb(session);
            case "help" -> this::help;
            case "list" -> new ListVerb(session, collections(invocation));
            case "lookup" -> new LookupVerb(session, collections(invocation));
            case "completion bash", "completion zsh", "completion fish", "completion powershell" ->
                new CompletionVerb(session, vocabulary);
            case "explain" -> new ExplainVerb(session);
            case "verify" -> new VerifyVerb(session, collections(invocation));
            case "inspect" -> new InspectVerb(session, new InspectWiring(session, invocation));
            case "mirror" -> new MirrorVerb(session, new MirrorWiring(session, new CollectionWiring(session)));
            case "key list" -> new KeyListVerb(session);
            case "key generate" -> new KeyGenerateVerb(session);
            case "key import" -> new KeyImportVerb(session);
            case "key export" -> new KeyExportVerb(session);
            case "key remove" -> new KeyRemoveVerb(session);
            case "key passwd" -> new KeyPasswdVerb(session);
            case "init" -> new InitVerb(session, new PublishingWiring(session, invocation));
            case "publish" -> new PublishVerb(session, new PublishingWiring(session, invocation));
            case "key rotate" -> new KeyRotateVerb(session, new PublishingWiring(session, invocation));
            case "add" -> new AddVerb(staging(invocation), AddVerb.Naming.BY_FILE);
            case "addhash" -> new AddVerb(staging(invocation), AddVerb.Naming.BY_HASH);
            case "remove" -> new RemoveVerb(staging(invocation));
            case "status" -> new StatusVerb(staging(invocation));
            case "reset" -> new ResetVerb(staging(invocation));
            case "witness" -> new WitnessVerb(staging(invocation));
            case "delete" ->
                new DeleteVerb(session, new StagingWiring(session), new PublishingWiring(session, invocation));
            case "delegation list" -> new DelegationListVerb(session, new CollectionWiring(session));
            case "delegation add" -> new DelegationAddVerb(staging(invocation));
            case "delegation remove" -> new DelegationRemoveVerb(staging(invocation));
            case "delegation purge" -> new DelegationPurgeVerb(staging(invocation));
            default -> path.indexOf(' ') < 0 ? this::root : this::missing;
        };
    }

    /** The server's, or those of a frozen mirror. */
    private CollectionSource collections(Invocation invocation) {
        CollectionWiring wiring = new CollectionWiring(session);
        return FrozenWiring.isAsked(invocation) ? new FrozenWiring(session, invocation, wiring) : wiring;
    }

    private Staging.Door staging(Invocation invocation) {
        return new Staging.Door(session, new StagingWiring(session), new PublishingWiring(session, invocation));
    }

    private int root(Invocation invocation) {
        Terminal terminal = session.terminal();
        if (invocation.isOn("version")) {
            terminal.printLine(VersionVerb.oneLine(session));
        } else {
            terminal.print(HelpText.usage(vocabulary));
        }
        return 0;
    }

    private int help(Invocation invocation) {
        Command topic = new CommandLine(vocabulary).topic(invocation.arguments());
        session.terminal()
                .print(
                        topic == null
                                ? HelpText.unknownTopic(vocabulary, invocation.arguments())
                                : HelpText.help(topic));
        return 0;
    }

    private int missing(Invocation invocation) throws FatalException {
        throw new FatalException(invocation.command().path() + " is not in this version of Navicert; nothing was done");
    }
}
