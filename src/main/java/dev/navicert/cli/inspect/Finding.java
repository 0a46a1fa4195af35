package dev.navicert.cli.inspect;

import java.time.Instant;
import java.util.Optional;

/**
 * Something to do something about.
 *
 * @param code stable, for programs
 * @param verdict what it makes of the collection
 * @param role that it is about; empty if it is the whole collection
 * @param at when it ends or has ended, if that has a date
 * @param message what is wrong, and what to do
 */
public record Finding(String code, Verdict verdict, String role, Optional<Instant> at, String message) {
    /** The whole collection cannot be read. */
    public static Finding unread(Verdict verdict, String message) {
        return new Finding(verdict == Verdict.BROKEN ? "refused" : "unknown", verdict, "", Optional.empty(), message);
    }
}
