package dev.navicert.notary;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.BiPredicate;
import java.util.regex.Pattern;

/** The hosts that are asked directly: {@code localhost}, loopback, and what {@code NO_PROXY} lists. */
final class NoProxy {
    private static final Pattern PORT = Pattern.compile(".*[^:]:[0-9]+|\\[.*\\]:[0-9]+");

    private final List<BiPredicate<String, Integer>> entries;

    private NoProxy(List<BiPredicate<String, Integer>> entries) {
        this.entries = List.copyOf(entries);
    }

    /** Reads a comma-separated list of hosts, domains, addresses, networks, each with a port or without; or {@code *}. */
    static NoProxy parse(String list) {
        List<BiPredicate<String, Integer>> entries = new ArrayList<>();
        for (String part : list.split(",", -1)) {
            String entry = part.strip().toLowerCase(Locale.ROOT);
            if (!entry.isEmpty()) {
                entries.add(entry(entry));
            }
        }
        return new NoProxy(entries);
    }

    private static BiPredicate<String, Integer> entry(String entry) {
        if (entry.equals("*")) {
            return (host, port) -> true;
        }
        var network = IpAddress.parseNetwork(entry);
        if (network.isPresent()) {
            return (host, port) ->
                    IpAddress.parse(host).map(network.get()::contains).orElse(false);
        }
        boolean hasPort =
                PORT.matcher(entry).matches() && IpAddress.parse(entry).isEmpty();
        String name = hasPort ? entry.substring(0, entry.lastIndexOf(':')) : entry;
        String only = hasPort ? entry.substring(entry.lastIndexOf(':') + 1) : "";
        BiPredicate<String, Integer> hosts = hosts(name.replace("[", "").replace("]", ""));
        return (host, port) -> (only.isEmpty() || only.equals(String.valueOf(port))) && hosts.test(host, port);
    }

    private static BiPredicate<String, Integer> hosts(String name) {
        var address = IpAddress.parse(name);
        if (address.isPresent()) {
            return (host, port) -> IpAddress.parse(host).equals(address);
        }
        String domain = name.startsWith("*.") ? name.substring(1) : name;
        String suffix = domain.startsWith(".") ? domain : "." + domain;
        return (host, port) -> host.endsWith(suffix) || host.equals(domain);
    }

    boolean covers(String host, int port) {
        return host.equals("localhost")
                || IpAddress.parse(host).map(IpAddress::isLoopback).orElse(false)
                || entries.stream().anyMatch(entry -> entry.test(host, port));
    }
}
