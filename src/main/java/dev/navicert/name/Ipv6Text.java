package dev.navicert.name;

import java.util.ArrayList;
import java.util.List;

/** IPv6 addresses as hosts are written: in brackets, in many equal spellings. */
final class Ipv6Text {
    private static final int GROUPS = 8;
    private static final int GROUP_DIGITS = 4;

    private Ipv6Text() {}

    static boolean isLiteral(String host) {
        return host.startsWith("[") && host.endsWith("]");
    }

    /** All eight groups, lower case, without leading zeros; a text that is no address stays as it is. */
    static String oneForm(String literal) {
        String text = literal.substring(1, literal.length() - 1);
        int gap = text.indexOf("::");
        List<String> head = groups(gap < 0 ? text : text.substring(0, gap));
        List<String> tail = gap < 0 ? List.of() : groups(text.substring(gap + 2));
        int missing = GROUPS - head.size() - tail.size();
        if (gap < 0 ? missing != 0 : missing < 1) {
            return literal;
        }
        List<String> all = new ArrayList<>(head);
        for (int i = 0; i < missing; i++) {
            all.add("0");
        }
        all.addAll(tail);
        for (String group : all) {
            if (group.isEmpty() || group.length() > GROUP_DIGITS || !Grammar.isLowerHex(group)) {
                return literal;
            }
        }
        return all.stream()
                .map(group -> Integer.toHexString(Integer.parseInt(group, 16)))
                .reduce((a, b) -> a + ":" + b)
                .map(joined -> "[" + joined + "]")
                .orElse(literal);
    }

    private static List<String> groups(String text) {
        return text.isEmpty() ? List.of() : List.of(text.split(":", -1));
    }
}
