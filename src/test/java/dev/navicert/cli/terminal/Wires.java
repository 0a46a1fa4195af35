package dev.navicert.cli.terminal;

import java.util.Set;

/**
 * What the streams of a test are; whatever is typed, nothing is ever shown.
 *
 * @param terminals all others are pipes
 */
public record Wires(Set<Terminal.Stream> terminals) implements Terminal.Device {
    /** Every stream is a pipe. */
    public static final Wires PIPES = new Wires(Set.of());

    @Override
    public boolean isTerminal(Terminal.Stream stream) {
        return terminals.contains(stream);
    }

    @Override
    public AutoCloseable withoutEcho() {
        return () -> {};
    }
}
