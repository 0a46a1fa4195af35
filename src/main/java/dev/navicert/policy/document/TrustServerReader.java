package dev.navicert.policy.document;

import dev.navicert.name.Digest;
import dev.navicert.policy.InvalidPatternException;
import dev.navicert.policy.Pattern;
import dev.navicert.policy.PolicyForgetBefore;
import dev.navicert.policy.PolicyPins;
import dev.navicert.policy.Rewrite;
import dev.navicert.policy.ServerPolicy;
import dev.navicert.trust.ForgetBefore;
import dev.navicert.trust.PinnedAuthority;
import dev.navicert.trust.TrustPin;
import dev.navicert.trust.TrustPins;
import dev.navicert.trust.TrustServer;
import dev.navicert.tuf.crypto.KeyId;
import java.io.IOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Reads the {@code spec} of {@code TrustServer}. */
final class TrustServerReader {
    private static final Duration DAY = Duration.ofDays(1);
    private static final String BEGIN_CERTIFICATE = "-----BEGIN CERTIFICATE-----";

    private static final int LAST_PORT = 65535;

    private final Attachments attachments;
    /** By file: however many patterns name one, it is held once. */
    private final Map<String, PinnedAuthority> authorityFiles = new HashMap<>();

    TrustServerReader(Attachments attachments) {
        this.attachments = attachments;
    }

    ServerPolicy read(String name, Value spec) throws InvalidDocumentException {
        Fields fields = Fields.of(
                spec,
                "url",
                "insecure",
                "serves",
                "rewrite",
                "ca",
                "credentials",
                "tokenHosts",
                "pins",
                "refresh",
                "outage",
                "frozen",
                "forgetBefore");
        Value insecure = fields.orNull("insecure");
        URI url = url(fields.required("url"), insecure != null && insecure.bool());
        Value pins = fields.orNull("pins");
        TrustServer server = new TrustServer(
                name,
                url,
                pins == null ? new PolicyPins(Map.of(), Map.of(), TrustPin.FirstUse.REFUSED) : pins(pins),
                refresh(fields.orNull("refresh")),
                outage(fields.orNull("outage")),
                file(fields.orNull("ca"), "file", "secretRef", "configMapRef"),
                credentials(fields.orNull("credentials")),
                tokenHosts(fields.orNull("tokenHosts")),
                frozen(fields.orNull("frozen"), url),
                forgetBefore(fields.orNull("forgetBefore")));
        return new ServerPolicy(
                server, distinctPatterns(fields.required("serves")), rewrites(fields.orNull("rewrite")));
    }

    private static URI url(Value value, boolean insecure) throws InvalidDocumentException {
        URI url;
        try {
            url = new URI(value.string());
        } catch (URISyntaxException e) {
            throw value.refuse("is no URL: " + e.getReason());
        }
        String scheme = url.getScheme() == null ? "" : url.getScheme();
        if (url.getRawUserInfo() != null || url.getRawQuery() != null || url.getRawFragment() != null) {
            throw value.refuse("must have no user, no query and no fragment; put credentials into credentials");
        }
        switch (scheme) {
            case "https" -> requireHost(url, value);
            case "http" -> {
                requireHost(url, value);
                if (!insecure) {
                    throw value.refuse(
                            "is plain http: anybody on the way can withhold updates; use https, or set insecure: true");
                }
            }
            case "file" -> {
                if (url.isOpaque()
                        || url.getRawAuthority() != null
                        || !url.getPath().startsWith("/")) {
                    throw value.refuse("must name a folder by its absolute path, as file:///mirror");
                }
            }
            default -> throw value.refuse("must start with https://, file:/// or, with insecure: true, http://");
        }
        return url;
    }

    private static void requireHost(URI url, Value value) throws InvalidDocumentException {
        if (url.getHost() == null || url.getHost().isEmpty()) {
            throw value.refuse("names no host");
        }
        if (url.getPort() == 0 || url.getPort() > LAST_PORT) {
            throw value.refuse("names the port " + url.getPort() + ", which does not exist");
        }
    }

