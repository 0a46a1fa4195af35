package dev.navicert.cli;

import dev.navicert.change.PublishFact;
import dev.navicert.cli.verbs.ProgramName;
import java.util.function.Consumer;

/**
 * Writes what publishing has to say to the log, at the level and in the words of Notary, and how far it is to the terminal's line.
 *
 * @param changelist where the staged edits are, for the user
 */
record PublishLog(Session session, PublishWords words, String changelist)
        implements Consumer<PublishFact>, PublishFact.Cases<Boolean> {
    private static final int SHOWN = 100;

    @Override
    public void accept(PublishFact fact) {
        fact.fold(this);
    }

    @Override
    public Boolean notAdded(PublishFact.TargetNotAdded fact) {
        return error("couldn't add target to " + fact.scope() + ": " + words.of(fact.reason()));
    }

    @Override
    public Boolean notRemoved(PublishFact.TargetNotRemoved fact) {
        return error("couldn't remove target from " + fact.scope() + ": " + words.of(fact.reason()));
    }

    @Override
    public Boolean tooFewKeys(PublishFact.RoleUnusable fact) {
        return warning("role " + fact.role() + " has fewer keys than its threshold of " + fact.threshold()
                + "; it will not be usable until keys are added to it");
    }

    @Override
    public Boolean notPurged(PublishFact.NotPurged fact) {
        return warning("role " + fact.role()
                + " contains keys being purged but you do not have the necessary keys present to sign it; keys will not"
                + " be purged from " + fact.role() + " or its immediate children");
    }

    /** Notary says nothing. */
    @Override
    public Boolean nothingToRemove(PublishFact.NothingToRemove fact) {
        return session.program() == ProgramName.NAVICERT
                && warning("there was no target " + fact.target() + " in " + fact.role()
                        + " to remove; was it another name, or another role (--roles)?");
    }

    @Override
    public Boolean notRefreshed(PublishFact.NotRefreshed fact) {
        return error("Could not publish Repository since we could not update: " + words.of(fact.reason()));
    }

    @Override
    public Boolean firstPublication(PublishFact.FirstPublication fact) {
        session.log()
                .info("No TUF data found locally or remotely - initializing repository " + words.gun()
                        + " for the first time");
        return true;
    }

    /** Some hundred times at most: a terminal may be far away. Where there is none, {@code -v} has one line, as navicert. */
    @Override
    public Boolean replaying(PublishFact.Replaying fact) {
        if (fact.number() == 1 && session.program() == ProgramName.NAVICERT) {
            session.log().info("staged changes of " + words.gun() + " to make and sign: " + fact.all());
        }
        int step = Math.max(1, fact.all() / SHOWN);
        return fact.number() % step == 0 && say("making change " + fact.number() + " of " + fact.all());
    }

    @Override
    public Boolean signing(PublishFact.Signing fact) {
        return say("signing");
    }

    private boolean say(String doing) {
        session.terminal().statusLine().say(words.gun() + ": " + doing);
        return true;
    }

    @Override
    public Boolean notCleared(PublishFact.NotCleared fact) {
        return warning("Unable to clear changelist. You may want to manually delete the folder " + changelist);
    }

    /** Notary removes it before anything is published. */
    @Override
    public Boolean keyNotRemoved(PublishFact.KeyNotRemoved fact) {
        return warning("key " + fact.key() + " signs nothing any more, but could not be removed: "
                + words.of(fact.reason()) + "; remove it with key remove " + fact.key());
    }

    private boolean error(String line) {
        session.log().error(line);
        return true;
    }

    private boolean warning(String line) {
        session.log().warning(line);
        return true;
    }
}
