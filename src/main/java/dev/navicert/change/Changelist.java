package dev.navicert.change;

import java.io.IOException;
import java.util.Collection;
import java.util.List;

/**
 * The edits that are staged for one collection, in the order in which they will be replayed.
 *
 * @see <a href="https://github.com/notaryproject/notary/blob/v0.7.0/client/changelist/interface.go">Notary
 *     client/changelist</a>
 */
public interface Changelist {
    /**
     * All of them, whether they can be read or not. The place in this list is the number that {@code status} shows.
     *
     * @throws IOException if it cannot be said what there is
     */
    List<StagedChange> list() throws IOException;

    /** Adds an edit behind all others. When this returns it is there to stay. */
    void append(ChangeEntry entry) throws IOException;

    /** Removes these and no others, whatever was added since they were listed; those that are gone are no error. */
    void remove(Collection<? extends StagedChange> changes) throws IOException;

    /** Removes all that is there. */
    void clear() throws IOException;
}
