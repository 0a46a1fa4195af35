package dev.navicert.cli;

import dev.navicert.change.ChangeEntry;
import dev.navicert.cli.settings.Settings;
import dev.navicert.cli.syntax.ArgumentCount;
import dev.navicert.cli.syntax.HelpText;
import dev.navicert.cli.syntax.Invocation;
import dev.navicert.cli.terminal.FatalException;
import dev.navicert.tuf.crypto.KeyId;
import dev.navicert.tuf.crypto.Pem;
import dev.navicert.tuf.crypto.PublicKey;
import dev.navicert.tuf.crypto.PublicKeyFile;
import java.util.ArrayList;
import java.util.List;

/**
 * {@code delegation add} stages keys and paths for a delegation, as two edits.
 *
 * @see <a href="https://github.com/notaryproject/notary/blob/v0.7.0/cmd/notary/delegations.go">notary,
 *     {@code delegationAdd}</a>
 */
record DelegationAddVerb(Staging.Door door) implements Verb {
    private static final String FAILURE = "failed to create delegation";

    @Override
    public int run(Invocation invocation) throws FatalException {
        DelegationEdits edits = new DelegationEdits(invocation);
        if (edits.others().isEmpty() && !edits.namesPaths() && !edits.allPaths()) {
            door.session().terminal().print(HelpText.usage(invocation.command()));
            throw FatalException.usage(invocation
                    .command()
                    .argumentCount()
                    .map(ArgumentCount::complaint)
                    .orElse(""));
        }
        Settings settings = door.session().settings(invocation);
        List<PublicKey> keys = keys(edits.others());
        boolean everything = edits.allPaths() || edits.paths().contains("");
        List<String> paths = everything ? List.of("") : edits.paths();
        Staging staging = door.open(invocation, settings);
        if (!keys.isEmpty()) {
            staging.add(ChangeEntry.addDelegationKeys(edits.delegation(FAILURE), keys));
        }
        if (!paths.isEmpty()) {
            staging.add(ChangeEntry.addDelegationPaths(edits.delegation(FAILURE), paths));
        }
        List<String> ids =
                keys.stream().map(PublicKey::canonicalId).map(KeyId::hex).toList();
        door.session()
                .terminal()
                .print("\nAddition of delegation role " + edits.role() + " " + DelegationEdits.withKeys(ids)
                        + (edits.namesPaths() || everything ? DelegationEdits.withPaths(paths) : "")
                        + "to repository \"" + staging.gun() + "\" staged for next publish.\n\n");
        return staging.done();
    }

    private List<PublicKey> keys(List<String> files) throws FatalException {
        List<PublicKey> keys = new ArrayList<>();
        for (String name : files) {
            PublicKeyFile file = read(name);
            file.certificate()
                    .filter(certificate ->
                            certificate.isNearExpiryAt(door.session().clock().instant()))
                    .ifPresent(certificate -> door.session()
                            .log()
                            .warning("certificate with CN " + certificate.commonName() + " is near expiry"));
            keys.add(file.key());
        }
        return keys;
    }

    private PublicKeyFile read(String name) throws FatalException {
        UserFile file = new UserFile(door.session(), name);
        if (!file.exists()) {
            throw new FatalException("file for public key does not exist: " + name);
        }
        byte[] text;
        try {
            text = file.bytes(Pem.MAX_BYTES);
        } catch (FatalException e) {
            throw new FatalException("unable to read public key from file: " + name, e);
        }
        try {
            return PublicKeyFile.read(text, door.session().clock().instant());
        } catch (PublicKeyFile.UnusableException e) {
            throw new FatalException(
                    "unable to parse valid public key certificate from PEM file " + name + ": " + e.getMessage(), e);
        }
    }
}
