package dev.navicert.real;

import static org.assertj.core.api.Assertions.assertThat;

import dev.navicert.disk.KeyDirectory;
import dev.navicert.disk.TrustDirectory;
import dev.navicert.keys.KeyRing;
import dev.navicert.keys.KnownPassphrases;
import dev.navicert.keys.SigningKey;
import dev.navicert.keys.SigningKey.Algorithm;
import dev.navicert.keys.StoredKey;
import dev.navicert.tuf.crypto.KeyId;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** One folder of keys, and both programs open each other's. */
@OnRealNotary
@Timeout(120)
class RealKeysTest {
    private static final byte[] MESSAGE = {1, 2, 3};

    @TempDir
    Path work;

    private GoNotary go() {
        return new GoNotary(work, "http://127.0.0.1:1", Map.of());
    }

    private KeyRing ring() throws IOException {
        KeyDirectory files = KeyDirectory.open(new TrustDirectory(go().trustDirectory()), file -> {});
        return KeyRing.open(files, KnownPassphrases.of("a long passphrase"), (name, why) -> {
            throw new AssertionError(name, why);
        });
    }

    @Test
    void opens_what_the_real_notary_generated() throws Exception {
        String said = go().run("key", "generate", "-r", "targets/releases");

        KeyRing ring = ring();
        StoredKey stored = ring.list().get(0);

        assertThat(said).contains(stored.id().hex());
        assertThat(stored.role()).isEqualTo("targets/releases");
        SigningKey key = ring.open(stored.id());
        assertThat(key.publicKey().id()).isEqualTo(stored.id());
        assertThat(key.publicKey().verifies(key.method(), MESSAGE, key.sign(MESSAGE)))
                .isTrue();
    }

    @ParameterizedTest
    @EnumSource(Algorithm.class)
    void the_real_notary_opens_and_rewrites_what_we_wrote(Algorithm algorithm) throws Exception {
        SigningKey key = SigningKey.generate(algorithm);
        ring().add(key, "targets", "ex.com:5000/a");
        KeyId id = key.publicKey().id();

        assertThat(go().run("key", "list")).contains("ex.com:5000/a", id.hex());
        assertThat(go().run("key", "passwd", id.hex())).contains("Successfully updated passphrase for key ID: " + id);

        KeyRing later = ring();
        assertThat(later.list()).containsExactly(new StoredKey(id, "targets", "ex.com:5000/a", true));
        assertThat(later.open(id).publicKey()).isEqualTo(key.publicKey());
    }
}