    private static List<Pattern> distinctPatterns(Value list) throws InvalidDocumentException {
        List<Pattern> patterns = new ArrayList<>();
        Set<String> seen = new HashSet<>();
        for (Value item : list.someItems()) {
            if (!seen.add(item.string())) {
                throw item.refuse("repeats the pattern \"" + item.string() + "\" of this document");
            }
            patterns.add(item.repositoryPattern());
        }
        return patterns;
    }

    private static List<Rewrite> rewrites(@Nullable Value list) throws InvalidDocumentException {
        List<Rewrite> rewrites = new ArrayList<>();
        Set<String> seen = new HashSet<>();
        for (Value item : list == null ? List.<Value>of() : list.items()) {
            Fields fields = Fields.of(item, "from", "to");
            Value from = fields.required("from");
            if (!seen.add(from.string())) {
                throw from.refuse("repeats the pattern \"" + from.string() + "\" of this document");
            }
            try {
                rewrites.add(Rewrite.of(
                        from.repositoryPattern(), fields.required("to").repositoryPattern()));
            } catch (InvalidPatternException e) {
                throw item.refuse("is no rewrite: " + e.getMessage());
            }
        }
        return rewrites;
    }

    private TrustPins pins(Value value) throws InvalidDocumentException {
        Fields fields = Fields.of(value, "certs", "ca", "firstUse");
        Map<Pattern, List<KeyId>> certs = new LinkedHashMap<>();
        Map<Pattern, PinnedAuthority> authorities = new LinkedHashMap<>();
        Value certLists = fields.orNull("certs");
        if (certLists != null) {
            Fields byPattern = Fields.ofAnyName(certLists);
            for (String key : byPattern.names()) {
                Value ids = byPattern.required(key);
                certs.put(pinKey(ids, key), SignersReader.keyIds(ids));
            }
        }
        Value cas = fields.orNull("ca");
        if (cas != null) {
            Fields byPattern = Fields.ofAnyName(cas);
            for (String key : byPattern.names()) {
                Value ca = byPattern.required(key);
                authorities.put(pinKey(ca, key), authority(ca));
            }
        }
        Value firstUse = fields.orNull("firstUse");
        return new PolicyPins(
                certs,
                authorities,
                firstUse != null && firstUse.bool() ? TrustPin.FirstUse.ALLOWED : TrustPin.FirstUse.REFUSED);
    }

    private static Pattern pinKey(Value value, String key) throws InvalidDocumentException {
        return repositories(value, key, "pins repositories");
    }

    private static Pattern repositories(Value value, String key, String why) throws InvalidDocumentException {
        Pattern pattern = value.pattern(key);
        if (pattern.specificity().literalTagOrDigest()) {
            throw value.refuse(why + ", so its pattern must have neither tag nor digest");
        }
        return pattern;
    }

    private static ForgetBefore forgetBefore(@Nullable Value value) throws InvalidDocumentException {
        if (value == null) {
            return ForgetBefore.NOTHING;
        }
        Fields byPattern = Fields.ofAnyName(value);
        Map<Pattern, Instant> instants = new LinkedHashMap<>();
        for (String key : byPattern.names()) {
            Value instant = byPattern.required(key);
            instants.put(repositories(instant, key, "is about repositories"), instant.instant());
        }
        return new PolicyForgetBefore(instants);
    }

    private PinnedAuthority authority(Value value) throws InvalidDocumentException {
        Fields fields = Fields.of(value, "file", "secretRef", "configMapRef", "pem");
        String word = fields.exactlyOneOf("file", "secretRef", "configMapRef", "pem");
        Value place = fields.required(word);
        refuseReference(word, place);
        return word.equals("pem")
                ? authority(place, place.string().getBytes(StandardCharsets.UTF_8))
                : authorityInFile(place);
    }

    private PinnedAuthority authorityInFile(Value place) throws InvalidDocumentException {
        try {
            String file = attachments.locate(place.string());
            PinnedAuthority known = authorityFiles.get(file);
            if (known != null) {
                return known;
            }
            PinnedAuthority authority = authority(place, attachments.read(place.string()));
            authorityFiles.put(file, authority);
            return authority;
        } catch (IOException e) {
            throw place.refuse("cannot be read: " + e.getMessage());
        }
    }

