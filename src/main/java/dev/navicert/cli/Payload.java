package dev.navicert.cli;

import dev.navicert.cli.terminal.FatalException;
import java.io.IOException;

/** The content to verify, whole: it may be passed on only after its last byte was seen. */
record Payload(byte[] bytes) {
    private static final int MAX_BYTES = 1 << 30;

    /** Reads a file, or standard input if no file is named. */
    static Payload read(Session session, String file) throws FatalException {
        byte[] bytes;
        try {
            bytes = file.isEmpty()
                    ? session.terminal().in().readNBytes(MAX_BYTES + 1)
                    : new UserFile(session, file).read(in -> in.readNBytes(MAX_BYTES + 1));
        } catch (IOException e) {
            throw new FatalException("Error reading content from STDIN: " + e.getMessage(), e);
        }
        if (bytes.length > MAX_BYTES) {
            throw new FatalException("cannot verify more than " + MAX_BYTES + " bytes");
        }
        return new Payload(bytes);
    }
}
