package dev.navicert.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.navicert.name.Gun;
import dev.navicert.trust.MetadataName;
import dev.navicert.trust.RemoteException;
import dev.navicert.tuf.RoleName;
import dev.navicert.tuf.TrustException;
import java.time.Clock;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The few messages of which no recorded collection gives an example; the others are in the recorded collections. */
class NotaryWordsTest {
    private static final NotaryWords WORDS = new NotaryWords(new Gun("g"), "host:1", Clock.systemUTC(), () -> "");

    private static String expired(String at, ZoneId zone) {
        return new NotaryWords(new Gun("g"), "h", Clock.system(zone), () -> "")
                .of(new TrustException.Expired(RoleName.TARGETS, OffsetDateTime.parse(at), Instant.EPOCH));
    }

    @Test
    void a_date_shows_the_zone_that_go_would_show() {
        assertThat(expired("2026-11-01T01:02:03Z", ZoneOffset.UTC))
                .isEqualTo("targets expired at Sun Nov 1 01:02:03 UTC 2026");
        assertThat(expired("2026-11-21T11:16:30+01:00", ZoneId.of("Europe/Berlin")))
                .isEqualTo("targets expired at Sat Nov 21 11:16:30 CET 2026");
        assertThat(expired("2026-11-21T11:16:30-03:30", ZoneOffset.UTC))
                .isEqualTo("targets expired at Sat Nov 21 11:16:30 -0330 2026");
    }

    @Test
    void a_missing_file_means_a_missing_collection_only_if_it_is_a_root() {
        assertThat(WORDS.of(new RemoteException.NotFound(new MetadataName.VersionedRoot(3), "x")))
                .isEqualTo("host:1 does not have trust data for g");
        assertThat(WORDS.of(new RemoteException.NotFound(new MetadataName.Hashed(RoleName.TARGETS, "ab"), "x")))
                .isEqualTo("targets.ab trust data unavailable.  Has a notary repository been initialized?");
    }

    @Test
    void a_server_that_does_not_serve_is_named_by_its_status() {
        assertThat(WORDS.of(new RemoteException.Unauthorized(401, "x")))
                .isEqualTo("you are not authorized to perform this operation: server returned 401.");
        assertThat(WORDS.of(new RemoteException.Unauthorized(403, "x")))
                .isEqualTo("unable to reach trust server at this time: 403.");
        assertThat(WORDS.of(new RemoteException.Unavailable(301, "x")))
                .isEqualTo("unable to reach trust server at this time: 301.");
        assertThat(WORDS.of(new RemoteException.TooLarge(5, "x"))).isEqualTo("trust server returned a bad response.");
        assertThat(WORDS.of(new RemoteException.Unreachable("long", "dial tcp: x")))
                .isEqualTo("dial tcp: x");
    }

    @Test
    void a_checksum_of_no_known_algorithm_is_said_to_be_missing() {
        assertThat(WORDS.of(new TrustException.ChecksumMismatch(RoleName.SNAPSHOT, "", "")))
                .isEqualTo("no checksums for supported algorithms were provided for snapshot");
        assertThat(WORDS.of(
                        new TrustException.NotAnchored(TrustException.NotAnchored.Reason.AUTHORITY_INVALID, List.of())))
                .isEqualTo("could not validate the path to a trusted root: invalid CA certs provided");
    }
}
