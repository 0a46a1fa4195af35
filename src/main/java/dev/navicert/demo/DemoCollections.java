package dev.navicert.demo;

import dev.navicert.keys.SigningKey;
import dev.navicert.name.Gun;
import dev.navicert.trustserver.RepositoryFiles;
import dev.navicert.trustserver.RepositoryKeys;
import dev.navicert.trustserver.RoleSigners;
import dev.navicert.trustserver.SignedRepository;
import dev.navicert.trustserver.TrustServerSite;
import dev.navicert.tuf.FileMeta;
import dev.navicert.tuf.RoleName;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * The demo's publishers: what they signed, and what an attacker made of one collection.
 *
 * @param site serves them
 * @param rootCertificates by GUN, the identifier of the root certificate to pin
 */
record DemoCollections(TrustServerSite site, Map<String, String> rootCertificates) {
    static final String REGISTRY = "registry.demo.example";
    static final String WEB = REGISTRY + "/shop/web";
    static final String API = REGISTRY + "/shop/api";
    static final String MODELS = REGISTRY + "/shop/models";
    static final String TAMPERED = REGISTRY + "/shop/tampered";
    static final RoleName QA = new RoleName("targets/qa");

    /** Makes keys and signs; takes some hundred milliseconds. */
    static DemoCollections publish(Instant now) {
        TrustServerSite site = TrustServerSite.open();
        Map<String, String> pins = new TreeMap<>();
        serve(site, pins, signed(WEB, "1.0", now), now);
        serve(site, pins, signed(MODELS, "2026-11", now), now);
        serve(site, pins, signedByDelegations(now), now);
        SignedRepository attacked = signed(TAMPERED, "1.0", now);
        serve(site, pins, attacked, now);
        site.serve(attacked.gun(), tampered(attacked, now));
        return new DemoCollections(site, pins);
    }

    /** What stands in for the manifest of an image. */
    static FileMeta manifest(String image) {
        return FileMeta.of(("manifest of " + image).getBytes(StandardCharsets.UTF_8));
    }

    private static void serve(
            TrustServerSite site, Map<String, String> pins, SignedRepository repository, Instant now) {
        site.serve(repository.gun(), repository.publish(now));
        pins.put(
                repository.gun().value(),
                repository.signers(RoleName.ROOT).ids().get(0).hex());
    }

    private static SignedRepository signed(String gun, String tag, Instant now) {
        return SignedRepository.create(new Gun(gun), RepositoryKeys.generate(), now)
                .addTarget(RoleName.TARGETS, tag, manifest(gun + ":" + tag));
    }

    private static SignedRepository signedByDelegations(Instant now) {
        SignedRepository repository = SignedRepository.create(new Gun(API), RepositoryKeys.generate(), now);
        for (RoleName role : List.of(RoleName.RELEASES, QA)) {
            repository
                    .delegate(role, RoleSigners.of(SigningKey.generate(SigningKey.Algorithm.ECDSA)), List.of(""))
                    .addTarget(role, "2.1", manifest(API + ":2.1"));
        }
        return repository.addTarget(RoleName.RELEASES, "2.2", manifest(API + ":2.2"));
    }

    /** An attacker who holds the server's keys, but not the publisher's, points the tag at another image. */
    private static RepositoryFiles tampered(SignedRepository repository, Instant now) {
        String signed = base64(manifest(TAMPERED + ":1.0"));
        String evil = base64(manifest("evil"));
        return repository.publish(
                now,
                (role, honest) -> role.equals(RoleName.TARGETS)
                        ? new String(honest, StandardCharsets.UTF_8)
                                .replace(signed, evil)
                                .getBytes(StandardCharsets.UTF_8)
                        : honest);
    }

    /** The digest as metadata writes it. */
    private static String base64(FileMeta meta) {
        return Base64.getEncoder()
                .encodeToString(HexFormat.of().parseHex(meta.sha256().orElseThrow()));
    }
}
