package dev.navicert.simulator;

import dev.navicert.keys.SigningKey;
import dev.navicert.trustserver.RepositoryFiles;
import dev.navicert.tuf.RoleName;
import dev.navicert.tuf.Signature;
import dev.navicert.tuf.SignedFile;
import dev.navicert.tuf.Strictness;
import dev.navicert.tuf.TrustException;
import dev.navicert.tuf.crypto.KeyId;
import dev.navicert.tuf.json.Json;
import dev.navicert.tuf.json.MalformedJsonException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;

/** A metadata file in the hands of an attacker. */
final class Forgery {
    /** A file in, a file out. */
    @FunctionalInterface
    interface Change {
        byte[] of(byte[] honest);
    }

    /** A payload in, a payload out. */
    @FunctionalInterface
    interface Edit {
        Json.Obj of(Json.Obj signed);
    }

    /** Signatures in, signatures out. */
    @FunctionalInterface
    interface Signing {
        List<Signature> of(List<Signature> signatures);
    }

    private final SignedFile file;

    private Forgery(SignedFile file) {
        this.file = file;
    }

    static Forgery of(RoleName role, byte[] honest) {
        try {
            return new Forgery(SignedFile.read(role, honest, Strictness.NOTARY));
        } catch (TrustException e) {
            throw new AssertionError("the honest file of " + role, e);
        }
    }

    /** A word exchanged wherever it stands. */
    static byte[] renamed(byte[] file, String from, String to) {
        return new String(file, StandardCharsets.UTF_8).replace(from, to).getBytes(StandardCharsets.UTF_8);
    }

    Json.Obj signed() {
        return (Json.Obj) file.signed();
    }

    /** Another payload under the old signatures. */
    byte[] with(Edit edit) {
        return write(edit.of(signed()), file.signatures());
    }

    /** The old payload under other signatures. */
    byte[] withSignatures(Signing signing) {
        return write(signed(), signing.of(file.signatures()));
    }

    /** The old payload signed by one key alone. */
    byte[] signedBy(SigningKey key, KeyId filedUnder) {
        try {
            return write(signed(), List.of(key.sign(filedUnder, file.signedBytes())));
        } catch (TrustException e) {
            throw new AssertionError("the honest file of " + file.role(), e);
        }
    }

    private static byte[] write(Json signed, List<Signature> signatures) {
        try {
            return SignedFile.write(signed, signatures);
        } catch (MalformedJsonException e) {
            throw new AssertionError("what was read can be written", e);
        }
    }

    /** Changes the current file of a role under each name that it has. */
    static void replaceEverywhere(RepositorySimulator simulator, RoleName role, Change change) {
        RepositoryFiles files = simulator.files();
        byte[] current = files.file(role).orElseThrow();
        for (String path : files.paths()) {
            if (Arrays.equals(files.file(path).orElseThrow(), current)) {
                files = files.with(path, change.of(current));
            }
        }
        simulator.serve(files);
    }

    /** Takes the current file of a role away under each name that it has. */
    static void removeEverywhere(RepositorySimulator simulator, RoleName role) {
        RepositoryFiles files = simulator.files();
        byte[] current = files.file(role).orElseThrow();
        for (String path : files.paths()) {
            if (Arrays.equals(files.file(path).orElseThrow(), current)) {
                files = files.without(path);
            }
        }
        simulator.serve(files);
    }
}
