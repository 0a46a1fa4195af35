package dev.navicert.notary;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Texts were recorded from {@code notary} 0.7.0, where they follow {@code unable to configure TLS: }. */
class TlsSettingsTest {
    @TempDir
    Path directory;

    @Test
    void says_that_an_authority_file_is_missing() {
        Path missing = directory.resolve("nosuch.crt");

        assertThatThrownBy(() -> TlsSettings.system().trusting(missing))
                .hasMessage("could not read CA certificate \"" + missing + "\": open " + missing
                        + ": no such file or directory");
    }

    @Test
    void says_that_an_authority_file_holds_none() throws Exception {
        Path junk = Files.writeString(directory.resolve("junk.crt"), "junk\n");

        assertThatThrownBy(() -> TlsSettings.system().trusting(junk))
                .hasMessage("failed to append certificates from PEM file: \"" + junk + "\"");
    }

    @Test
    void says_that_a_client_certificate_is_missing() {
        Path missing = directory.resolve("a.crt");

        assertThatThrownBy(() -> TlsSettings.system().identifiedBy(missing, directory.resolve("a.key")))
                .hasMessage("Could not load X509 key pair: open " + missing + ": no such file or directory");
    }

    @Test
    void refuses_a_key_of_another_certificate() {
        assertThatThrownBy(() -> TlsSettings.system()
                        .identifiedBy(
                                ScriptedServer.TLS.resolve("client.pem"), ScriptedServer.TLS.resolve("stranger.key")))
                .hasMessage("Could not load X509 key pair: tls: private key does not match public key");
    }

    @Test
    void says_that_the_files_were_switched() {
        Path certificate = ScriptedServer.TLS.resolve("client.pem");
        Path key = ScriptedServer.TLS.resolve("client.key");

        assertThatThrownBy(() -> TlsSettings.system().identifiedBy(key, certificate))
                .hasMessageEndingWith("but did find a private key; PEM inputs may have been switched");
        assertThatThrownBy(() -> TlsSettings.system().identifiedBy(certificate, certificate))
                .hasMessageEndingWith("tls: found a certificate rather than a key in the PEM for the private key");
    }

    @Test
    void refuses_an_encrypted_or_broken_key_without_printing_it() throws Exception {
        Path encrypted = Files.writeString(
                directory.resolve("encrypted.key"),
                "-----BEGIN ENCRYPTED PRIVATE KEY-----\nc2VjcmV0\n-----END ENCRYPTED PRIVATE KEY-----\n");
        Path broken = Files.writeString(
                directory.resolve("broken.key"),
                "-----BEGIN EC PRIVATE KEY-----\nc2VjcmV0\n-----END EC PRIVATE KEY-----\n");

        assertThatThrownBy(() -> TlsSettings.system().identifiedBy(ScriptedServer.TLS.resolve("client.pem"), encrypted))
                .hasMessageContaining("is encrypted")
                .hasMessageNotContaining("c2VjcmV0");
        assertThatThrownBy(() -> TlsSettings.system().identifiedBy(ScriptedServer.TLS.resolve("client.pem"), broken))
                .hasMessageContaining("failed to parse private key");
    }

    @Test
    void reads_every_certificate_of_a_bundle_and_skips_what_it_cannot_read() throws Exception {
        String bundle = "comment\n" + Files.readString(ScriptedServer.TLS.resolve("ca.pem"))
                + "-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----\n"
                + Files.readString(ScriptedServer.TLS.resolve("other-ca.pem"));

        assertThat(PemFile.parse(bundle.getBytes(java.nio.charset.StandardCharsets.UTF_8))
                        .certificates())
                .hasSize(2);
    }
}
