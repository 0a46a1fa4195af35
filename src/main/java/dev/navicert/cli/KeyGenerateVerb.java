package dev.navicert.cli;

import dev.navicert.cli.settings.Settings;
import dev.navicert.cli.syntax.Invocation;
import dev.navicert.cli.terminal.FatalException;
import dev.navicert.cli.verbs.ProgramName;
import dev.navicert.keys.KeyBlock;
import dev.navicert.keys.KeyException;
import dev.navicert.keys.KeyFile;
import dev.navicert.keys.PassphraseSource;
import dev.navicert.keys.SigningKey;
import java.io.IOException;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

/** {@code key generate}: a new key in the trust directory, or with {@code -o} in two files anywhere. */
record KeyGenerateVerb(Session session) implements Verb {
    private static final String ALGORITHM = "ecdsa";

    @Override
    public int run(Invocation invocation) throws FatalException {
        String algorithm = invocation.arguments().stream().findFirst().orElse(ALGORITHM);
        if (!algorithm.toLowerCase(Locale.ROOT).equals(ALGORITHM)) {
            throw FatalException.usage("Algorithm not allowed, possible values are: ECDSA");
        }
        Settings settings = session.settings(invocation);
        KeyWiring wiring = new KeyWiring(session, invocation);
        String role = KeyWords.oneLine("--role", invocation.text("role"));
        if (!invocation.text("output").isEmpty()) {
            toFiles(role, invocation.text("output"), wiring.passphrases());
            return 0;
        }
        try {
            SigningKey key = wiring.ring(settings, wiring.passphrases()).generate(role, "");
            session.terminal()
                    .printLine("Generated new " + ALGORITHM + " " + role + " key with keyID: "
                            + key.publicKey().id());
            return 0;
        } catch (KeyException e) {
            throw new FatalException(
                    "Failed to create a new " + role + " key: " + KeyWords.of(session.program(), e), e);
        } catch (IOException e) {
            throw new FatalException("Failed to create a new " + role + " key: " + e.getMessage(), e);
        }
    }

    /** Notary asks for the passphrase of no role, so that only the variable for delegations applies. */
    private void toFiles(String role, String output, PassphraseSource passphrases) throws FatalException {
        SigningKey key = SigningKey.generate(SigningKey.Algorithm.ECDSA);
        String askedRole = session.program() == ProgramName.NOTARY ? "" : role;
        byte[] pem;
        try {
            char[] passphrase = KeyFile.newPassphrase(key.publicKey().id().hex(), askedRole, passphrases);
            try {
                pem = KeyFile.write(key, role, "", passphrase);
            } finally {
                Arrays.fill(passphrase, '\0');
            }
        } catch (KeyException e) {
            throw new FatalException(KeyWords.of(session.program(), e), e);
        }
        KeyBlock publicKey =
                new KeyBlock("PUBLIC KEY", Map.of(), key.publicKey().bytes()).with(KeyBlock.ROLE, role);
        Map<OutputFileWiring, byte[]> files = new LinkedHashMap<>();
        files.put(new OutputFileWiring(session, output + "-key.pem"), pem);
        files.put(new OutputFileWiring(session, output + ".pem"), publicKey.encode());
        OutputFileWiring.writeAll(files);
    }
}
