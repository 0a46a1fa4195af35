package dev.navicert.cli;

import dev.navicert.cli.explain.ExplanationFacts;
import dev.navicert.cli.explain.ExplanationText;
import dev.navicert.cli.explain.ExplanationWiring;
import dev.navicert.cli.explain.MemoryWiring;
import dev.navicert.cli.explain.Recollection;
import dev.navicert.cli.syntax.Invocation;
import dev.navicert.cli.terminal.FatalException;
import dev.navicert.cli.terminal.JsonText;
import dev.navicert.cli.terminal.Log;
import dev.navicert.name.ImageReference;
import dev.navicert.name.InvalidReferenceException;
import dev.navicert.policy.Explanation;
import dev.navicert.policy.Namespace;
import dev.navicert.policy.PolicySet;
import dev.navicert.policy.Ruling;
import dev.navicert.policy.yaml.InvalidPolicyException;
import dev.navicert.policy.yaml.PolicyDocuments;
import dev.navicert.trust.Deadline;
import dev.navicert.tuf.json.GoQuote;
import java.io.IOException;
import java.nio.file.InvalidPathException;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * {@code explain}: what enforcing a policy would make of an image, and why; or, with {@code --state}, what a webhook makes of it
 * by what it remembers.
 *
 * <p>Exit status 0: admitted; 1: refused; 2: could not decide, for want of a server, a policy or sense in the question.
 */
record ExplainVerb(Session session) implements Verb {
    static final int UNDECIDED = 2;
    private static final int REFUSED = 1;
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    @Override
    public int run(Invocation invocation) throws FatalException {
        OutputFormat format = OutputFormat.of(invocation);
        session.log().show(invocation.isOn("debug") ? Log.Level.DEBUG : Log.Level.WARNING);
        Optional<MemoryWiring> memory = memory(invocation.text("state"));
        PolicySet policy = policy(invocation, memory);
        Namespace namespace = namespace(invocation);
        String text = invocation.arguments().get(0);
        ImageReference image;
        try {
            image = ImageReference.parse(text);
        } catch (InvalidReferenceException e) {
            print(
                    format,
                    "image       " + GoQuote.text(text) + "\nverdict     refused\n            REFERENCE_INVALID "
                            + e.getMessage() + "\n",
                    ExplanationFacts.unreadable(text, String.valueOf(e.getMessage())));
            return REFUSED;
        }
        Ruling ruling = policy.ruling(image, namespace, session.clock().instant());
        Explanation explanation = memory.isPresent() ? memory.get().explain(ruling, session.clock()) : explain(ruling);
        Recollection recollection =
                memory.map(known -> known.recollection(ruling)).orElse(null);
        print(format, ExplanationText.of(explanation, recollection), ExplanationFacts.of(explanation, recollection));
        return switch (explanation.outcome()) {
            case ADMITTED -> 0;
            case REFUSED -> REFUSED;
            case UNDECIDED -> UNDECIDED;
        };
    }

    private Explanation explain(Ruling ruling) throws FatalException {
        try {
            return ExplanationWiring.explain(
                    ruling, session.clock(), session.surroundings().environment(), Deadline.after(PATIENCE));
        } catch (IOException e) {
            throw new FatalException(String.valueOf(e.getMessage()), e);
        }
    }

    private void print(OutputFormat format, String text, Map<String, ?> facts) {
        session.terminal().print(format == OutputFormat.JSON ? JsonText.of(facts) : text);
    }

    private Optional<MemoryWiring> memory(String path) throws FatalException {
        try {
            return path.isEmpty()
                    ? Optional.empty()
                    : Optional.of(
                            MemoryWiring.of(session.surroundings().directory().resolve(path)));
        } catch (IOException e) {
            throw new FatalException(String.valueOf(e.getMessage()), e);
        } catch (InvalidPathException e) {
            throw new FatalException(GoQuote.text(path) + " is no path", e);
        }
    }

    private static PolicySet kept(MemoryWiring memory, String state) throws FatalException {
        try {
            return memory.policy()
                    .orElseThrow(() -> new FatalException(state + " holds no policy: name one with --policy"));
        } catch (IOException e) {
            throw new FatalException(String.valueOf(e.getMessage()), e);
        } catch (InvalidPolicyException e) {
            throw new FatalException(String.join("\n* fatal: ", e.problems()), e);
        }
    }

    private PolicySet policy(Invocation invocation, Optional<MemoryWiring> memory) throws FatalException {
        String path = invocation.text("policy");
        if (path.isEmpty() && memory.isPresent()) {
            return kept(memory.get(), invocation.text("state"));
        }
        if (path.isEmpty()) {
            throw new FatalException("Must name a policy file or folder with --policy");
        }
        try {
            return PolicyDocuments.read(session.surroundings().directory().resolve(path));
        } catch (InvalidPolicyException e) {
            throw new FatalException(String.join("\n* fatal: ", e.problems()), e);
        } catch (InvalidPathException e) {
            throw new FatalException(GoQuote.text(path) + " is no path", e);
        }
    }

    private static Namespace namespace(Invocation invocation) throws FatalException {
        Map<String, String> labels = new HashMap<>();
        for (String label : invocation.texts("namespace-labels")) {
            int equals = label.indexOf('=');
            if (equals < 1) {
                throw new FatalException("--namespace-labels must be key=value, not " + GoQuote.text(label));
            }
            labels.put(label.substring(0, equals), label.substring(equals + 1));
        }
        return new Namespace(invocation.text("namespace"), labels);
    }
}
