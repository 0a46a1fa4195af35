package dev.navicert.cli.terminal;

import java.io.IOException;
import java.io.OutputStream;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Standard output, which remembers the first time that something did not arrive; from then on it takes nothing. */
final class Delivery extends OutputStream {
    private final OutputStream out;
    private @Nullable IOException failure;

    Delivery(OutputStream out) {
        this.out = out;
    }

    /** Why something did not arrive. */
    Optional<IOException> failure() {
        return Optional.ofNullable(failure);
    }

    /** Something that writes. */
    private interface Step {
        void run() throws IOException;
    }

    private void attempt(Step step) throws IOException {
        if (failure != null) {
            return;
        }
        try {
            step.run();
        } catch (IOException e) {
            failure = e;
            throw e;
        }
    }

    @Override
    public void write(int b) throws IOException {
        attempt(() -> out.write(b));
    }

    @Override
    public void write(byte[] bytes, int from, int length) throws IOException {
        attempt(() -> out.write(bytes, from, length));
    }

    @Override
    public void flush() throws IOException {
        attempt(out::flush);
    }
}
