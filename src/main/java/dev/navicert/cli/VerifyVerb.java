package dev.navicert.cli;

import dev.navicert.cli.settings.Settings;
import dev.navicert.cli.syntax.Invocation;
import dev.navicert.cli.terminal.FatalException;
import dev.navicert.cli.terminal.JsonText;
import dev.navicert.trust.SignedTarget;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Map;

/**
 * {@code verify}: whether some content is the one that is signed; if so, passes it on.
 *
 * <p>With {@code --format json} the facts go to standard output and the content only to {@code --output}.
 */
record VerifyVerb(Session session, CollectionSource source) implements Verb {
    @Override
    public int run(Invocation invocation) throws FatalException {
        OutputFormat format = OutputFormat.of(invocation);
        Settings settings = session.settings(invocation);
        Payload payload = Payload.read(session, invocation.text("input"));
        String name = invocation.arguments().get(1);
        CollectionSource.Opened opened =
                source.open(Session.gun(invocation), settings, CollectionSource.Order.PINS_FIRST);
        CollectionSource.Reading reading;
        SignedTarget target;
        try {
            reading = opened.read();
            target = LookupVerb.find(reading, name);
        } catch (FatalException e) {
            throw new FatalException("error retrieving target by name:" + name + ", error:" + e.text(), e);
        }
        check(payload.bytes(), target);
        if (invocation.isOn("quiet")) {
            return 0;
        }
        String output = invocation.text("output");
        if (!output.isEmpty()) {
            new OutputFileWiring(session, output).writeKeepingMode(payload.bytes());
        } else if (format == OutputFormat.TEXT) {
            session.terminal().print(payload.bytes());
        }
        if (format == OutputFormat.JSON) {
            Map<String, Object> facts = CollectionFacts.of(reading);
            facts.put("target", CollectionFacts.of(target));
            facts.put("verified", true);
            session.terminal().print(JsonText.of(facts));
        }
        return 0;
    }

    /** Every known checksum must fit; the size is not compared, as in Notary. */
    private static void check(byte[] payload, SignedTarget target) throws FatalException {
        check(payload, target, "sha256", "SHA-256");
        check(payload, target, "sha512", "SHA-512");
        if (target.sha256().isEmpty() && target.sha512().isEmpty()) {
            throw mismatch("", target.name(), "");
        }
    }

    private static void check(byte[] payload, SignedTarget target, String name, String algorithm)
            throws FatalException {
        String expected = target.hashes().get(name);
        if (expected == null) {
            return;
        }
        try {
            byte[] actual = MessageDigest.getInstance(algorithm).digest(payload);
            if (!HexFormat.of().formatHex(actual).equals(expected)) {
                throw mismatch(name, target.name(), expected);
            }
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    private static FatalException mismatch(String algorithm, String target, String expected) {
        return FatalException.untrusted(
                "data not present in the trusted collection, " + NotaryWords.checksum(algorithm, target, expected));
    }
}
