package dev.navicert.cli;

import dev.navicert.cli.syntax.ArgumentCount;
import dev.navicert.cli.syntax.GoLiteral;
import dev.navicert.cli.syntax.GoText;
import dev.navicert.cli.syntax.HelpText;
import dev.navicert.cli.syntax.Invocation;
import dev.navicert.cli.syntax.SyntaxException;
import dev.navicert.cli.terminal.FatalException;
import dev.navicert.cli.terminal.Terminal;
import dev.navicert.tuf.FileMeta;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

/** Length and checksums as arguments. */
record HashArguments(Invocation invocation) {
    private static final int SHA256_DIGITS = 64;
    private static final int SHA512_DIGITS = 128;

    /** @throws FatalException if there is no checksum; the usage is printed first */
    void checkGiven(Terminal terminal) throws FatalException {
        if (invocation.text(FileMeta.SHA256).isEmpty()
                && invocation.text(FileMeta.SHA512).isEmpty()) {
            terminal.print(HelpText.usage(invocation.command()));
            throw FatalException.usage(invocation
                    .command()
                    .argumentCount()
                    .map(ArgumentCount::complaint)
                    .orElse(""));
        }
    }

    long length() throws FatalException {
        try {
            return GoLiteral.integer(invocation.arguments().get(2));
        } catch (SyntaxException e) {
            throw FatalException.usage(String.valueOf(e.getMessage()), e);
        }
    }

    FileMeta of(long length) throws FatalException {
        Map<String, String> hashes = new LinkedHashMap<>();
        put(hashes, FileMeta.SHA256, SHA256_DIGITS);
        put(hashes, FileMeta.SHA512, SHA512_DIGITS);
        return new FileMeta(hashes, length, null);
    }

    private void put(Map<String, String> hashes, String algorithm, int digits) throws FatalException {
        String hex = invocation.text(algorithm);
        if (hex.isEmpty()) {
            return;
        }
        byte[] bytes = hex.getBytes(StandardCharsets.UTF_8);
        if (bytes.length != digits) {
            throw FatalException.usage("invalid " + algorithm + " hex contents provided");
        }
        for (byte b : bytes) {
            if (Character.digit(b, 16) < 0) {
                throw FatalException.usage("encoding/hex: invalid byte: " + GoText.unicode(b & 0xFF));
            }
        }
        hashes.put(algorithm, hex.toLowerCase(Locale.ROOT));
    }
}
