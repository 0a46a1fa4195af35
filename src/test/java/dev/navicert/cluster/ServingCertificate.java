package dev.navicert.cluster;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.Base64;

/**
 * A self-signed certificate for {@link Cluster#HOSTS} and its key, as PEM files.
 *
 * @param certificate the certificate, which is its own CA
 * @param key PKCS#8, not encrypted
 */
public record ServingCertificate(Path certificate, Path key) {
    private static final String PASSWORD = "changeit";

    /** Made by the JDK's keytool, so that no test depends on the code that it tests. */
    public static ServingCertificate in(Path folder)
            throws IOException, GeneralSecurityException, InterruptedException {
        Path store = folder.resolve("serving.p12");
        Process keytool = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "keytool")
                                .toString(),
                        "-genkeypair",
                        "-keyalg",
                        "EC",
                        "-groupname",
                        "secp256r1",
                        "-alias",
                        "serving",
                        "-dname",
                        "CN=webhook under test",
                        "-ext",
                        "san=" + Cluster.HOSTS,
                        "-storetype",
                        "PKCS12",
                        "-keystore",
                        store.toString(),
                        "-storepass",
                        PASSWORD)
                .redirectErrorStream(true)
                .start();
        String said = new String(keytool.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        if (keytool.waitFor() != 0) {
            throw new IOException("keytool: " + said);
        }
        KeyStore keys = KeyStore.getInstance("PKCS12");
        try (InputStream in = Files.newInputStream(store)) {
            keys.load(in, PASSWORD.toCharArray());
        }
        return new ServingCertificate(
                Pem.write(
                        folder.resolve("serving.crt"),
                        "CERTIFICATE",
                        keys.getCertificate("serving").getEncoded()),
                Pem.write(
                        folder.resolve("serving.key"),
                        "PRIVATE KEY",
                        keys.getKey("serving", PASSWORD.toCharArray()).getEncoded()));
    }

    /** As {@code caBundle} wants it. */
    String caBundle() throws IOException {
        return Base64.getEncoder().encodeToString(Files.readAllBytes(certificate));
    }
}
