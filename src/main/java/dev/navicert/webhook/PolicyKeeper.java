package dev.navicert.webhook;

import dev.navicert.policy.PolicySet;
import dev.navicert.policy.yaml.InvalidPolicyException;
import dev.navicert.policy.yaml.PolicyDocuments;
import dev.navicert.policy.yaml.PolicyFiles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * Keeps the policy in force the one that its files hold. A set that is broken leaves in force the one before, even through a
 * restart; it is told once.
 */
final class PolicyKeeper {
    private final Path files;
    private final LastGoodPolicy lastGood;
    private final EventLog log;
    private final WebhookMetrics metrics;
    private final Clock clock;
    private volatile InForce inForce;
    private volatile String problem = "";
    /** What made the set in force, and what was read last, be it good or not. */
    private PolicyFiles good;

    private PolicyFiles latest;
    private FileStamp stamp;

    private record InForce(PolicySet policy, Instant since) {}

    /** @throws StartException if there is no policy to begin with */
    PolicyKeeper(Path files, Path state, EventLog log, WebhookMetrics metrics, Clock clock) throws StartException {
        this.files = files;
        this.lastGood = new LastGoodPolicy(files, state);
        this.log = log;
        this.metrics = metrics;
        this.clock = clock;
        this.latest = PolicyFiles.at(files);
        this.good = latest;
        this.stamp = FileStamp.of(watched()); // before the files are read: what changes meanwhile is read next time
        this.inForce = new InForce(first(), clock.instant());
    }

    PolicySet inForce() {
        return inForce.policy();
    }

    /** When what is in force was read, by this process. */
    Instant inForceSince() {
        return inForce.since();
    }

    /** Whether what is in force is what the files hold. */
    boolean isCurrent() {
        return problem.isEmpty();
    }

    /** Looks at the files again. Called by one thread. */
    void refresh() {
        FileStamp now = FileStamp.of(watched());
        if (now.equals(stamp)) {
            return;
        }
        stamp = now;
        latest = PolicyFiles.at(files);
        try {
            PolicySet read = PolicyDocuments.read(latest);
            if (isCurrent() && latest.readTheSameAs(good)) {
                return;
            }
            inForce = new InForce(read, clock.instant());
            good = latest;
            problem = "";
            metrics.policyRead("in_force");
            log.info("policy", "the policy of " + files + " has changed and is in force");
            keep();
        } catch (InvalidPolicyException e) {
            String words = inOneLine(e);
            if (!words.equals(problem)) {
                metrics.policyRead("refused");
                log.error("policy", "the policy has changed but is broken, the one before stays in force: " + words);
            }
            problem = words;
        }
    }

    private PolicySet first() throws StartException {
        try {
            PolicySet read = PolicyDocuments.read(latest);
            metrics.policyRead("in_force");
            keep();
            return read;
        } catch (InvalidPolicyException e) {
            PolicySet kept = Files.exists(files) ? lastGood.recall().orElse(null) : null;
            if (kept == null) {
                throw new StartException("no policy to start with: " + inOneLine(e), e);
            }
            problem = inOneLine(e);
            metrics.policyRead("refused");
            log.error("policy", "the policy is broken, the last good one is in force: " + problem);
            return kept;
        }
    }

    private void keep() {
        try {
            lastGood.keep(good);
        } catch (IOException e) {
            log.error("policy", "the policy could not be kept for a restart: " + Failures.words(e));
        } catch (InvalidPolicyException e) {
            log.error("policy", "the policy could not be kept for a restart: " + inOneLine(e));
        }
    }

    /**
     * The documents that are there, and whatever was read last or was wanted. A server's authority and credentials are read
     * when they are needed.
     */
    private List<Path> watched() {
        SortedSet<Path> watched = new TreeSet<>(latest.asked());
        watched.add(files);
        try {
            watched.addAll(PolicyFiles.at(files).documents());
        } catch (InvalidPolicyException e) {
            // said when it is read
        }
        return List.copyOf(watched);
    }

    private static String inOneLine(InvalidPolicyException e) {
        int more = e.problems().size() - 1;
        return e.problems().get(0) + (more > 0 ? " (and " + more + " more)" : "");
    }
}
