package dev.navicert.notary;

import dev.navicert.trust.MetadataName;
import dev.navicert.trust.RemoteException;
import dev.navicert.trust.RemoteMetadata;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;

/**
 * A collection on a server that is far away: what is announced is fetched at once, by other threads, so that several files take
 * no longer than one. Whoever asks for such a file gets the server's answer to it, be it a failure; one that is not asked for
 * is forgotten.
 */
final class FetchedAhead implements RemoteMetadata {
    /** Few, so that one collection does not keep all connections. */
    private static final int MOST = 8;

    /** Longer files are fetched when they are needed: what waits here takes memory. */
    private static final long LONGEST = 1 << 20;

    private final RemoteMetadata source;
    private final Executor threads;
    private final Map<MetadataName, CompletableFuture<byte[]>> underWay = new HashMap<>();

    /**
     * @param source safe for several threads
     * @param threads never the caller's
     */
    FetchedAhead(RemoteMetadata source, Executor threads) {
        this.source = source;
        this.threads = threads;
    }

    @Override
    public void announce(MetadataName name, long maxBytes) {
        if (maxBytes > LONGEST || underWay.size() >= MOST || underWay.containsKey(name)) {
            return;
        }
        CompletableFuture<byte[]> file = new CompletableFuture<>();
        try {
            threads.execute(() -> {
                try {
                    file.complete(source.fetch(name, maxBytes));
                } catch (RemoteException | RuntimeException | Error e) {
                    file.completeExceptionally(e);
                }
            });
            underWay.put(name, file);
        } catch (RejectedExecutionException ending) {
            // fetched when it is asked for, or not at all
        }
    }

    @Override
    public byte[] fetch(MetadataName name, long maxBytes) throws RemoteException {
        CompletableFuture<byte[]> file = underWay.remove(name);
        if (file == null) {
            return source.fetch(name, maxBytes);
        }
        byte[] content = await(file, name); // which has the same deadline
        return content.length <= maxBytes ? content : source.fetch(name, maxBytes);
    }

    private static byte[] await(CompletableFuture<byte[]> file, MetadataName name) throws RemoteException {
        try {
            return file.get();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new RemoteException.TimedOut("stopped waiting for " + name.path() + ": interrupted");
        } catch (ExecutionException e) {
            if (e.getCause() instanceof RemoteException failure) {
                throw failure;
            }
            throw new IllegalStateException("fetching " + name.path() + " failed", e.getCause());
        }
    }
}
