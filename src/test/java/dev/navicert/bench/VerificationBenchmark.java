package dev.navicert.bench;

import dev.navicert.keys.SigningKey;
import dev.navicert.keys.SigningKey.Algorithm;
import dev.navicert.tuf.crypto.PublicKey;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/**
 * The cryptography of one first admission: root, timestamp, snapshot, targets and a delegation, each 2 KiB and signed by
 * ECDSA P-256. Reading the keys and hashing are part of it; nothing is cached. Budget: 1 ms.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.SampleTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Fork(1)
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 5, time = 1)
public class VerificationBenchmark {
    private static final int FILES = 5;
    private static final int FILE_BYTES = 2048;

    private record SignedMessage(PublicKey key, String method, List<byte[]> messageAndSignature) {
        boolean verifies() {
            return key.verifies(method, messageAndSignature.get(0), messageAndSignature.get(1));
        }
    }

    private final List<SignedMessage> messages = new ArrayList<>();

    @Setup
    public void sign() {
        Random random = new Random(1);
        for (int i = 0; i < FILES; i++) {
            SigningKey key = SigningKey.generate(Algorithm.ECDSA);
            byte[] message = new byte[FILE_BYTES];
            random.nextBytes(message);
            messages.add(new SignedMessage(key.publicKey(), key.method(), List.of(message, key.sign(message))));
        }
    }

    @Benchmark
    public boolean fiveEcdsaVerifications() {
        return messages.stream().allMatch(SignedMessage::verifies);
    }
}
