package dev.navicert.tuf.crypto;

import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Optional;

/**
 * A certificate that is, byte for byte, what Notary makes for a P-256 key (see {@link CertificateTemplate}): only serial, names,
 * dates, key and signature differ. Nearly every root key is one.
 *
 * <p>The JDK's certificates bring its providers, curves and object identifiers along, which takes a short command longer than all
 * its signatures. Whatever is unusual in the least is left to {@link CertificateFacts#of}; what is read here, it reads alike.
 */
final class UsualCertificate {
    private static final byte[] VERSION_3 = hex("a003020102");
    private static final byte[] ECDSA_WITH_SHA256 = hex("300a06082a8648ce3d040302");
    private static final byte[] COMMON_NAME = hex("0603550403");
    /** Usages digital signature and key encipherment, extended usage code signing, no authority. */
    private static final byte[] EXTENSIONS = hex("a3353033" + "300e0603551d0f0101ff0404030205a0"
            + "30130603551d25040c300a06082b06010505070303" + "300c0603551d130101ff04023000");

    private static final int INTEGER = 0x02;
    private static final int BIT_STRING = 0x03;
    private static final int UTF8_STRING = 0x0C;
    private static final int PRINTABLE_STRING = 0x13;
    private static final int UTC_TIME = 0x17;
    private static final int SEQUENCE = 0x30;
    private static final int SET = 0x31;

    private static final int LONGEST_SERIAL = 20;
    private static final int TIME_DIGITS = 12;
    /** UTCTime has two digits of a year; from 50 on they are of the last century (RFC 5280 §4.1.2.5.1). */
    private static final int LAST_CENTURY = 50;

    private final byte[] der;
    private int at;

    private UsualCertificate(byte[] der) {
        this.der = der;
    }

    /** What it says; empty if it is anything but such a certificate. */
    static Optional<CertificateFacts> read(byte[] der) {
        try {
            return Optional.of(new UsualCertificate(der).read());
        } catch (UnusualException | DateTimeException e) {
            return Optional.empty();
        }
    }

    private CertificateFacts read() throws UnusualException {
        int end = open(SEQUENCE);
        require(end == der.length);
        int content = open(SEQUENCE);
        skip(VERSION_3);
        serial();
        skip(ECDSA_WITH_SHA256);
        name();
        int validity = open(SEQUENCE);
        Instant notBefore = time();
        Instant notAfter = time();
        require(at == validity);
        String subject = name();
        byte[] key = key();
        skip(EXTENSIONS);
        require(at == content);
        skip(ECDSA_WITH_SHA256);
        require(open(BIT_STRING) == end && end - at > 1 && der[at] == 0);
        return new CertificateFacts(
                subject,
                CertificateFacts.Kind.LEAF,
                notBefore,
                notAfter,
                CertificateFacts.ECDSA_WITH_SHA256,
                CertificateFacts.EC_KEY,
                0,
                key);
    }

    /** Positive, in as few bytes as can be. */
    private void serial() throws UnusualException {
        int end = open(INTEGER);
        require(end - at >= 1 && end - at <= LONGEST_SERIAL && der[at] >= 0);
        require(der[at] != 0 || end - at > 1 && der[at + 1] < 0);
        at = end;
    }

    /** One common name of printable ASCII, and nothing else. */
    private String name() throws UnusualException {
        int end = open(SEQUENCE);
        require(open(SET) == end && open(SEQUENCE) == end);
        skip(COMMON_NAME);
        require(at < end && (der[at] == PRINTABLE_STRING || der[at] == UTF8_STRING));
        require(open(der[at]) == end && at < end);
        for (int i = at; i < end; i++) {
            require(der[i] >= ' ' && der[i] <= '~');
        }
        String name = new String(der, at, end - at, StandardCharsets.US_ASCII);
        at = end;
        return name;
    }

    private Instant time() throws UnusualException {
        int end = open(UTC_TIME);
        require(end - at == TIME_DIGITS + 1 && der[end - 1] == 'Z');
        int year = twoDigits();
        LocalDateTime time = LocalDateTime.of(
                year < LAST_CENTURY ? 2000 + year : 1900 + year,
                twoDigits(),
                twoDigits(),
                twoDigits(),
                twoDigits(),
                twoDigits());
        at = end;
        return time.toInstant(ZoneOffset.UTC);
    }

    private int twoDigits() throws UnusualException {
        int tens = der[at++] - '0';
        int ones = der[at++] - '0';
        require(tens >= 0 && tens <= 9 && ones >= 0 && ones <= 9);
        return 10 * tens + ones;
    }

    private byte[] key() throws UnusualException {
        int start = at;
        skip(P256.KEY_INFO);
        at = start + P256.KEY_INFO_LENGTH;
        require(at <= der.length);
        return Arrays.copyOfRange(der, start, at);
    }

    private void skip(byte[] expected) throws UnusualException {
        int end = at + expected.length;
        require(end <= der.length && Arrays.equals(der, at, end, expected, 0, expected.length));
        at = end;
    }

    /** Goes to the content of a value and returns where it ends: a length as DER writes it, and no more than there is. */
    private int open(int tag) throws UnusualException {
        require(der.length - at >= 2 && der[at] == tag);
        int length = der[at + 1] & 0xFF;
        at += 2;
        if (length > 0x7F) {
            int bytes = length - 0x80;
            require(bytes >= 1 && bytes <= 2 && bytes <= der.length - at);
            length = bytes == 1 ? der[at] & 0xFF : (der[at] & 0xFF) << 8 | der[at + 1] & 0xFF;
            require(length > (bytes == 1 ? 0x7F : 0xFF));
            at += bytes;
        }
        require(length <= der.length - at);
        return at + length;
    }

    private static void require(boolean usual) throws UnusualException {
        if (!usual) {
            throw new UnusualException();
        }
    }

    private static byte[] hex(String text) {
        return HexFormat.of().parseHex(text);
    }

    private static final class UnusualException extends Exception {
        private static final long serialVersionUID = 1L;

        UnusualException() {
            super(null, null, false, false);
        }
    }
}
