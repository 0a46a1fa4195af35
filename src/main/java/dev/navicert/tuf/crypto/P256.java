package dev.navicert.tuf.crypto;

import java.util.Arrays;
import java.util.HexFormat;
import org.bouncycastle.math.ec.ECCurve;
import org.bouncycastle.math.ec.ECPoint;
import org.bouncycastle.math.ec.WNafUtil;
import org.bouncycastle.math.ec.custom.sec.SecP256R1Curve;

/** The curve of nearly every key. Named here, it is there without Bouncy Castle's table of all curves and its ASN.1. */
final class P256 {
    /** How a DER SubjectPublicKeyInfo of an uncompressed point on it begins; the coordinates follow. */
    static final byte[] KEY_INFO =
            HexFormat.of().parseHex("3059301306072a8648ce3d020106082a8648ce3d030107034200" + "04");

    private static final int POINT_LENGTH = 65;
    /** Length of all of it. */
    static final int KEY_INFO_LENGTH = KEY_INFO.length - 1 + POINT_LENGTH;

    /** SEC 2, 2.4.2. */
    private static final String BASE = "04" + "6b17d1f2e12c4247f8bce6e563a440f277037d812deb33a0f4a13945d898c296"
            + "4fe342e2fe1a7f9b8ee7eb4a7c0f9e162bce33576b315ececbb6406837bf51f5";

    static final EcGroup GROUP = group();

    private P256() {}

    private static EcGroup group() {
        ECCurve curve = new SecP256R1Curve();
        ECPoint base = curve.decodePoint(HexFormat.of().parseHex(BASE));
        WNafUtil.configureBasepoint(base);
        return new EcGroup(curve, base, curve.getOrder());
    }

    static boolean isKeyInfo(byte[] bytes) {
        return bytes.length == KEY_INFO_LENGTH
                && Arrays.equals(bytes, 0, KEY_INFO.length, KEY_INFO, 0, KEY_INFO.length);
    }
}
