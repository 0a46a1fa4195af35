package dev.navicert.policy;

import static org.assertj.core.api.Assertions.assertThat;

import dev.navicert.trust.MetadataName;
import dev.navicert.trust.RemoteException;
import dev.navicert.trust.TrustPin;
import dev.navicert.trust.TrustServer;
import dev.navicert.tuf.RoleName;
import dev.navicert.tuf.TrustException;
import dev.navicert.tuf.crypto.KeyId;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Every way in which a repository can fail has its code, and a line that says what to do. */
class FailuresTest {
    private static final Failures FAILURES = new Failures(
            TrustServer.of("corp", URI.create("https://notary.corp.example"), gun -> TrustPin.FirstUse.REFUSED),
            "a.example/app");
    private static final RoleName ROLE = RoleName.TARGETS;

    @Test
    void what_is_not_believed_has_a_code_by_its_type() {
        KeyId key = new KeyId("a".repeat(64));
        Map<TrustException, Code> codes = Map.ofEntries(
                Map.entry(new TrustException.Malformed(ROLE, "x"), Code.METADATA_INVALID),
                Map.entry(new TrustException.NoSignatures(ROLE), Code.SIGNATURE_INVALID),
                Map.entry(new TrustException.ThresholdNotMet(ROLE, 2, 1), Code.SIGNATURE_INVALID),
                Map.entry(new TrustException.KeyIdMismatch(ROLE, key), Code.SIGNATURE_INVALID),
                Map.entry(new TrustException.InvalidMetadata(ROLE, "x"), Code.METADATA_INVALID),
                Map.entry(new TrustException.ChecksumMismatch(ROLE, "sha256", "aa"), Code.METADATA_INVALID),
                Map.entry(new TrustException.RolledBack(ROLE, 5, 4), Code.ROLLBACK),
                Map.entry(
                        new TrustException.Expired(ROLE, OffsetDateTime.parse("2026-01-01T00:00:00Z"), Instant.EPOCH),
                        Code.EXPIRED),
                Map.entry(new TrustException.FrozenTooLong(ROLE, LocalDate.EPOCH), Code.EXPIRED),
                Map.entry(
                        new TrustException.NotAnchored(
                                TrustException.NotAnchored.Reason.FIRST_USE_REFUSED, List.of(key)),
                        Code.ROOT_UNTRUSTED),
                Map.entry(new TrustException.BrokenRotation(List.of()), Code.ROOT_UNTRUSTED),
                Map.entry(new TrustException.BadDelegation(ROLE, "x"), Code.METADATA_INVALID));

        codes.forEach((failure, code) -> isClear(FAILURES.of(failure), code));
    }

    @Test
    void who_could_not_be_asked_has_a_code_by_its_type() {
        Map<RemoteException, Code> codes = Map.ofEntries(
                Map.entry(new RemoteException.NotFound(new MetadataName.Current(ROLE), "404"), Code.NO_TRUST_DATA),
                Map.entry(new RemoteException.Unauthorized(401, "401"), Code.AUTH_FAILED),
                Map.entry(new RemoteException.Unavailable(503, "503"), Code.SERVER_UNREACHABLE),
                Map.entry(new RemoteException.Rejected("400"), Code.SERVER_UNREACHABLE),
                Map.entry(new RemoteException.Unreachable("refused"), Code.SERVER_UNREACHABLE),
                Map.entry(new RemoteException.Offline("offline"), Code.SERVER_UNREACHABLE),
                Map.entry(
                        new RemoteException.Suspended(Instant.EPOCH, Duration.ofSeconds(4), "rests"),
                        Code.SERVER_UNREACHABLE),
                Map.entry(
                        new RemoteException.NotRefreshed(new RemoteException.Unauthorized(401, "401"), "401; old"),
                        Code.SERVER_UNREACHABLE),
                Map.entry(new RemoteException.TooLarge(10, "large"), Code.LIMIT),
                Map.entry(new RemoteException.TimedOut("slow"), Code.DEADLINE),
                Map.entry(new RemoteException.Altered("other files"), Code.METADATA_INVALID),
                Map.entry(new RemoteException.Busy(16, "busy"), Code.LIMIT),
                Map.entry(new RemoteException.MemoryUnusable("disk"), Code.INTERNAL));

        codes.forEach((failure, code) -> isClear(FAILURES.of(failure), code));
    }

    @Test
    void a_known_repository_that_could_not_be_asked_about_again_says_what_to_mend() {
        RemoteException missing = new RemoteException.NotFound(new MetadataName.Current(RoleName.ROOT), "404");

        assertThat(remedyDuring(new RemoteException.Unauthorized(403, "403")))
                .isEqualTo("ask the administrator to correct the credentials of TrustServer corp");
        assertThat(remedyDuring(missing))
                .isEqualTo("ask the administrator why the server does not have the repository any more");
        assertThat(remedyDuring(new RemoteException.Unreachable("down"))).contains("look at the server");
    }

    private static String remedyDuring(RemoteException outage) {
        return FAILURES.of(new RemoteException.NotRefreshed(outage, "too old")).remedy();
    }

    @Test
    void a_text_from_outside_cannot_forge_a_line_or_run_on() {
        Reason reason = new Reason(Code.NO_RULE, "a\nADMITTED\u001b[2J\u202e" + "x".repeat(10_000), "ask");

        assertThat(reason.line()).hasSizeLessThan(500).doesNotContain("\n", "\u001b", "\u202e");
    }

    private static void isClear(Reason reason, Code code) {
        assertThat(reason.code()).isEqualTo(code);
        assertThat(reason.line()).startsWith(code + " a.example/app on corp").contains("; ");
        assertThat(reason.line().length()).as(reason.line()).isLessThan(260);
    }
}
