package dev.navicert.change;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

/** Staged edits in memory. */
final class MemoryChangelist implements Changelist {
    private final List<StagedChange> changes = new ArrayList<>();
    private int added;

    @Override
    public List<StagedChange> list() {
        return List.copyOf(changes);
    }

    @Override
    public void append(ChangeEntry entry) {
        changes.add(new StagedChange.Readable("memory " + added++, entry));
    }

    @Override
    public void remove(Collection<? extends StagedChange> gone) {
        changes.removeAll(gone);
    }

    @Override
    public void clear() {
        changes.clear();
    }
}
