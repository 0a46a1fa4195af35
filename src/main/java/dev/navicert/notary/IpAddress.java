package dev.navicert.notary;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.HexFormat;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * An IP address written as such; never a name that would have to be looked up.
 *
 * @param hex its 4 or 16 bytes
 */
record IpAddress(String hex) {
    private static final String OCTET = "(25[0-5]|2[0-4][0-9]|1[0-9]{2}|[1-9]?[0-9])";
    private static final Pattern V4 = Pattern.compile(OCTET + "(\\." + OCTET + "){3}");
    private static final Pattern V6 = Pattern.compile("[0-9a-fA-F:]*:[0-9a-fA-F:]*(%[0-9A-Za-z]+|[0-9.]*)");

    private static final Pattern ZEROS = Pattern.compile("\\b0(:0)+\\b");

    /** All addresses that begin with the same bits. */
    record Network(IpAddress first, int bits) {
        boolean contains(IpAddress address) {
            if (address.hex.length() != first.hex.length()) {
                return false;
            }
            byte[] mine = HexFormat.of().parseHex(first.hex);
            byte[] other = HexFormat.of().parseHex(address.hex);
            for (int bit = 0; bit < bits; bit++) {
                int mask = 0x80 >> bit % 8;
                if ((mine[bit / 8] & mask) != (other[bit / 8] & mask)) {
                    return false;
                }
            }
            return true;
        }
    }

    static Optional<IpAddress> parse(String text) {
        if (!V4.matcher(text).matches() && !V6.matcher(text).matches()) {
            return Optional.empty();
        }
        try {
            byte[] bytes = InetAddress.getByName(text).getAddress();
            return Optional.of(new IpAddress(HexFormat.of().formatHex(bytes)));
        } catch (UnknownHostException notOne) {
            return Optional.empty();
        }
    }

    /** As Go prints it: the longest run of zeros in an IPv6 address becomes {@code ::}, in brackets before a port. */
    static String inAddress(InetAddress address) {
        String text = address.getHostAddress().replaceFirst("%.*", "");
        if (!text.contains(":")) {
            return text;
        }
        int from = -1;
        int to = -1;
        Matcher zeros = ZEROS.matcher(text);
        while (zeros.find()) {
            if (zeros.end() - zeros.start() > to - from) {
                from = zeros.start();
                to = zeros.end();
            }
        }
        String compressed = from < 0
                ? text
                : text.substring(0, from).replaceFirst(":$", "") + "::"
                        + text.substring(to).replaceFirst("^:", "");
        return "[" + compressed + "]";
    }

    static Optional<Network> parseNetwork(String text) {
        int slash = text.indexOf('/');
        if (slash < 0 || !text.substring(slash + 1).matches("[0-9]{1,3}")) {
            return Optional.empty();
        }
        int bits = Integer.parseInt(text.substring(slash + 1));
        return parse(text.substring(0, slash))
                .filter(first -> bits <= first.hex.length() * 4)
                .map(first -> new Network(first, bits));
    }

    boolean isLoopback() {
        return hex.length() == 8 ? hex.startsWith("7f") : hex.equals("0".repeat(31) + "1");
    }
}
