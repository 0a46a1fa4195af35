package dev.navicert.cli;

import dev.navicert.change.ChangeEntry;
import dev.navicert.change.Changelist;
import dev.navicert.change.Scope;
import dev.navicert.change.StagedChange;
import dev.navicert.cli.settings.Settings;
import dev.navicert.cli.syntax.Invocation;
import dev.navicert.cli.terminal.FatalException;
import dev.navicert.name.Gun;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/**
 * What one invocation stages, or does to what is staged. Nothing here asks a server.
 *
 * @see <a href="https://github.com/notaryproject/notary/blob/v0.7.0/client/client.go">Notary client/client.go, addChange</a>
 */
final class Staging {
    private final Invocation invocation;
    private final Gun gun;
    private final Settings settings;
    private final Changelist changelist;
    private final Publishing publishing;

    private Staging(Invocation invocation, Gun gun, Settings settings, Changelist changelist, Publishing publishing) {
        this.invocation = invocation;
        this.gun = gun;
        this.settings = settings;
        this.changelist = changelist;
        this.publishing = publishing;
    }

    /** Where verbs get what is staged from. */
    @FunctionalInterface
    interface Source {
        /**
         * Opens what is staged for a collection; looks at the settings as Notary does, whether they are needed or not.
         *
         * @throws FatalException with Notary's text if they make no sense or the trust directory cannot be used
         */
        Changelist open(Gun gun, Settings settings) throws FatalException;
    }

    /** What verbs that stage have in common. */
    record Door(Session session, Source source, Publishing publishing) {
        /** Opens what is staged for the collection that the first argument names. */
        Staging open(Invocation invocation, Settings settings) throws FatalException {
            Gun gun = Session.gun(invocation);
            return new Staging(invocation, gun, settings, source.open(gun, settings), publishing);
        }
    }

    Gun gun() {
        return gun;
    }

    /**
     * The roles of {@code --roles}, or {@code targets}.
     *
     * @throws FatalException if one of them can have no targets
     */
    List<Scope> scopes() throws FatalException {
        List<Scope> scopes = new ArrayList<>();
        for (String role : invocation.texts("roles")) {
            scopes.add(Scope.parse(role)
                    .orElseThrow(() ->
                            FatalException.usage("tuf: invalid role " + role + ". cannot add targets to this role")));
        }
        return scopes.isEmpty() ? List.of(Scope.TARGETS) : scopes;
    }

    void add(ChangeEntry entry) throws FatalException {
        try {
            changelist.append(entry);
        } catch (IOException e) {
            throw unusable(e);
        }
    }

    List<StagedChange> list() throws FatalException {
        try {
            return changelist.list();
        } catch (IOException e) {
            throw unusable(e);
        }
    }

    void remove(List<StagedChange> changes) throws FatalException {
        try {
            changelist.remove(changes);
        } catch (IOException e) {
            throw unusable(e);
        }
    }

    void clear() throws FatalException {
        try {
            changelist.clear();
        } catch (IOException e) {
            throw unusable(e);
        }
    }

    /** Publishes if that was asked for; returns the exit status. */
    int done() throws FatalException {
        if (invocation.isOn("publish")) {
            publishing.publish(gun, settings);
        }
        return 0;
    }

    private static FatalException unusable(IOException e) {
        return new FatalException(String.valueOf(e.getMessage()), e);
    }
}