    private static PinnedAuthority authority(Value place, byte[] pem) throws InvalidDocumentException {
        if (!new String(pem, StandardCharsets.ISO_8859_1).contains(BEGIN_CERTIFICATE)) {
            throw place.refuse("holds no PEM certificate");
        }
        return PinnedAuthority.of(pem);
    }

    private @Nullable String file(@Nullable Value value, String... places) throws InvalidDocumentException {
        if (value == null) {
            return null;
        }
        return located(Fields.of(value, places), places);
    }

    private String located(Fields fields, String... places) throws InvalidDocumentException {
        String word = fields.exactlyOneOf(places);
        Value place = fields.required(word);
        refuseReference(word, place);
        try {
            return attachments.locate(place.string());
        } catch (IOException e) {
            throw place.refuse("cannot be read: " + e.getMessage());
        }
    }

    private TrustServer.@Nullable CredentialsSource credentials(@Nullable Value value) throws InvalidDocumentException {
        if (value == null) {
            return null;
        }
        Fields fields = Fields.of(value, "file", "secretRef", "host");
        Value host = fields.orNull("host");
        return new TrustServer.CredentialsSource(
                located(fields, "file", "secretRef"), host == null ? null : hostAndPort(host));
    }

    private static void refuseReference(String word, Value place) throws InvalidDocumentException {
        if (word.endsWith("Ref")) {
            throw place.refuse("names an object of a cluster, and there is none here; use file");
        }
    }

    private static TrustServer.Refresh refresh(@Nullable Value value) throws InvalidDocumentException {
        if (value == null) {
            return TrustServer.Refresh.DEFAULT;
        }
        Fields fields = Fields.of(value, "interval", "recheckAfter");
        Value interval = fields.orNull("interval");
        Value recheckAfter = fields.orNull("recheckAfter");
        TrustServer.Refresh byDefault = TrustServer.Refresh.DEFAULT;
        return new TrustServer.Refresh(
                interval == null ? byDefault.interval() : interval.duration(Duration.ofSeconds(1), DAY),
                recheckAfter == null ? byDefault.recheckAfter() : recheckAfter.duration(Duration.ZERO, DAY));
    }

    private static Duration outage(@Nullable Value value) throws InvalidDocumentException {
        Value duration =
                value == null ? null : Fields.of(value, "serveVerifiedFor").orNull("serveVerifiedFor");
        return duration == null
                ? TrustServer.SERVE_VERIFIED_FOR
                : duration.duration(Duration.ZERO, Duration.ofDays(365));
    }

    private static List<String> tokenHosts(@Nullable Value list) throws InvalidDocumentException {
        List<String> hosts = new ArrayList<>();
        for (Value item : list == null ? List.<Value>of() : list.items()) {
            hosts.add(hostAndPort(item));
        }
        return hosts;
    }

    private static String hostAndPort(Value value) throws InvalidDocumentException {
        if (!isHostAndPort(value.string())) {
            throw value.refuse("must be a host, or host:port, without scheme and path");
        }
        return value.string();
    }

    private static boolean isHostAndPort(String text) {
        try {
            URI uri = new URI("https://" + text);
            return uri.getHost() != null && text.equals(uri.getRawAuthority()) && uri.getRawUserInfo() == null;
        } catch (URISyntaxException e) {
            return false;
        }
    }

    private static TrustServer.@Nullable Frozen frozen(@Nullable Value value, URI url) throws InvalidDocumentException {
        if (value == null) {
            return null;
        }
        if (!"file".equals(url.getScheme())) {
            throw value.refuse("is for mirrors, whose url starts with file:");
        }
        Fields fields = Fields.of(value, "until", "manifest");
        Value manifest = fields.required("manifest");
        String text = manifest.string();
        String prefix = "sha256:";
        if (!text.startsWith(prefix) || !Digest.isSha256(text.substring(prefix.length()))) {
            throw manifest.refuse("must be sha256: and 64 lower-case hex digits");
        }
        return new TrustServer.Frozen(fields.required("until").date(), text.substring(prefix.length()));
    }
}
