package dev.navicert.faults;

import java.util.Map;
import java.util.Queue;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.atomic.LongAdder;
import java.util.stream.Collectors;

/** What the load was answered during one bad day. */
final class Tally {
    private static final int MOST_SHOWN = 5;

    private final LongAdder admitted = new LongAdder();
    private final Map<String, LongAdder> refused = new ConcurrentSkipListMap<>();
    /** Signed images that were refused, by code; on most days there are none. */
    private final Map<String, LongAdder> refusedThoughSigned = new ConcurrentSkipListMap<>();

    private final LongAdder unanswered = new LongAdder();
    private final Queue<String> wrong = new ConcurrentLinkedQueue<>();

    void admitted() {
        admitted.increment();
    }

    void refused(String code) {
        refused.computeIfAbsent(code, key -> new LongAdder()).increment();
    }

    void refusedThoughSigned(String code) {
        refusedThoughSigned.computeIfAbsent(code, key -> new LongAdder()).increment();
    }

    void unanswered() {
        unanswered.increment();
    }

    /** Never to happen, whatever the day. */
    void wrong(String what) {
        wrong.add(what);
    }

    long admissions() {
        return admitted.sum();
    }

    long withoutAnswer() {
        return unanswered.sum();
    }

    Map<String, Long> signedRefused() {
        return sums(refusedThoughSigned);
    }

    String wrongs() {
        return wrong.stream().limit(MOST_SHOWN).collect(Collectors.joining("\n"));
    }

    /** The cells of its row. */
    String row() {
        return "%d | %s | %s | %d | %d"
                .formatted(admitted.sum(), text(refused), text(refusedThoughSigned), unanswered.sum(), wrong.size());
    }

    private static String text(Map<String, LongAdder> counts) {
        return counts.isEmpty()
                ? "–"
                : counts.entrySet().stream()
                        .map(one -> one.getKey() + " " + one.getValue())
                        .collect(Collectors.joining(", "));
    }

    private static Map<String, Long> sums(Map<String, LongAdder> counts) {
        Map<String, Long> sums = new TreeMap<>();
        counts.forEach((code, count) -> sums.put(code, count.sum()));
        return sums;
    }
}
