package dev.navicert.webhook.review;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.Supplier;

/** Who sees to what may take a while: a trust server, a disk. */
@FunctionalInterface
public interface Staff {
    /**
     * Has it done, at once or when it is its turn.
     *
     * @param namespace for whom; the staff may see to it that none has too much under way
     * @param work begins it, and does not wait for it; it is over when the future completes, whatever way
     * @throws RejectedExecutionException if there is too much to do
     */
    void execute(String namespace, Supplier<? extends CompletableFuture<?>> work);
}
