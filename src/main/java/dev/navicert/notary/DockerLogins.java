package dev.navicert.notary;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.navicert.tuf.json.Json;
import dev.navicert.tuf.json.MalformedJsonException;
import dev.navicert.tuf.json.Reading;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What {@code docker login} remembers, by the host that it is for. Who logs in to one host has shown a password to that host
 * and to nobody else; so an entry counts for its own host only.
 *
 * @see <a href="https://kubernetes.io/docs/concepts/configuration/secret/#docker-config-secrets">Docker config Secrets</a>
 */
final class DockerLogins {
    private static final int MOST_NAMED = 5;

    /** The name that Docker gives to its own registry, whatever it is asked by. */
    static final String DOCKER_HUB = "index.docker.io";

    private final Map<String, Entry> entries;

    private record Entry(String path, Json.Obj login) {}

    private DockerLogins(Map<String, Entry> entries) {
        this.entries = entries;
    }

    /**
     * Reads {@code {"auths": {host: login}}}, or the older form without {@code auths}.
     *
     * @throws MalformedJsonException if it is no JSON object
     */
    static DockerLogins parse(byte[] content) throws MalformedJsonException {
        if (!(Json.parse(content, Reading.AS_GO) instanceof Json.Obj top)) {
            throw new MalformedJsonException("no JSON object");
        }
        Json.Obj logins = top.get("auths") instanceof Json.Obj inner ? inner : top;
        Map<String, Entry> entries = new LinkedHashMap<>();
        logins.members().forEach((name, value) -> {
            if (value instanceof Json.Obj login) {
                String bare = name.toLowerCase(Locale.ROOT).replaceFirst("^[a-z]+://", "");
                String host = authority(bare);
                // Docker keeps tokens under longer paths of a host (/v1/access-token); the login itself is at the
                // shortest.
                entries.merge(
                        host,
                        new Entry(bare.substring(host.length()), login),
                        (one, other) -> other.path().length() < one.path().length() ? other : one);
            }
        });
        return new DockerLogins(entries);
    }

    /** The login for a host: the entry with its port, else the one without; Docker Hub's for the servers of Docker Hub. */
    Optional<Json.Obj> of(String host) {
        return spellings(host)
                .flatMap(spelling -> Optional.ofNullable(entries.get(spelling)).stream())
                .map(Entry::login)
                .findFirst();
    }

    /**
     * What an entry says; empty if it names no user, which is how Docker notes that a credential helper knows.
     *
     * @throws MalformedJsonException if its {@code auth} is not base64
     */
    static Optional<Credentials> credentials(Json.Obj entry) throws MalformedJsonException {
        String token = text(entry, "identitytoken");
        if (!token.isEmpty()) {
            return Optional.of(new Credentials.IdentityToken(token));
        }
        if (!text(entry, "username").isEmpty()) {
            return Optional.of(new Credentials.Password(text(entry, "username"), text(entry, "password")));
        }
        try {
            String pair = new String(Base64.getDecoder().decode(text(entry, "auth")), UTF_8);
            int colon = pair.indexOf(':');
            return colon < 1
                    ? Optional.empty()
                    : Optional.of(new Credentials.Password(
                            pair.substring(0, colon), pair.substring(colon + 1).replace("\0", "")));
        } catch (IllegalArgumentException e) {
            throw new MalformedJsonException("auth is not base64");
        }
    }

    static String text(Json.Obj entry, String name) {
        return entry.get(name) instanceof Json.Str text ? text.value() : "";
    }

    /** The ways to name a host, the most particular first. */
    static Stream<String> spellings(String host) {
        String name = host.replaceFirst(":[0-9]+$", "");
        Stream<String> own = host.equals(name) ? Stream.of(name, name + ":443") : Stream.of(host, name);
        boolean hub = name.equals("docker.io") || name.endsWith(".docker.io");
        return hub ? Stream.concat(own, Stream.of(DOCKER_HUB, "docker.io")) : own;
    }

    /** For a message: which hosts there are logins for. Hosts are no secrets; others wrote them, though. */
    String hosts() {
        if (entries.isEmpty()) {
            return "it has no entries";
        }
        List<String> names =
                entries.keySet().stream().map(RegistryErrors::printable).toList();
        String more = names.size() > MOST_NAMED ? " and " + (names.size() - MOST_NAMED) + " more" : "";
        return "it has entries for " + names.stream().limit(MOST_NAMED).collect(Collectors.joining(", ")) + more;
    }

    /** Host and port of an address, without what Docker puts around them. */
    static String authority(String address) {
        return address.toLowerCase(Locale.ROOT).replaceFirst("^[a-z]+://", "").replaceFirst("/.*$", "");
    }
}
