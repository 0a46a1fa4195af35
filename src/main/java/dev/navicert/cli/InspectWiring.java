package dev.navicert.cli;

import dev.navicert.change.Preview;
import dev.navicert.change.StagedChange;
import dev.navicert.cli.CollectionSource.Order;
import dev.navicert.cli.inspect.Finding;
import dev.navicert.cli.inspect.Findings;
import dev.navicert.cli.inspect.Report;
import dev.navicert.cli.inspect.Report.State;
import dev.navicert.cli.inspect.Verdict;
import dev.navicert.cli.settings.Settings;
import dev.navicert.cli.syntax.Invocation;
import dev.navicert.cli.terminal.FatalException;
import dev.navicert.disk.TrustDirectory;
import dev.navicert.keys.StoredKey;
import dev.navicert.name.Gun;
import dev.navicert.trust.RemoteException;
import dev.navicert.trust.TrustPin;
import dev.navicert.trust.TrustedCollection;
import dev.navicert.trust.UnpublishedCollection;
import dev.navicert.trust.UpdateFact;
import dev.navicert.trust.UpdateRequest;
import dev.navicert.trust.inspection.Inspection;
import dev.navicert.trust.inspection.Renewer;
import dev.navicert.tuf.TrustException;
import dev.navicert.tuf.crypto.KeyId;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** Joins what is inspected: the server or its mirror, and of the trust directory metadata, staged edits and the names of keys. */
final class InspectWiring {
    private final Session session;
    private final Invocation invocation;
    private final CollectionWiring collections;

    InspectWiring(Session session, Invocation invocation) {
        this.session = session;
        this.invocation = invocation;
        this.collections = new CollectionWiring(session);
    }

    /** Every collection in the trust directory. */
    Set<Gun> all(Settings settings) throws FatalException {
        try {
            return trustDirectory(settings).collections();
        } catch (IOException e) {
            throw new FatalException(String.valueOf(e.getMessage()), e);
        }
    }

    private TrustDirectory trustDirectory(Settings settings) {
        return new TrustDirectory(session.surroundings().directory().resolve(settings.trustDirectory()));
    }

    /** Identifiers of the private keys that are here; none is opened. */
    Set<KeyId> keys(Settings settings) throws FatalException {
        return new KeyWiring(session, invocation)
                .ring(settings, KeyWiring.NOBODY).list().stream()
                        .map(StoredKey::id)
                        .collect(Collectors.toUnmodifiableSet());
    }

    /**
     * Looks at a collection. That it cannot be read is a finding.
     *
     * @throws FatalException if the settings make no sense or the trust directory cannot be used
     */
    Report look(Gun gun, Settings settings, Set<KeyId> keys, Duration within) throws FatalException {
        CollectionWiring.Asked asked = invocation.isOn("offline")
                ? collections.recall(gun, settings)
                : collections.ask(gun, settings, Order.PINS_FIRST);
        try {
            List<StagedChange> staged =
                    trustDirectory(settings).changelist(gun, session.clock()).list();
            return new Look(asked, staged, keys, within).report();
        } catch (IOException e) {
            throw new FatalException(String.valueOf(e.getMessage()), e);
        }
    }

    /** One collection. */
    private final class Look {
        private final CollectionWiring.Asked asked;
        private final UpdateRequest update;
        private final List<StagedChange> staged;
        private final Set<KeyId> keys;
        private final Duration within;
        private final TrustPin pin;
        private final Findings words;

        Look(CollectionWiring.Asked asked, List<StagedChange> staged, Set<KeyId> keys, Duration within) {
            this.asked = asked;
            this.update = asked.request().update().observedBy(fact -> {}).inspected();
            this.staged = staged;
            this.keys = keys;
            this.within = within;
            this.pin = update.pins().forGun(update.gun());
            this.words = new Findings(update.gun(), update.now());
        }

        Report report() throws IOException {
            try {
                return read(TrustedCollection.update(update));
            } catch (TrustException e) {
                return unread(Verdict.BROKEN, asked.request().words().of(e));
            } catch (RemoteException e) {
                return unasked(e);
            }
        }

        private Report read(TrustedCollection collection) {
            Renewer renewer = collection.usedCachedTimestamp() ? Renewer.UNASKED : asked.renewer();
            Inspection inspection = Inspection.of(collection, pin, renewer, within);
            Preview preview = Preview.of(collection, staged, keys, update.now());
            List<Finding> findings = new ArrayList<>(words.of(inspection, renewer));
            findings.addAll(words.of(preview, staged.size()));
            collection
                    .pinObjection()
                    .map(reason -> words.unpinned(asked.request().words().of(reason)))
                    .ifPresent(findings::add);
            if (asked.renewer() != Renewer.UNASKED) {
                collection.facts().forEach(fact -> unanswered(fact).ifPresent(findings::add));
            }
            State state = renewer == Renewer.UNASKED ? State.REMEMBERED : State.CURRENT;
            return report(state, inspection, findings, Optional.of(preview));
        }

        private Optional<Finding> unanswered(UpdateFact fact) {
            return fact instanceof UpdateFact.CachedTimestampUsed used
                    ? Optional.of(Finding.unread(
                            Verdict.UNKNOWN,
                            "the server did not say what is current: "
                                    + asked.request().words().of(used.cause())
                                    + "; --offline is content with what the trust directory remembers"))
                    : Optional.empty();
        }

        private Report unasked(RemoteException reason) throws IOException {
            if (reason instanceof RemoteException.NotFound missing && missing.isCollection()) {
                try {
                    Optional<UnpublishedCollection> own =
                            UnpublishedCollection.load(update.gun(), update.cache(), update.pins(), update.now());
                    if (own.isPresent()) {
                        return unpublished(own.get());
                    }
                } catch (TrustException e) {
                    return unread(Verdict.BROKEN, asked.request().words().of(e));
                }
            }
            return unread(
                    Verdict.UNKNOWN,
                    asked.renewer() == Renewer.UNASKED
                            ? "the trust directory does not remember what is current; without --offline, the server is"
                                    + " asked"
                            : asked.request().words().of(reason));
        }

        private Report unpublished(UnpublishedCollection own) {
            Preview preview = Preview.of(own, staged, keys, update.now());
            return report(
                    State.UNPUBLISHED,
                    new Inspection(update.now(), List.of(), List.of()),
                    words.of(preview, staged.size()),
                    Optional.of(preview));
        }

        private Report unread(Verdict verdict, String reason) {
            return report(
                    State.UNREAD,
                    new Inspection(update.now(), List.of(), List.of()),
                    List.of(Finding.unread(verdict, reason)),
                    Optional.empty());
        }

        private Report report(State state, Inspection inspection, List<Finding> findings, Optional<Preview> preview) {
            return new Report(
                    update.gun(),
                    asked.server(),
                    state,
                    pin,
                    inspection.at(),
                    inspection.roles(),
                    findings,
                    staged.size(),
                    preview,
                    keys);
        }
    }
}
