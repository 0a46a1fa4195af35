package dev.navicert.trust.view;

import dev.navicert.name.Gun;
import java.io.IOException;
import java.util.Optional;

/**
 * What outlives a restart. Everything in it is hostile when it comes back: metadata is verified again, and only the floors
 * are taken as they stand, because all they can do is refuse.
 *
 * <p>One repository is never recalled and remembered by two threads at once; different ones are.
 */
public interface RepositoryStore {
    /**
     * What was kept of a repository; empty if nothing ever was. Metadata that is missing or damaged is left out.
     *
     * @throws IOException if there is something, but the floors in it cannot be read: never taken for "nothing", because then
     *     an old version would be as good as a new one
     */
    Optional<Remembered> recall(String server, Gun gun) throws IOException;

    /**
     * Replaces what is kept of a repository as a whole, for good: whoever dies at any moment leaves what was before or what is
     * after.
     */
    void remember(String server, Gun gun, Remembered remembered) throws IOException;
}
