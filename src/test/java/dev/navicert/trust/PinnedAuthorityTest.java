package dev.navicert.trust;

import static org.assertj.core.api.Assertions.assertThat;

import dev.navicert.tuf.RoleName;
import dev.navicert.tuf.Root;
import dev.navicert.tuf.SignedFile;
import dev.navicert.tuf.Strictness;
import dev.navicert.tuf.TrustException.NotAnchored.Reason;
import dev.navicert.tuf.crypto.CertificateBundle;
import dev.navicert.tuf.crypto.KeyId;
import dev.navicert.tuf.crypto.Pem;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.time.Instant;
import java.util.Objects;
import org.junit.jupiter.api.Test;

/** Which root certificates an authority has issued; a path must allow server authentication, as Go asks when not told more. */
class PinnedAuthorityTest {
    private static final Instant NOW = Instant.parse("2030-01-01T00:00:00Z");
    private static final Instant AGES_LATER = Instant.parse("2099-01-01T00:00:00Z");
    private static final String CODE_SIGNING = "f68-root-chain-ok";
    private static final String SERVER = "f73-root-chain-serverauth-ok";

    @Test
    void a_chain_through_the_bundles_intermediate_leads_to_the_authority() throws Exception {
        assertThat(authority(SERVER, "ca.pem").issued(bundle(SERVER), NOW)).isTrue();
    }

    @Test
    void without_its_intermediate_it_leads_nowhere() throws Exception {
        CertificateBundle leafAlone = bundle(SERVER).keepingIntermediates(certificate -> false);

        assertThat(authority(SERVER, "ca.pem").issued(leafAlone, NOW)).isFalse();
    }

    @Test
    void another_authority_has_not_issued_it() throws Exception {
        assertThat(authority(CODE_SIGNING, "other-ca.pem").issued(bundle(SERVER), NOW))
                .isFalse();
    }

    @Test
    void a_certificate_for_signing_code_is_not_accepted() throws Exception {
        assertThat(authority(CODE_SIGNING, "ca.pem").issued(bundle(CODE_SIGNING), NOW))
                .isFalse();
    }

    @Test
    void nothing_is_accepted_after_it_has_expired() throws Exception {
        assertThat(authority(SERVER, "ca.pem").issued(bundle(SERVER), AGES_LATER))
                .isFalse();
        assertThat(authority(SERVER, "ca.pem").objection(AGES_LATER)).contains(Reason.AUTHORITY_INVALID);
    }

    @Test
    void the_leaf_itself_may_be_the_authority_if_it_serves() throws Exception {
        assertThat(leafOf(SERVER).issued(bundle(SERVER), NOW)).isTrue();
        assertThat(leafOf(CODE_SIGNING).issued(bundle(CODE_SIGNING), NOW)).isFalse();
    }

    @Test
    void what_is_no_certificate_is_unreadable() {
        assertThat(PinnedAuthority.unreadable().objection(NOW)).contains(Reason.AUTHORITY_UNREADABLE);
        assertThat(PinnedAuthority.of("text".getBytes(StandardCharsets.UTF_8)).objection(NOW))
                .contains(Reason.AUTHORITY_UNREADABLE);
    }

    private static PinnedAuthority authority(String folder, String file) throws Exception {
        return PinnedAuthority.of(
                Files.readAllBytes(RecordedCollection.ALL.resolve(folder).resolve(file)));
    }

    private static PinnedAuthority leafOf(String folder) throws Exception {
        String pem = Pem.encode("CERTIFICATE", bundle(folder).leaf().der());
        return PinnedAuthority.of(pem.getBytes(StandardCharsets.US_ASCII));
    }

    private static CertificateBundle bundle(String folder) throws Exception {
        byte[] file = Files.readAllBytes(RecordedCollection.ALL.resolve(folder).resolve("server/root.json"));
        SignedFile signed = SignedFile.read(RoleName.ROOT, file, Strictness.NOTARY);
        Root root = Root.read(signed.signed(), Strictness.NOTARY);
        KeyId id = root.role(RoleName.ROOT).keyIds().get(0);
        return Objects.requireNonNull(root.keys().get(id)).certificates().orElseThrow();
    }
}
