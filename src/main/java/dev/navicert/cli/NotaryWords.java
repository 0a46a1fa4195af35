package dev.navicert.cli;

import dev.navicert.name.Gun;
import dev.navicert.trust.RemoteException;
import dev.navicert.tuf.TrustException;
import java.time.Clock;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.function.Supplier;

/**
 * What went wrong, in Notary's words: the only place that knows them.
 *
 * @param gun the collection that was asked for
 * @param serverHost host and port of the server, as messages name it
 * @param clock knows the user's time zone; Go names a date's zone only if it is the user's or UTC
 * @param login what there is to add where a login was refused; Notary adds nothing
 * @see <a href="https://github.com/notaryproject/notary/blob/v0.7.0/tuf/signed/errors.go">notary,
 *     {@code tuf/signed/errors.go}, {@code tuf/data/errors.go}, {@code trustpinning/certs.go}, {@code storage/errors.go}</a>
 */
record NotaryWords(Gun gun, String serverHost, Clock clock, Supplier<String> login)
        implements TrustException.Cases<String> {
    /** They answered, and we do not believe it. */
    String of(TrustException e) {
        return e.fold(this);
    }

    /** We could not ask. */
    String of(RemoteException e) {
        if (e instanceof RemoteException.NotFound missing) {
            return notFound(missing);
        }
        if (e instanceof RemoteException.Unauthorized refused) {
            return unauthorized(refused);
        }
        if (e instanceof RemoteException.Unavailable unavailable) {
            return "unable to reach trust server at this time: " + unavailable.status() + ".";
        }
        if (e instanceof RemoteException.TooLarge) {
            return "trust server returned a bad response.";
        }
        return e instanceof RemoteException.Offline ? "client is offline" : e.reason();
    }

    /** A root that is missing means that the collection is. */
    private String notFound(RemoteException.NotFound missing) {
        return missing.isCollection()
                ? serverHost + " does not have trust data for " + gun
                : missing.resource() + " trust data unavailable.  Has a notary repository been initialized?";
    }

    private String unauthorized(RemoteException.Unauthorized e) {
        if (e.isByTokenService()) {
            return e.reason() + login.get();
        }
        return (e.status() == 401
                        ? "you are not authorized to perform this operation: server returned 401."
                        : "unable to reach trust server at this time: " + e.status() + ".")
                + login.get();
    }

    @Override
    public String malformed(TrustException.Malformed e) {
        return e.detail();
    }

    @Override
    public String noSignatures(TrustException.NoSignatures e) {
        return "tuf: data has no signatures";
    }

    @Override
    public String thresholdNotMet(TrustException.ThresholdNotMet e) {
        return "valid signatures did not meet threshold for " + e.role();
    }

    @Override
    public String keyIdMismatch(TrustException.KeyIdMismatch e) {
        return "key ID is not valid for key content";
    }

    @Override
    public String invalidMetadata(TrustException.InvalidMetadata e) {
        return e.role() + " type metadata invalid: " + e.detail();
    }

    @Override
    public String checksumMismatch(TrustException.ChecksumMismatch e) {
        return checksum(e.algorithm(), e.role().value(), e.expectedHex());
    }

    /** The complaint about content that is not what a checksum says; an empty algorithm says that there was none to compare. */
    static String checksum(String algorithm, String name, String expectedHex) {
        return algorithm.isEmpty()
                ? "no checksums for supported algorithms were provided for " + name
                : algorithm + " checksum for " + name + " did not match: expected " + expectedHex;
    }

    @Override
    public String rolledBack(TrustException.RolledBack e) {
        return "version " + e.offered() + " is lower than current version " + e.floor();
    }

    @Override
    public String expired(TrustException.Expired e) {
        return e.role() + " expired at " + date(e.at());
    }

    /** {@code Mon Jan 2 15:04:05 MST 2006}: the zone's name if it is the user's own, else its offset. */
    private String date(OffsetDateTime at) {
        ZonedDateTime users = at.toInstant().atZone(clock.getZone());
        String zone;
        if (at.getOffset().equals(ZoneOffset.UTC)) {
            zone = "UTC";
        } else if (users.getOffset().equals(at.getOffset())) {
            zone = english("zzz").format(users);
        } else {
            zone = english("xx").format(at);
        }
        return english("EEE MMM d HH:mm:ss ").format(at) + zone + String.format(Locale.ROOT, " %04d", at.getYear());
    }

    private static DateTimeFormatter english(String pattern) {
        return DateTimeFormatter.ofPattern(pattern, Locale.ENGLISH);
    }

    @Override
    public String frozenTooLong(TrustException.FrozenTooLong e) {
        return String.valueOf(e.getMessage());
    }

    @Override
    public String notAnchored(TrustException.NotAnchored e) {
        return "could not validate the path to a trusted root: "
                + switch (e.reason()) {
                    case NO_VALID_LEAF -> "unable to retrieve valid leaf certificates";
                    case NO_PIN_MATCHES -> "unable to match any certificates to trust_pinning config";
                    case NOT_SELF_SIGNED -> "failed to validate integrity of roots";
                    case FIRST_USE_REFUSED -> "invalid trust pinning specified";
                    case AUTHORITY_UNREADABLE -> "could not load root cert from CA path";
                    case AUTHORITY_INVALID -> "invalid CA certs provided";
                };
    }

    @Override
    public String brokenRotation(TrustException.BrokenRotation e) {
        return "could not rotate trust to a new trusted root: failed to validate data with current trusted certificates";
    }

    @Override
    public String badDelegation(TrustException.BadDelegation e) {
        return e.detail();
    }
}
