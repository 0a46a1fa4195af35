package dev.navicert.change;

import java.util.function.Function;

/** A place in a changelist, with what stands there. */
public sealed interface StagedChange {
    /** What the place is called; to be given back to {@link Changelist#remove}. */
    String name();

    /** Calls the function for what this is. */
    <T> T fold(Function<Readable, T> readable, Function<Unreadable, T> unreadable);

    /** An edit. */
    record Readable(String name, ChangeEntry entry) implements StagedChange {
        @Override
        public <T> T fold(Function<Readable, T> readable, Function<Unreadable, T> unreadable) {
            return readable.apply(this);
        }
    }

    /**
     * Something that Notary could not read either; publishing fails there.
     *
     * @param reason in Go's words
     */
    record Unreadable(String name, String reason) implements StagedChange {
        @Override
        public <T> T fold(Function<Readable, T> readable, Function<Unreadable, T> unreadable) {
            return unreadable.apply(this);
        }
    }
}
