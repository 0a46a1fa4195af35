package dev.navicert.keys;

import java.io.IOException;
import java.util.List;
import java.util.Optional;

/**
 * Where key files are kept: names and bytes, whatever they mean. Names are key identifiers as a rule, below folders where
 * somebody made some ({@code sub/<id>}).
 */
public interface KeyFiles {
    /** Every name, folder by folder in the order of their bytes. */
    List<String> list() throws IOException;

    /**
     * The content of that name; empty if there is none.
     *
     * @throws IOException also if it is larger than any key file
     */
    Optional<byte[]> find(String name) throws IOException;

    /**
     * Keeps the content under that name, in place of what was there, as a whole or not at all.
     *
     * @param name without a folder
     */
    void store(String name, byte[] content) throws IOException;

    /** Removes that name; no error if there is none. */
    void remove(String name) throws IOException;
}
