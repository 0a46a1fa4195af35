package dev.navicert.notary;

import java.security.cert.CertificateParsingException;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * Why a certificate is not believed, as Go's {@code crypto/x509} says it: first its dates, then its names, then who signed.
 *
 * @see <a href="https://github.com/golang/go/blob/go1.19/src/crypto/x509/verify.go">crypto/x509/verify.go</a>
 */
final class GoCertificateWords {
    private static final int DNS = 2;
    private static final int IP = 7;

    private GoCertificateWords() {}

    /** The reason for a chain that the JDK refused. */
    static String of(X509Certificate[] chain, String host) {
        Optional<String> dates = dates(chain[0]);
        if (dates.isPresent()) {
            return dates.get();
        }
        return mismatch(chain[0], host).orElse("x509: certificate signed by unknown authority");
    }

    private static Optional<String> dates(X509Certificate leaf) {
        Instant now = Clock.systemUTC().instant().truncatedTo(ChronoUnit.SECONDS);
        Instant from = leaf.getNotBefore().toInstant();
        Instant until = leaf.getNotAfter().toInstant();
        String expired = "x509: certificate has expired or is not yet valid: current time " + now;
        if (now.isBefore(from)) {
            return Optional.of(expired + " is before " + from);
        }
        return now.isAfter(until) ? Optional.of(expired + " is after " + until) : Optional.empty();
    }

    /** Why the certificate is not for this host; empty if it is. */
    static Optional<String> mismatch(X509Certificate leaf, String host) {
        List<String> names = names(leaf, DNS);
        List<String> addresses = names(leaf, IP);
        Optional<IpAddress> address = IpAddress.parse(host);
        if (address.isPresent()) {
            return mismatch(address.get(), host, addresses);
        }
        if (names.stream().anyMatch(name -> covers(name, host.toLowerCase(Locale.ROOT)))) {
            return Optional.empty();
        }
        if (names.isEmpty() && addresses.isEmpty()) {
            return Optional.of("x509: certificate relies on legacy Common Name field, use SANs instead");
        }
        String valid = names.isEmpty()
                ? "x509: certificate is not valid for any names, but wanted to match "
                : "x509: certificate is valid for " + RegistryErrors.printable(String.join(", ", names)) + ", not ";
        return Optional.of(valid + host);
    }

    private static Optional<String> mismatch(IpAddress wanted, String host, List<String> addresses) {
        if (addresses.stream().anyMatch(one -> IpAddress.parse(one).equals(Optional.of(wanted)))) {
            return Optional.empty();
        }
        return Optional.of(
                addresses.isEmpty()
                        ? "x509: cannot validate certificate for " + host + " because it doesn't contain any IP SANs"
                        : "x509: certificate is valid for " + String.join(", ", addresses) + ", not " + host);
    }

    /** A star stands for the whole first label and for nothing else. */
    private static boolean covers(String name, String host) {
        String pattern = name.toLowerCase(Locale.ROOT);
        if (!pattern.startsWith("*.")) {
            return pattern.equals(host);
        }
        int dot = host.indexOf('.');
        return dot > 0 && host.substring(dot).equals(pattern.substring(1));
    }

    private static List<String> names(X509Certificate leaf, int kind) {
        List<String> names = new ArrayList<>();
        try {
            Collection<List<?>> all = leaf.getSubjectAlternativeNames();
            if (all != null) {
                for (List<?> name : all) {
                    if (name.get(0) instanceof Integer type && type == kind) {
                        names.add(String.valueOf(name.get(1)));
                    }
                }
            }
        } catch (CertificateParsingException unreadable) {
            return List.of();
        }
        return names;
    }
}
