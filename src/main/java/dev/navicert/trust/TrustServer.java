package dev.navicert.trust;

import dev.navicert.tuf.Renewal;
import java.net.URI;
import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A source of trust data, as an administrator describes it: where it is, what its repositories' roots must show, how often it
 * is asked. Which collections it serves is the policy's business.
 *
 * @param name unique in a policy set; a DNS subdomain, so safe in paths and labels
 * @param url {@code https:}, {@code file:}, or {@code http:} where an administrator allowed it
 * @param pins what the first root of a collection must show
 * @param refresh when a view counts as old
 * @param serveVerifiedFor how long views answer while the server does not
 * @param caFileOrNull absolute path of the PEM bundle that the server's certificate is checked with, in place of the system's
 * @param credentialsOrNull where the credentials for this server are
 * @param tokenHosts other hosts that may be sent those credentials when the server names them as its token service
 * @param frozenOrNull set where the source is a mirror of a retired server
 * @param forgetBefore which memories of its collections are void
 */
public record TrustServer(
        String name,
        URI url,
        TrustPins pins,
        Refresh refresh,
        Duration serveVerifiedFor,
        @Nullable String caFileOrNull,
        @Nullable CredentialsSource credentialsOrNull,
        List<String> tokenHosts,
        @Nullable Frozen frozenOrNull,
        ForgetBefore forgetBefore) {
    /** How long views answer during an outage where nothing is said. */
    public static final Duration SERVE_VERIFIED_FOR = Duration.ofHours(24);

    public TrustServer {
        tokenHosts = List.copyOf(tokenHosts);
    }

    /** A server of which everything is remembered. */
    public TrustServer(
            String name,
            URI url,
            TrustPins pins,
            Refresh refresh,
            Duration serveVerifiedFor,
            @Nullable String caFileOrNull,
            @Nullable CredentialsSource credentialsOrNull,
            List<String> tokenHosts,
            @Nullable Frozen frozenOrNull) {
        this(
                name,
                url,
                pins,
                refresh,
                serveVerifiedFor,
                caFileOrNull,
                credentialsOrNull,
                tokenHosts,
                frozenOrNull,
                ForgetBefore.NOTHING);
    }

    /** A server of which only the place and the pins are known. */
    public static TrustServer of(String name, URI url, TrustPins pins) {
        return new TrustServer(name, url, pins, Refresh.DEFAULT, SERVE_VERIFIED_FOR, null, null, List.of(), null);
    }

    /** Whether the source is a directory, not a server. */
    public boolean isMirror() {
        return "file".equals(url.getScheme());
    }

    public Optional<String> caFile() {
        return Optional.ofNullable(caFileOrNull);
    }

    public Optional<CredentialsSource> credentials() {
        return Optional.ofNullable(credentialsOrNull);
    }

    public Optional<Frozen> frozen() {
        return Optional.ofNullable(frozenOrNull);
    }

    /** What stands for it that its metadata is current. */
    public Renewal renewal() {
        return frozenOrNull == null ? Renewal.SERVED : new Renewal.Frozen(frozenOrNull.until());
    }

    /**
     * A file with credentials.
     *
     * @param file its absolute path
     * @param hostOrNull whose entry counts where the file holds what {@code docker login} wrote; by default the server's own host
     */
    public record CredentialsSource(String file, @Nullable String hostOrNull) {
        public Optional<String> host() {
            return Optional.ofNullable(hostOrNull);
        }
    }

    /**
     * When a view counts as old.
     *
     * @param interval an older view is checked with the server before it says what a tag means
     * @param recheckAfter an older view is checked before something is refused for not being signed
     */
    public record Refresh(Duration interval, Duration recheckAfter) {
        public static final Refresh DEFAULT = new Refresh(Duration.ofSeconds(60), Duration.ofSeconds(5));
    }

    /**
     * A mirror whose server signs no more: until a date its manifest's hash stands in for fresh timestamps.
     *
     * @param until the last day, in UTC
     * @param manifestSha256 lower-case hex of the mirror's manifest
     */
    public record Frozen(LocalDate until, String manifestSha256) {}
}
