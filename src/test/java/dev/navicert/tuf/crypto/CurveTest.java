package dev.navicert.tuf.crypto;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.Signature;
import java.security.spec.X509EncodedKeySpec;
import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.EnumSource.Mode;

class CurveTest {
    private static final byte[] MESSAGE = "what is signed".getBytes(StandardCharsets.UTF_8);

    /** It verifies nothing on P-224. */
    @ParameterizedTest
    @EnumSource(value = Curve.class, mode = Mode.EXCLUDE, names = "P224")
    void the_jdk_verifies_what_a_new_scalar_signs(Curve curve) throws GeneralSecurityException {
        for (int i = 0; i < 20; i++) {
            BigInteger scalar = curve.newScalar();
            byte[] key = curve.publicKey(scalar).bytes();
            Signature verifier = Signature.getInstance("SHA256withECDSAinP1363Format");
            verifier.initVerify(KeyFactory.getInstance("EC").generatePublic(new X509EncodedKeySpec(key)));
            verifier.update(MESSAGE);

            assertThat(verifier.verify(curve.sign(scalar, MESSAGE))).isTrue();
        }
    }

    @ParameterizedTest
    @EnumSource(Curve.class)
    void no_scalar_and_no_signature_is_made_twice(Curve curve) {
        BigInteger scalar = curve.newScalar();
        Set<BigInteger> scalars = new HashSet<>();
        Set<BigInteger> signatures = new HashSet<>();
        for (int i = 0; i < 20; i++) {
            scalars.add(curve.newScalar());
            signatures.add(new BigInteger(1, curve.sign(scalar, MESSAGE)));
        }

        assertThat(scalars).hasSize(20).allMatch(curve::admits);
        assertThat(signatures).hasSize(20);
    }
}
