package dev.navicert.policy.document;

import java.io.IOException;

/** Files that documents name. */
public interface Attachments {
    /** The absolute path of a file that is named in a document, perhaps from where the document is. */
    String locate(String path) throws IOException;

    /** The content of a file; capped. */
    byte[] read(String path) throws IOException;
}
