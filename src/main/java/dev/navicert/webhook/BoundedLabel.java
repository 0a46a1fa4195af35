package dev.navicert.webhook;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** The values of one label: the first so many are told apart, all that come later are {@link CounterTable#OTHER}. */
final class BoundedLabel {
    private final int most;
    private final Map<String, String> values = new ConcurrentHashMap<>();

    BoundedLabel(int most) {
        this.most = most;
    }

    String of(String value) {
        String known = values.get(value);
        return known == null ? added(value) : known;
    }

    private synchronized String added(String value) {
        if (values.size() >= most && !values.containsKey(value)) {
            return CounterTable.OTHER;
        }
        return values.computeIfAbsent(value, itself -> itself);
    }
}
