package dev.navicert.tuf.crypto;

import java.math.BigInteger;
import org.bouncycastle.math.ec.ECCurve;
import org.bouncycastle.math.ec.ECPoint;

/**
 * What a verification needs of a curve.
 *
 * @param base keeps its table of multiples, which costs as much as a verification
 */
record EcGroup(ECCurve curve, ECPoint base, BigInteger order) {}
