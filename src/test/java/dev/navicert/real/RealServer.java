package dev.navicert.real;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/** A {@code notary-server} of our own: everything in memory, on a free port of loopback, gone when closed. */
public final class RealServer implements AutoCloseable {
    static final Path TLS = Path.of("src/test/resources/tls").toAbsolutePath();

    private final LocalProgram program;
    private final String url;

    private RealServer(LocalProgram program, String url) {
        this.program = program;
        this.url = url;
    }

    public static RealServer plain(Path work) throws IOException {
        return start(work, "http", "", "");
    }

    static RealServer encrypted(Path work) throws IOException {
        return start(
                work,
                "https",
                ", \"tls_cert_file\": \"" + TLS.resolve("server.pem") + "\", \"tls_key_file\": \""
                        + TLS.resolve("server.key") + "\"",
                "");
    }

    /** Wants tokens that {@code tokens} gives. */
    static RealServer wantingTokens(Path work, TokenIssuer tokens) throws IOException {
        return start(
                work,
                "http",
                "",
                ", \"auth\": {\"type\": \"token\", \"options\": " + tokens.options(TokenIssuer.SERVICE) + "}");
    }

    private static RealServer start(Path work, String scheme, String tls, String auth) throws IOException {
        LocalProgram program = LocalProgram.start(
                work,
                List.of("notary-server", "-config"),
                address -> "{\"server\": {\"http_addr\": \"" + address + "\"" + tls + "},"
                        + " \"trust_service\": {\"type\": \"local\"}, \"storage\": {\"backend\": \"memory\"},"
                        + " \"logging\": {\"level\": \"error\"}" + auth + "}");
        return new RealServer(program, scheme + "://" + program.address());
    }

    public String url() {
        return url;
    }

    @Override
    public void close() {
        program.close();
    }
}
