package dev.navicert.trust;

/**
 * One collection on one source of trust data: a Notary server, a mirror directory, a simulator.
 *
 * <p>Instances carry the deadline of the work they were made for and may be used by one thread.
 */
public interface RemoteMetadata {
    /**
     * Fetches a file whole.
     *
     * @param name which file
     * @param maxBytes the cap; a longer answer is refused without being held in memory
     * @return exactly the bytes served; nothing about them has been checked
     * @throws RemoteException if the source could not be asked, or has no such file
     */
    byte[] fetch(MetadataName name, long maxBytes) throws RemoteException;

    /**
     * Says that a file will be asked for soon, so that a source that is far away may begin to fetch it. Nothing has to come of
     * it, and nothing is said of a failure before the file is asked for.
     *
     * @param maxBytes the cap that it will be asked for with
     */
    default void announce(MetadataName name, long maxBytes) {}
}
