package dev.navicert.trust.inspection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.navicert.simulator.RepositorySimulator;
import dev.navicert.trust.MemoryCache;
import dev.navicert.trust.PinnedAuthority;
import dev.navicert.trust.TrustPin;
import dev.navicert.trust.TrustPins;
import dev.navicert.trust.TrustedCollection;
import dev.navicert.trust.UpdateRequest;
import dev.navicert.trust.inspection.Warning.Cause;
import dev.navicert.trust.inspection.Warning.Severity;
import dev.navicert.tuf.Lifetime;
import dev.navicert.tuf.RoleName;
import dev.navicert.tuf.SignedFile;
import dev.navicert.tuf.Strictness;
import dev.navicert.tuf.TrustException;
import dev.navicert.tuf.crypto.Certificate;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class InspectionTest {
    private static final Duration MONTH = Duration.ofDays(30);

    private final RepositorySimulator simulator =
            RepositorySimulator.of("ex.com/app").publish();
    private final MemoryCache cache = new MemoryCache();

    private Inspection at(Instant now, Renewer renewer) throws Exception {
        return at(now, renewer, TrustPin.FirstUse.ALLOWED);
    }

    private Inspection at(Instant now, Renewer renewer, TrustPin pin) throws Exception {
        TrustedCollection collection = TrustedCollection.update(
                UpdateRequest.notary(simulator.gun(), simulator, cache, TrustPins.FIRST_USE, now)
                        .inspected());
        return Inspection.of(collection, pin, renewer, MONTH);
    }

    private static Instant endOf(RoleName role) {
        return RepositorySimulator.NOW.plus(Lifetime.of(role));
    }

    @Test
    void shows_every_role_with_its_keys_and_who_of_them_signed() throws Exception {
        Inspection inspection = at(RepositorySimulator.NOW, Renewer.SERVER);

        assertThat(inspection.roles().stream().map(RoleState::name))
                .containsExactly(
                        RoleName.ROOT, RoleName.TARGETS, RoleName.SNAPSHOT, RoleName.TIMESTAMP, RoleName.RELEASES);
        assertThat(inspection.roles()).allSatisfy(role -> {
            assertThat(role.threshold()).isEqualTo(1);
            assertThat(role.keys()).hasSize(1).allMatch(KeyState::hasSigned);
            assertThat(role.file()).isPresent();
        });
        assertThat(inspection.roles().get(0).keys().get(0).certificateEnds()).isPresent();
        assertThat(inspection.roles().get(4).paths()).containsExactly("");
        assertThat(inspection.warnings()).isEmpty();
    }

    @Test
    void warns_of_what_expires_within_the_time_and_not_a_moment_earlier() throws Exception {
        Instant end = endOf(RoleName.TARGETS);

        assertThat(at(end.minus(MONTH), Renewer.UNASKED).warnings()).isEmpty();
        assertThat(at(end.minus(MONTH).plusSeconds(1), Renewer.UNASKED).warnings().stream()
                        .map(Warning::role))
                .containsExactly(RoleName.TARGETS, RoleName.SNAPSHOT, RoleName.RELEASES);
    }

    @Test
    void tells_what_is_refused_already_from_what_will_be() throws Exception {
        Instant end = endOf(RoleName.TARGETS);

        assertThat(at(end, Renewer.UNASKED).warnings()).allMatch(warning -> warning.severity() == Severity.SOON);
        assertThat(at(end.plusSeconds(1), Renewer.UNASKED).warnings())
                .hasSize(3)
                .allMatch(warning -> warning.severity() == Severity.BROKEN && warning.cause() == Cause.METADATA);
    }

    @Test
    void a_timestamp_matters_by_who_signs_the_next_one() throws Exception {
        Instant fresh = RepositorySimulator.NOW;
        Instant expired = endOf(RoleName.TIMESTAMP).plusSeconds(1);

        assertThat(at(fresh, Renewer.SERVER).warnings()).isEmpty();
        assertThat(at(fresh, Renewer.UNASKED).warnings()).isEmpty();
        assertThat(severities(at(fresh, Renewer.NOBODY))).containsExactly(Severity.SOON);
        assertThat(severities(at(expired, Renewer.SERVER))).containsExactly(Severity.BROKEN);
        assertThat(severities(at(expired, Renewer.NOBODY))).containsExactly(Severity.BROKEN);
        assertThat(severities(at(expired, Renewer.UNASKED))).isEmpty();
    }

    private static List<Severity> severities(Inspection inspection) {
        return inspection.warnings().stream().map(Warning::severity).toList();
    }

    @Test
    void a_root_certificate_that_has_run_out_is_found_and_named() throws Exception {
        KeyState certificate = at(RepositorySimulator.NOW, Renewer.SERVER)
                .roles()
                .get(0)
                .keys()
                .get(0);
        Instant end = certificate.certificateEnds().orElseThrow();

        assertThat(certificates(at(end.minusSeconds(1), Renewer.UNASKED)))
                .containsExactly(new Warning(
                        RoleName.ROOT, Cause.CERTIFICATE, Optional.of(certificate.id()), end, Severity.SOON));
        assertThat(certificates(at(end.plusSeconds(1), Renewer.UNASKED)))
                .extracting(Warning::severity)
                .containsExactly(Severity.BROKEN);
    }

    private static List<Warning> certificates(Inspection inspection) {
        return inspection.warnings().stream()
                .filter(warning -> warning.cause() == Cause.CERTIFICATE)
                .toList();
    }

    @Test
    void a_delegation_that_its_keys_have_not_signed_is_found_and_its_keys_are_shown() throws Exception {
        simulator.offer((role, honest) -> role.equals(RoleName.RELEASES) ? signedByAnother(honest) : honest);

        Inspection inspection = at(RepositorySimulator.NOW, Renewer.SERVER);

        assertThat(inspection.warnings())
                .extracting(Warning::role, Warning::cause, Warning::severity)
                .containsExactly(tuple(RoleName.RELEASES, Cause.SIGNATURES, Severity.BROKEN));
        RoleState releases = inspection.roles().get(4);
        assertThat(releases.file()).isEmpty();
        assertThat(releases.keys()).hasSize(1).noneMatch(KeyState::hasSigned);
    }

    private byte[] signedByAnother(byte[] honest) {
        try {
            return simulator
                    .repository()
                    .sign(
                            RoleName.TARGETS,
                            SignedFile.read(RoleName.RELEASES, honest, Strictness.NOTARY)
                                    .signed());
        } catch (TrustException e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    void an_authority_that_is_pinned_ends_too() throws Exception {
        Certificate certificate = at(RepositorySimulator.NOW, Renewer.SERVER)
                .roles()
                .get(0)
                .keys()
                .get(0)
                .certificates()
                .get(0);
        TrustPin pin =
                new TrustPin.Authority(PinnedAuthority.of(certificate.pem().getBytes(StandardCharsets.US_ASCII)));

        assertThat(at(RepositorySimulator.NOW, Renewer.SERVER, pin).warnings()).isEmpty();
        assertThat(at(certificate.notAfter().minusSeconds(1), Renewer.UNASKED, pin)
                        .warnings())
                .contains(new Warning(
                        RoleName.ROOT, Cause.AUTHORITY, Optional.empty(), certificate.notAfter(), Severity.SOON));
    }

    @Test
    void a_root_certificate_that_does_not_hold_yet_is_no_less_refused() throws Exception {
        KeyState certificate = at(RepositorySimulator.NOW, Renewer.SERVER)
                .roles()
                .get(0)
                .keys()
                .get(0);
        Instant begin = certificate.certificateBegins().orElseThrow();

        assertThat(at(begin.minus(MONTH), Renewer.UNASKED).warnings())
                .containsExactly(new Warning(
                        RoleName.ROOT,
                        Cause.CERTIFICATE_TO_COME,
                        Optional.of(certificate.id()),
                        begin,
                        Severity.BROKEN));
    }

    @Test
    void leaves_the_cache_as_it_was() throws Exception {
        at(RepositorySimulator.NOW, Renewer.SERVER);

        assertThat(cache.load(RoleName.ROOT)).isEmpty();
        assertThat(cache.load(RoleName.TIMESTAMP)).isEmpty();
    }
}
