package dev.navicert.webhook;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicReferenceArray;

/**
 * Counters of one name that differ in a text and in a small number. To count what was counted before costs one look into a map
 * and makes no garbage. There are never more than so many texts: those that come later are one, {@link #OTHER}.
 */
final class CounterTable {
    static final String OTHER = "other";

    private final MeterRegistry registry;
    private final String name;
    private final int mostTexts;
    private final int slots;
    private final Labels labels;
    private final Map<String, AtomicReferenceArray<Counter>> rows = new ConcurrentHashMap<>();

    /** Says what a text and a number stand for. */
    @FunctionalInterface
    interface Labels {
        Tags of(String text, int slot);
    }

    /** @param slots how many numbers there are, from 0 */
    CounterTable(MeterRegistry registry, String name, int mostTexts, int slots, Labels labels) {
        this.registry = registry;
        this.name = name;
        this.mostTexts = mostTexts;
        this.slots = slots;
        this.labels = labels;
    }

    void increment(String text, int slot) {
        AtomicReferenceArray<Counter> row = rows.get(text);
        if (row == null) {
            row = newRow(text);
        }
        Counter counter = row.get(slot);
        if (counter == null) {
            counter = registry.counter(name, labels.of(rows.get(text) == row ? text : OTHER, slot));
            row.set(slot, counter); // whoever comes first: the registry gives the same one to all
        }
        counter.increment();
    }

    private synchronized AtomicReferenceArray<Counter> newRow(String text) {
        String kept = rows.containsKey(text) || rows.size() < mostTexts ? text : OTHER;
        return rows.computeIfAbsent(kept, row -> new AtomicReferenceArray<>(slots));
    }
}
