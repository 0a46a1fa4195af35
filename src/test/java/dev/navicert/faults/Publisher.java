package dev.navicert.faults;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.navicert.real.GoNotary;
import dev.navicert.real.RealServer;
import dev.navicert.tuf.Checksum;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicInteger;

/** Somebody with keys, a trust server and Go's {@code notary}. */
final class Publisher {
    private static final ObjectMapper JSON = new ObjectMapper();

    private final String name;
    private final RealServer server;
    private final GoNotary notary;
    private final AtomicInteger contents = new AtomicInteger();

    Publisher(String name, Path work, RealServer server) {
        this.name = name;
        this.server = server;
        this.notary = GoNotary.anonymous(work, server);
    }

    /** Makes a collection, and answers what to pin. */
    String found(String gun) throws IOException {
        notary.run("init", gun, "--publish");
        try (var in = URI.create(server.url() + "/v2/" + gun + "/_trust/tuf/root.json")
                .toURL()
                .openStream()) {
            JsonNode root = JSON.readTree(in);
            return root.at("/signed/roles/root/keyids/0").asText();
        }
    }

    /** The digest of content that nobody has signed before. */
    String newContent() {
        return Checksum.sha256((name + " content " + contents.incrementAndGet()).getBytes(StandardCharsets.US_ASCII));
    }

    /** Signs it; when this returns, the server has it. */
    void sign(String gun, String tag, String digest) throws IOException {
        notary.run("addhash", gun, tag, "1234", "--sha256", digest, "--publish");
    }

    void withdraw(String gun, String tag) throws IOException {
        notary.run("remove", gun, tag, "--publish");
    }
}
