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
import dev.navicert.trust.RemoteMetadata;
import dev.navicert.trust.TrustPin;
import dev.navicert.trust.TrustedCollection;
import dev.navicert.trust.UnpublishedCollection;
import dev.navicert.trust.UpdateFact;
import dev.navicert.trust.UpdateRequest;
import dev.navicert.trust.inspection.Inspection;
import dev.navicert.trust.inspection.Renewer;
import dev.navicert.tuf.Renewal;
import dev.navicert.tuf.TrustException;
import dev.navicert.tuf.crypto.KeyId;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Joins what is inspected: the server or its mirror, and of the trust directory metadata, staged edits and the names of keys. */
final class InspectWiring {
    private static final String STAGED_FIRST = "what is staged here makes it when it is published: navicert publish ";

    private final Session session;
    private final Invocation invocation;
    private final CollectionWiring collections;
    /** Its manifest is read once. */
    private FrozenWiring.@Nullable Freeze freeze;

    InspectWiring(Session session, Invocation invocation) {
        this.session = session;
        this.invocation = invocation;
        this.collections = new CollectionWiring(session);
    }

    /** Whether a frozen mirror is read, and no server asked. */
    boolean isFrozen() {
        return FrozenWiring.isAsked(invocation);
    }

    /** Every collection in the frozen mirror, or in the trust directory. */
    Set<Gun> all(Settings settings) throws FatalException {
        try {
            return isFrozen()
                    ? freeze().mirror().collections()
                    : trustDirectory(settings).collections();
        } catch (IOException | RemoteException e) {
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
        CollectionWiring.Asked asked = asked(gun, settings);
        try {
            List<StagedChange> staged =
                    trustDirectory(settings).changelist(gun, session.clock()).list();
            return new Look(asked, staged, keys, within).report();
        } catch (IOException e) {
            throw new FatalException(String.valueOf(e.getMessage()), e);
        }
    }

    private CollectionWiring.Asked asked(Gun gun, Settings settings) throws FatalException {
        boolean offline = invocation.isOn("offline");
        if (!isFrozen()) {
            return offline ? collections.recall(gun, settings) : collections.ask(gun, settings, Order.PINS_FIRST);
        }
        if (offline) {
            throw FatalException.usage("either --offline or --frozen: a frozen mirror asks no server anyway");
        }
        return collections.frozen(gun, settings, freeze().address(), freeze().origin(pinned(gun)));
    }

    /** That a mirror is not the pinned one is a finding, as that one of its files is not. */
    private RemoteMetadata pinned(Gun gun) throws FatalException {
        try {
            return freeze().mirror().collection(gun);
        } catch (RemoteException e) {
            return (name, maxBytes) -> {
                throw e;
            };
        }
    }

    private FrozenWiring.Freeze freeze() throws FatalException {
        FrozenWiring.Freeze known = freeze;
        if (known == null) {
            known = new FrozenWiring(session, invocation, collections).freeze();
            freeze = known;
        }
        return known;
    }

    /** One collection. */
    private final class Look {
        private final CollectionWiring.Asked asked;
        private final UpdateRequest update;
        private final Optional<Renewal.Frozen> terms;
        private final List<StagedChange> staged;
        private final Set<KeyId> keys;
        private final Duration within;
        private final TrustPin pin;
        private final Findings words;

        Look(CollectionWiring.Asked asked, List<StagedChange> staged, Set<KeyId> keys, Duration within) {
            this.asked = asked;
            this.terms = asked.request().update().renewal().frozen();
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
            List<Finding> findings = new ArrayList<>(words.of(inspection, renewer));
            // A frozen mirror is not published to.
            Optional<Preview> preview = terms.isPresent()
                    ? Optional.empty()
                    : Optional.of(Preview.of(collection, staged, keys, update.now()));
            preview.ifPresent(next -> findings.addAll(words.of(next, staged.size())));
            terms.flatMap(until -> words.of(until, within)).ifPresent(findings::add);
            collection
                    .pinObjection()
                    .map(reason -> words.unpinned(asked.request().words().of(reason)))
                    .ifPresent(findings::add);
            if (asked.renewer() != Renewer.UNASKED) {
                collection.facts().forEach(fact -> unanswered(fact).ifPresent(findings::add));
            }
            return report(state(renewer), inspection, findings, preview);
        }

        private State state(Renewer renewer) {
            return switch (renewer) {
                case UNASKED -> State.REMEMBERED;
                case FROZEN -> State.FROZEN;
                default -> State.CURRENT;
            };
        }

        private Optional<Finding> unanswered(UpdateFact fact) {
            return fact instanceof UpdateFact.CachedTimestampUsed used
                    ? Optional.of(Finding.unread(verdict(used.cause()), unanswered(used.cause())))
                    : Optional.empty();
        }

        private String unanswered(RemoteException reason) {
            String why = asked.request().words().of(reason);
            return terms.isPresent()
                    ? "the mirror cannot be read: " + why
                    : "the server did not say what is current: " + why
                            + "; --offline is content with what the trust directory remembers";
        }

        /** Another file than the one that was pinned is refused by every reader. */
        private static Verdict verdict(RemoteException reason) {
            return reason instanceof RemoteException.Altered ? Verdict.BROKEN : Verdict.UNKNOWN;
        }

        private Report unasked(RemoteException reason) throws IOException {
            boolean unknown = reason instanceof RemoteException.NotFound missing && missing.isCollection();
            if (terms.isEmpty() && (unknown || asked.renewer() == Renewer.UNASKED)) {
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
            String why = asked.renewer() == Renewer.UNASKED
                    ? "the trust directory does not remember what is current; without --offline, the server is asked"
                    : asked.request().words().of(reason);
            return unread(verdict(reason), unknown && !staged.isEmpty() ? why + "; " + STAGED_FIRST + gun() : why);
        }

        private Gun gun() {
            return update.gun();
        }

        private Report unpublished(UnpublishedCollection own) {
            Preview preview = Preview.of(own, staged, keys, update.now());
            Inspection inspection = Inspection.of(own, pin, update.now(), within);
            List<Finding> findings = new ArrayList<>(words.of(inspection, asked.renewer()));
            findings.addAll(words.of(preview, staged.size()));
            findings.add(words.unpublished(asked.renewer()));
            return report(State.UNPUBLISHED, inspection, findings, Optional.of(preview));
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
                    gun(),
                    asked.server(),
                    terms,
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
