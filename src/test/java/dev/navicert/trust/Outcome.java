package dev.navicert.trust;

import dev.navicert.tuf.TrustException;
import java.io.IOException;

/** What came of an update, as one word: {@code ok}, or the kind of refusal as the recorded data names it. */
public final class Outcome {
    private Outcome() {}

    /** Something that reads a collection. */
    public interface Reading {
        TrustedCollection read() throws TrustException, RemoteException, IOException;
    }

    public static String of(UpdateRequest request) {
        return of(() -> TrustedCollection.update(request));
    }

    public static String of(Reading reading) {
        try {
            reading.read();
            return "ok";
        } catch (TrustException e) {
            return e.fold(KIND);
        } catch (RemoteException e) {
            return kind(e);
        } catch (IOException e) {
            return "unreadable-cache";
        }
    }

    public static String kind(RemoteException e) {
        if (e instanceof RemoteException.NotFound missing) {
            return missing.isCollection() ? "repository-not-exist" : "not-found";
        }
        return e instanceof RemoteException.TooLarge ? "malicious" : "unreachable";
    }

    public static final TrustException.Cases<String> KIND = new TrustException.Cases<>() {
        @Override
        public String malformed(TrustException.Malformed e) {
            return "error-any";
        }

        @Override
        public String noSignatures(TrustException.NoSignatures e) {
            return "no-signatures";
        }

        @Override
        public String thresholdNotMet(TrustException.ThresholdNotMet e) {
            return "threshold";
        }

        @Override
        public String keyIdMismatch(TrustException.KeyIdMismatch e) {
            return "keyid";
        }

        @Override
        public String invalidMetadata(TrustException.InvalidMetadata e) {
            return "invalid-metadata";
        }

        @Override
        public String checksumMismatch(TrustException.ChecksumMismatch e) {
            return "checksum";
        }

        @Override
        public String rolledBack(TrustException.RolledBack e) {
            return "low-version";
        }

        @Override
        public String expired(TrustException.Expired e) {
            return "expired";
        }

        @Override
        public String frozenTooLong(TrustException.FrozenTooLong e) {
            return "frozen-too-long";
        }

        @Override
        public String notAnchored(TrustException.NotAnchored e) {
            return "root-untrusted";
        }

        @Override
        public String brokenRotation(TrustException.BrokenRotation e) {
            return "root-rotation";
        }

        @Override
        public String badDelegation(TrustException.BadDelegation e) {
            return "bad-delegation";
        }
    };
}
