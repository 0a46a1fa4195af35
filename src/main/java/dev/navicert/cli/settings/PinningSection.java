package dev.navicert.cli.settings;

import dev.navicert.cli.terminal.FatalException;
import dev.navicert.cli.verbs.ProgramName;
import dev.navicert.trust.NotaryPins;
import dev.navicert.trust.PinnedAuthority;
import dev.navicert.trust.TrustPin;
import dev.navicert.trust.TrustPins;
import dev.navicert.tuf.crypto.KeyId;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The section {@code trust_pinning}.
 *
 * <p>Viper lower-cases the names of members, and these names are GUNs: called as {@code notary}, a pin for a GUN with upper-case
 * letters is therefore never found, as recorded of 0.7.0. Called as {@code navicert} it holds.
 *
 * @see <a href="https://github.com/notaryproject/notary/blob/v0.7.0/cmd/notary/tuf.go">notary, {@code getTrustPinning}</a>
 */
record PinningSection(ConfigurationTree tree, ProgramName program, Surroundings surroundings) {
    private static final int MAX_BYTES = 1 << 20;

    TrustPins pins() throws FatalException {
        Map<String, List<KeyId>> certificates = certificates();
        Map<String, PinnedAuthority> authorities = authorities();
        boolean firstUse = !tree.isTrue("trust_pinning.disable_tofu");
        if (firstUse && certificates.isEmpty() && authorities.isEmpty()) {
            return TrustPins.FIRST_USE;
        }
        return new NotaryPins(
                certificates, authorities, firstUse ? TrustPin.FirstUse.ALLOWED : TrustPin.FirstUse.REFUSED);
    }

    private Map<String, List<KeyId>> certificates() throws FatalException {
        Map<String, List<KeyId>> certificates = new HashMap<>();
        for (Map.Entry<String, @Nullable Object> pin :
                tree.members("trust_pinning.certs").entrySet()) {
            List<String> texts = ConfigurationTree.asTexts(pin.getValue())
                    .orElseThrow(() -> FatalException.usage("invalid format for trust_pinning.certs"));
            List<KeyId> ids = new ArrayList<>();
            for (String text : texts) {
                ids.add(new KeyId(text));
            }
            certificates.put(collection(pin.getKey()), ids);
        }
        return certificates;
    }

    private Map<String, PinnedAuthority> authorities() {
        Map<String, PinnedAuthority> authorities = new HashMap<>();
        for (Map.Entry<String, @Nullable Object> pin :
                tree.members("trust_pinning.ca").entrySet()) {
            authorities.put(collection(pin.getKey()), authority(ConfigurationTree.asText(pin.getValue())));
        }
        return authorities;
    }

    private PinnedAuthority authority(String file) {
        try (InputStream in = Files.newInputStream(surroundings.directory().resolve(file))) {
            byte[] pem = in.readNBytes(MAX_BYTES + 1);
            return pem.length > MAX_BYTES ? PinnedAuthority.unreadable() : PinnedAuthority.of(pem);
        } catch (IOException | InvalidPathException e) {
            return PinnedAuthority.unreadable();
        }
    }

    private String collection(String name) {
        return program == ProgramName.NOTARY ? ConfigurationTree.folded(name) : name;
    }
}
