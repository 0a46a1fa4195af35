package dev.navicert.webhook.review;

import java.util.concurrent.RejectedExecutionException;

/** Who does what may have to wait: for a trust server, for a disk. */
@FunctionalInterface
public interface Staff {
    /**
     * Has it done, at once or when there is somebody free for it.
     *
     * @param namespace for whom; the staff may see to it that none takes all of it
     * @param task does not throw
     * @throws RejectedExecutionException if there is too much to do
     */
    void execute(String namespace, Runnable task);
}
