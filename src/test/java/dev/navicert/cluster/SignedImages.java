package dev.navicert.cluster;

import dev.navicert.name.Gun;
import dev.navicert.trustserver.RepositoryFiles;
import dev.navicert.trustserver.RepositoryKeys;
import dev.navicert.trustserver.SignedRepository;
import dev.navicert.trustserver.TrustServer;
import dev.navicert.trustserver.TrustServerSite;
import dev.navicert.tuf.FileMeta;
import dev.navicert.tuf.RoleName;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Instant;

/** A publisher's images and the trust server that vouches for them: one repository, some tags signed, all others not. */
final class SignedImages implements AutoCloseable {
    static final String REPOSITORY = "registry.test.example/shop/web";
    /** A tag that is signed. */
    static final String SIGNED = REPOSITORY + ":1.0";
    /** Another one. */
    static final String ALSO_SIGNED = REPOSITORY + ":2.0";
    /** A tag of the same repository that nobody signed. */
    static final String UNSIGNED = REPOSITORY + ":nightly";

    private final TrustServer server;
    private final String rootCertificate;

    private SignedImages(TrustServer server, String rootCertificate) {
        this.server = server;
        this.rootCertificate = rootCertificate;
    }

    static SignedImages publish(Instant now) throws IOException {
        SignedRepository repository = SignedRepository.create(new Gun(REPOSITORY), RepositoryKeys.generate(), now)
                .addTarget(RoleName.TARGETS, "1.0", manifest("1.0"))
                .addTarget(RoleName.TARGETS, "2.0", manifest("2.0"));
        RepositoryFiles files = repository.publish(now);
        return new SignedImages(
                TrustServer.start(TrustServerSite.open().serve(repository.gun(), files), 0),
                repository.signers(RoleName.ROOT).ids().get(0).hex());
    }

    private static FileMeta manifest(String tag) {
        return FileMeta.of(("manifest of " + tag).getBytes(StandardCharsets.UTF_8));
    }

    /** The digest that was signed for a tag, as {@code sha256:…}. */
    static String digest(String tag) {
        return "sha256:" + manifest(tag).sha256().orElseThrow();
    }

    /** What a signed reference with a tag must be rewritten to. */
    static String pinned(String reference) {
        return reference + "@" + digest(reference.substring(reference.lastIndexOf(':') + 1));
    }

    URI uri() {
        return server.uri();
    }

    /** The certificate identifier to pin. */
    String rootCertificate() {
        return rootCertificate;
    }

    @Override
    public void close() {
        server.close();
    }
}
