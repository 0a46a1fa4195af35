package dev.navicert.name;

import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * A host and a path in the form that rules are compared with. One registry has many spellings; {@link #alias} folds those
 * we know of into one, so that no spelling evades a rule. It is never used to ask a server for anything.
 *
 * @param host the registry with its port
 * @param path the repository on it
 */
public record MatchingName(String host, String path) {
    private static final Map<String, String> ALIASES = Map.of(
            "registry-1.docker.io", ReferenceParser.DEFAULT_DOMAIN,
            "index.docker.io", ReferenceParser.DEFAULT_DOMAIN,
            "registry.hub.docker.com", ReferenceParser.DEFAULT_DOMAIN);

    private static final String DEFAULT_PORT = "443";

    /** The canonical name as written. */
    public static MatchingName of(ImageReference reference) {
        return of(reference.domain(), reference.path());
    }

    /** The canonical name of a trust collection. */
    public static MatchingName of(Gun gun) {
        return of("", gun.value());
    }

    /** A name whose domain the grammar could not tell is asked for at its first part, so that is its host. */
    private static MatchingName of(String domain, String path) {
        if (!domain.isEmpty()) {
            return new MatchingName(domain, path);
        }
        int slash = path.indexOf('/');
        return slash < 0
                ? new MatchingName("", path)
                : new MatchingName(path.substring(0, slash), path.substring(slash + 1));
    }

    /** The same name with its host's usual spelling; equal to this one if it is spelled so already. */
    public MatchingName alias() {
        String aliasHost = aliasOf(host);
        boolean official = aliasHost.equals(ReferenceParser.DEFAULT_DOMAIN) && path.indexOf('/') < 0;
        return new MatchingName(aliasHost, official ? ReferenceParser.OFFICIAL_PREFIX + path : path);
    }

    /**
     * The usual spelling of a host: lower case, without the port 443, without leading zeros in a port, IPv6 addresses in
     * one form, and the names of Docker Hub as {@code docker.io}.
     */
    public static String aliasOf(String host) {
        String lower = host.toLowerCase(Locale.ROOT);
        int end = lower.indexOf(']') + 1;
        int colon = lower.indexOf(':', end);
        String name = colon < 0 ? lower : lower.substring(0, colon);
        String port = colon < 0 ? "" : withoutLeadingZeros(lower.substring(colon + 1));
        String address = Ipv6Text.isLiteral(name) ? Ipv6Text.oneForm(name) : name;
        return ALIASES.getOrDefault(address, address) + (port.isEmpty() || port.equals(DEFAULT_PORT) ? "" : ":" + port);
    }

    private static String withoutLeadingZeros(String port) {
        int first = 0;
        while (first < port.length() - 1 && port.charAt(first) == '0') {
            first++;
        }
        return port.substring(first);
    }

    /** Host and path components in order: what a pattern's segments are compared with. */
    public List<String> segments() {
        return List.of((host + "/" + path).split("/", -1));
    }

    @Override
    public String toString() {
        return host + "/" + path;
    }
}
