package dev.navicert.trust;

import dev.navicert.keys.SigningKey;
import dev.navicert.name.Gun;
import dev.navicert.trustserver.RepositoryFiles;
import dev.navicert.trustserver.RepositoryKeys;
import dev.navicert.trustserver.RoleSigners;
import dev.navicert.trustserver.SignedRepository;
import dev.navicert.trustserver.Substitution;
import dev.navicert.tuf.FileMeta;
import dev.navicert.tuf.Renewal;
import dev.navicert.tuf.RoleName;
import dev.navicert.tuf.Strictness;
import dev.navicert.tuf.TrustException;
import dev.navicert.tuf.json.Json;
import dev.navicert.tuf.json.MalformedJsonException;
import dev.navicert.tuf.json.Reading;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;

/** A publisher, a server and a reader on one stage: whoever acts, acts here, in the order of the test. */
public final class Play {
    public static final Gun GUN = new Gun("registry.example.com/team/app");
    public static final Instant START = Instant.parse("2026-11-22T12:00:00Z");
    public static final RoleName QA = new RoleName("targets/qa");

    private static final RepositoryKeys KEYS = RepositoryKeys.generate();
    private static final SigningKey DELEGATE = SigningKey.generate(SigningKey.Algorithm.ECDSA);
    public static final SigningKey STRANGER = SigningKey.generate(SigningKey.Algorithm.ECDSA);

    public final SignedRepository repository;
    public final List<String> requests = new ArrayList<>();
    private RepositoryFiles served = RepositoryFiles.NONE;
    private MemoryCache cache = new MemoryCache();
    private Memory memory = Memory.NONE;
    private TrustPins pins = TrustPins.FIRST_USE;
    private Instant now = START;
    private Renewal renewal = Renewal.SERVED;

    private Play(Instant certified) {
        repository = SignedRepository.create(GUN, KEYS, certified);
    }

    /** A collection with a tag in {@code targets} and one in {@code targets/qa}, published. */
    public static Play published() {
        return certified(START);
    }

    /** The same, with a root certificate that holds from an instant on. */
    public static Play certified(Instant notBefore) {
        Play play = new Play(notBefore);
        play.repository
                .addTarget(RoleName.TARGETS, "1.0", content("one"))
                .delegate(QA, RoleSigners.of(DELEGATE), List.of("qa-"))
                .addTarget(QA, "qa-1", content("two"))
                .addTarget(QA, "latest", content("not theirs to sign"));
        return play.publish();
    }

    public static FileMeta content(String text) {
        return FileMeta.of(text.getBytes(StandardCharsets.UTF_8));
    }

    public Play publish() {
        return publish(Substitution.NONE);
    }

    /** Publishes, with some files replaced before snapshot and timestamp vouch for them. */
    public Play publish(Substitution substitution) {
        served = repository.publish(now, substitution);
        return this;
    }

    /** Publishes with the file of one role changed by whoever holds its keys: what is said, then signed again. */
    public Play publishSaying(RoleName role, UnaryOperator<Json.Obj> change) {
        return publish((name, honest) -> name.equals(role)
                ? repository.sign(role, change.apply((Json.Obj) member(tree(honest), "signed")))
                : honest);
    }

    /** Publishes with a role left out of the snapshot by whoever holds its key. */
    public Play publishWithout(RoleName role) {
        return publishSaying(
                RoleName.SNAPSHOT,
                signed -> signed.with("meta", ((Json.Obj) member(signed, "meta")).without(role.value())));
    }

    /** Publishes with the text of one role's file changed by somebody who holds no key of it. */
    public Play publishWriting(RoleName role, UnaryOperator<String> change) {
        return publish((name, honest) -> name.equals(role)
                ? change.apply(new String(honest, StandardCharsets.UTF_8)).getBytes(StandardCharsets.UTF_8)
                : honest);
    }

    /** The server answers otherwise from now on. */
    public Play serve(UnaryOperator<RepositoryFiles> change) {
        served = change.apply(served);
        return this;
    }

    public RepositoryFiles served() {
        return served;
    }

    public Play pinned(TrustPins others) {
        pins = others;
        return this;
    }

    /** The server is gone; what it served last is believed for a while. */
    public Play frozen(LocalDate until) {
        renewal = new Renewal.Frozen(until);
        return this;
    }

    public Play later(Duration duration) {
        now = now.plus(duration);
        return this;
    }

    public Instant now() {
        return now;
    }

    public MemoryCache cache() {
        return cache;
    }

    public Memory memory() {
        return memory;
    }

    /** The reader has lost its files, not its memory. */
    public Play filesLost() {
        cache = new MemoryCache();
        return this;
    }

    public Play remembering(Memory other) {
        memory = other;
        return this;
    }

    /** Another reader that has seen the same. */
    public Play rewound(MemoryCache seen, Memory remembered) {
        cache = seen.copy();
        memory = remembered;
        return this;
    }

    public TrustedCollection read(Strictness strictness) throws TrustException, RemoteException, IOException {
        requests.clear();
        TrustedCollection collection = TrustedCollection.update(request(strictness));
        if (strictness == Strictness.STRICT) {
            memory = collection.memory();
            collection.keep(cache);
        }
        return collection;
    }

    /** One word: see {@link Outcome}. */
    public String outcome(Strictness strictness) {
        return Outcome.of(() -> read(strictness));
    }

    public UpdateRequest request(Strictness strictness) {
        UpdateRequest request = strictness == Strictness.STRICT
                ? UpdateRequest.strict(GUN, this::fetch, cache, pins, memory, now)
                : UpdateRequest.notary(GUN, this::fetch, cache, pins, now);
        return request.renewed(renewal);
    }

    private byte[] fetch(MetadataName name, long maxBytes) throws RemoteException {
        requests.add(name.path().replaceFirst("\\.[0-9a-f]{64}\\.json", ".<sha256>.json"));
        byte[] file =
                served.file(name.path()).orElseThrow(() -> new RemoteException.NotFound(name, "no " + name.path()));
        if (file.length > maxBytes) {
            throw new RemoteException.TooLarge(maxBytes, "too long");
        }
        return file;
    }

    public static Json tree(byte[] file) {
        try {
            return Json.parse(file, Reading.AS_GO);
        } catch (MalformedJsonException e) {
            throw new AssertionError(e);
        }
    }

    public static Json member(Json object, String name) {
        Json value = ((Json.Obj) object).get(name);
        if (value == null) {
            throw new AssertionError("no member " + name);
        }
        return value;
    }
}
