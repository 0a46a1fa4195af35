package dev.navicert.cli;

import dev.navicert.change.ChangeEntry;
import dev.navicert.change.Scope;
import dev.navicert.change.TargetContent;
import dev.navicert.cli.settings.Settings;
import dev.navicert.cli.syntax.Invocation;
import dev.navicert.cli.terminal.FatalException;
import dev.navicert.tuf.FileMeta;
import dev.navicert.tuf.json.GoQuote;
import dev.navicert.tuf.json.MalformedJsonException;
import org.jspecify.annotations.Nullable;

/**
 * {@code add} stages a file as a target, {@code addhash} what is said of one.
 *
 * @see <a href="https://github.com/notaryproject/notary/blob/v0.7.0/cmd/notary/tuf.go">notary, {@code tufAdd} and
 *     {@code tufAddByHash}</a>
 */
record AddVerb(Staging.Door door, Naming naming) implements Verb {
    private static final int MAX_CUSTOM = 16 << 20;

    /** Where a target's length and hashes come from. */
    enum Naming {
        BY_FILE,
        BY_HASH
    }

    @Override
    public int run(Invocation invocation) throws FatalException {
        HashArguments hashes = new HashArguments(invocation);
        if (naming == Naming.BY_HASH) {
            hashes.checkGiven(door.session().terminal());
        }
        Settings settings = door.session().settings(invocation);
        byte[] custom = custom(invocation.text("custom"));
        long length = naming == Naming.BY_HASH ? hashes.length() : 0;
        Staging staging = door.open(invocation, settings);
        String name = invocation.arguments().get(1);
        FileMeta file = naming == Naming.BY_HASH
                ? hashes.of(length)
                : new UserFile(door.session(), invocation.arguments().get(2)).read(FileMeta::of);
        TargetContent content = content(file, custom);
        for (Scope scope : staging.scopes()) {
            staging.add(ChangeEntry.addTarget(scope, publishable(name), content));
        }
        String how = naming == Naming.BY_HASH
                ? " by " + String.join(", ", file.hashes().keySet()) + " hash"
                : "";
        door.session()
                .terminal()
                .printLine("Addition of target \"" + name + "\"" + how + " to repository \"" + staging.gun()
                        + "\" staged for next publish.");
        return staging.done();
    }

    private byte @Nullable [] custom(String file) throws FatalException {
        return file.isEmpty() ? null : new UserFile(door.session(), file).bytes(MAX_CUSTOM);
    }

    private static TargetContent content(FileMeta file, byte @Nullable [] custom) throws FatalException {
        try {
            return custom == null ? TargetContent.of(file) : TargetContent.of(file, custom);
        } catch (MalformedJsonException e) {
            throw new FatalException("json: error calling MarshalJSON for type *json.RawMessage: " + e.getMessage(), e);
        }
    }

    /** Notary stages names that no file can hold, and from then on refuses to publish anything. */
    private static String publishable(String name) throws FatalException {
        if (name.chars().anyMatch(c -> c < ' ')) {
            throw FatalException.usage("the target name " + GoQuote.text(name)
                    + " has a control character in it and could never be published; choose another name");
        }
        return name;
    }
}
