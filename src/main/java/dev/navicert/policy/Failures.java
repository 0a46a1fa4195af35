package dev.navicert.policy;

import dev.navicert.trust.RemoteException;
import dev.navicert.trust.TrustServer;
import dev.navicert.tuf.TrustException;
import java.util.List;

/**
 * Turns what can go wrong with a repository into a reason, by type and nowhere else. A decision never reads a message.
 *
 * @param repository for messages, with its server
 */
record Failures(TrustServer server, String repository) {
    private static final String ASK = "ask the administrator";

    /** They answered, and we do not believe it. */
    Reason of(TrustException e) {
        return e.fold(new TrustException.Cases<>() {
            @Override
            public Reason malformed(TrustException.Malformed e) {
                return invalid(e);
            }

            @Override
            public Reason noSignatures(TrustException.NoSignatures e) {
                return unsigned(e);
            }

            @Override
            public Reason thresholdNotMet(TrustException.ThresholdNotMet e) {
                return unsigned(e);
            }

            @Override
            public Reason keyIdMismatch(TrustException.KeyIdMismatch e) {
                return unsigned(e);
            }

            @Override
            public Reason invalidMetadata(TrustException.InvalidMetadata e) {
                return invalid(e);
            }

            @Override
            public Reason checksumMismatch(TrustException.ChecksumMismatch e) {
                return invalid(e);
            }

            @Override
            public Reason rolledBack(TrustException.RolledBack e) {
                return reason(
                        Code.ROLLBACK,
                        e,
                        "somebody may be replaying old data; " + ASK + " to restore the server's newest data");
            }

            @Override
            public Reason expired(TrustException.Expired e) {
                return reason(Code.EXPIRED, e, "publish the repository again");
            }

            @Override
            public Reason frozenTooLong(TrustException.FrozenTooLong e) {
                return reason(
                        Code.EXPIRED,
                        e,
                        ASK + " to serve the repository anew, or to extend frozen.until of TrustServer "
                                + server.name());
            }

            @Override
            public Reason notAnchored(TrustException.NotAnchored e) {
                return untrusted(e, e.offered().stream().map(Object::toString).toList());
            }

            @Override
            public Reason brokenRotation(TrustException.BrokenRotation e) {
                return untrusted(e, e.offered().stream().map(Object::toString).toList());
            }

            @Override
            public Reason badDelegation(TrustException.BadDelegation e) {
                return invalid(e);
            }
        });
    }

    private Reason unsigned(TrustException e) {
        return reason(
                Code.SIGNATURE_INVALID, e, "the data may have been tampered with; " + ASK + " to look at the server");
    }

    private Reason invalid(TrustException e) {
        return reason(
                Code.METADATA_INVALID, e, "the data may have been tampered with; " + ASK + " to look at the server");
    }

    private Reason untrusted(TrustException e, List<String> offered) {
        if (offered.isEmpty()) {
            return reason(Code.ROOT_UNTRUSTED, e, ASK + " to look at the server");
        }
        return new Reason(
                Code.ROOT_UNTRUSTED,
                where() + ": " + e.getMessage(),
                "compare the offered certificate with the publisher's, then pin it in TrustServer " + server.name(),
                List.of(
                        "offered: " + String.join(", ", offered),
                        "to pin it: pins: {certs: {\"" + repository + "\": [" + offered.get(0) + "]}}"));
    }

    /** We could not ask. */
    Reason of(RemoteException e) {
        if (e instanceof RemoteException.NotFound) {
            return new Reason(
                    Code.NO_TRUST_DATA, where() + " has no trust data", "sign the image, or use one that is signed");
        }
        if (e instanceof RemoteException.NotRefreshed known) {
            Code code =
                    known.failure() instanceof RemoteException.MemoryUnusable ? Code.INTERNAL : Code.SERVER_UNREACHABLE;
            return reason(code, e, remedyOf(known.failure()));
        }
        if (e instanceof RemoteException.Unauthorized) {
            return reason(Code.AUTH_FAILED, e, remedyOf(e));
        }
        if (e instanceof RemoteException.TimedOut) {
            return reason(Code.DEADLINE, e, "try again; if it persists, " + ASK + " to look at the server");
        }
        if (e instanceof RemoteException.TooLarge) {
            return reason(Code.LIMIT, e, ASK + " to look at the server");
        }
        if (e instanceof RemoteException.Busy) {
            return reason(Code.LIMIT, e, "try again in a moment");
        }
        if (e instanceof RemoteException.Altered) {
            return reason(
                    Code.METADATA_INVALID,
                    e,
                    "the mirror may have been tampered with; " + ASK
                            + " to compare it with frozen.manifest of TrustServer " + server.name());
        }
        if (e instanceof RemoteException.MemoryUnusable) {
            return reason(Code.INTERNAL, e, remedyOf(e));
        }
        return reason(Code.SERVER_UNREACHABLE, e, remedyOf(e));
    }

    private String remedyOf(RemoteException e) {
        if (e instanceof RemoteException.Unauthorized) {
            return ASK + " to correct the credentials of TrustServer " + server.name();
        }
        if (e instanceof RemoteException.Suspended) {
            return "try again when it is; if it persists, " + ASK + " to look at TrustServer " + server.name();
        }
        if (e instanceof RemoteException.MemoryUnusable) {
            return ASK + " to look at Navicert's state directory";
        }
        if (e instanceof RemoteException.NotFound) {
            return ASK + " why the server does not have the repository any more";
        }
        return "try again; if it persists, " + ASK + " to look at the server";
    }

    private Reason reason(Code code, Exception e, String remedy) {
        return new Reason(code, where() + ": " + e.getMessage(), remedy);
    }

    private String where() {
        return repository + " on " + server.name()
                + server.frozen()
                        .map(frozen -> ", frozen until " + frozen.until())
                        .orElse("");
    }
}
