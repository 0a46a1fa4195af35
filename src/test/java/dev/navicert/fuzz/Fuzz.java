package dev.navicert.fuzz;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Random;

/**
 * Tries a parser with mutations of good inputs, always the same ones for the same seed. For each the parser must answer or
 * refuse in the way it declares, soon, and without taking more memory than the input deserves.
 *
 * <p>How many: system property {@code fuzz.inputs}, from another start with {@code fuzz.seed}.
 */
public final class Fuzz {
    /** A parser under test; what it may throw it catches itself. */
    @FunctionalInterface
    public interface Target {
        void accept(byte[] input) throws Exception;
    }

    private static final int INPUTS = Integer.getInteger("fuzz.inputs", 3000);
    private static final long SEED = Long.getLong("fuzz.seed", 20261122L);
    private static final int MAX_INPUT = 64 << 10;
    /** Far above any single answer, far below a hang; a loaded machine must not fail a test. */
    private static final Duration MAX_TIME = Duration.ofSeconds(20);
    /** What class loading and the like may take in any case. */
    private static final long FREE_BYTES = 32 << 20;

    private final List<byte[]> corpus;
    private final List<String> words;
    private final int bytesPerByte;
    private final Duration patience;

    private Fuzz(List<byte[]> corpus, List<String> words, int bytesPerByte, Duration patience) {
        this.corpus = corpus;
        this.words = words;
        this.bytesPerByte = bytesPerByte;
        this.patience = patience;
    }

    /**
     * @param corpus good inputs to begin with
     * @param words what the grammar is made of, to be strewn in
     * @param bytesPerByte memory that each byte of input may cost
     */
    public static Fuzz of(List<byte[]> corpus, List<String> words, int bytesPerByte) {
        return new Fuzz(List.copyOf(corpus), List.copyOf(words), bytesPerByte, MAX_TIME);
    }

    /** The same, but each input may take only so long. */
    Fuzz within(Duration time) {
        return new Fuzz(corpus, words, bytesPerByte, time);
    }

    /** Tries all, and gives up at the first input that goes wrong: that is said with the seed. */
    public void run(Target target) {
        Random random = new Random(SEED);
        try (Watchdog watchdog = new Watchdog(patience)) {
            corpus.forEach(input -> tryOne(watchdog, target, input));
            for (int i = 0; i < INPUTS; i++) {
                tryOne(watchdog, target, mutated(random));
            }
        }
    }

    private void tryOne(Watchdog watchdog, Target target, byte[] input) {
        watchdog.run(() -> "seed " + SEED + ", input " + shown(input), () -> {
            long before = allocated();
            target.accept(input);
            assertThat(allocated() - before)
                    .as("memory for so many bytes: " + input.length)
                    .isLessThan(FREE_BYTES + (long) bytesPerByte * input.length);
        });
    }

    private byte[] mutated(Random random) {
        byte[] input = pick(random);
        for (int times = 1 + random.nextInt(4); times > 0; times--) {
            input = once(input, random);
        }
        return input;
    }

    private byte[] once(byte[] input, Random random) {
        int at = random.nextInt(input.length + 1);
        int end = Math.min(input.length, at + 1 + random.nextInt(random.nextBoolean() ? 4 : 200));
        return switch (random.nextInt(9)) {
            case 0 -> replaced(input, at, Math.min(input.length, at + 1), new byte[] {(byte) random.nextInt(256)});
            case 1 -> replaced(input, at, at, new byte[] {(byte) random.nextInt(256)});
            case 2 -> replaced(input, at, end, new byte[0]);
            case 3 -> replaced(input, at, at, Arrays.copyOfRange(input, at, end));
            case 4 -> Arrays.copyOf(input, at);
            case 5 -> {
                byte[] other = pick(random);
                int from = random.nextInt(other.length + 1);
                yield replaced(input, at, input.length, Arrays.copyOfRange(other, from, other.length));
            }
            case 6 -> replaced(input, at, at, repeated(Arrays.copyOfRange(input, at, end), random));
            case 7 -> replaced(input, at, at, repeated(word(random), random));
            default -> replaced(input, at, random.nextBoolean() ? at : end, word(random));
        };
    }

    private byte[] pick(Random random) {
        return corpus.get(random.nextInt(corpus.size()));
    }

    private byte[] word(Random random) {
        return words.get(random.nextInt(words.size())).getBytes(StandardCharsets.UTF_8);
    }

    private static byte[] repeated(byte[] part, Random random) {
        int times = 1 << random.nextInt(12);
        byte[] whole = new byte[Math.min(MAX_INPUT, part.length * times)];
        for (int i = 0; i < whole.length; i++) {
            whole[i] = part[i % part.length];
        }
        return whole;
    }

    private static byte[] replaced(byte[] input, int from, int to, byte[] part) {
        int length = Math.min(MAX_INPUT, input.length - (to - from) + part.length);
        byte[] result = Arrays.copyOf(input, length);
        int kept = Math.min(from, length);
        int inserted = Math.min(part.length, length - kept);
        System.arraycopy(part, 0, result, kept, inserted);
        int rest = length - kept - inserted;
        System.arraycopy(input, to, result, kept + inserted, Math.min(rest, input.length - to));
        return result;
    }

    private static long allocated() {
        return ((ThreadMXBean) ManagementFactory.getThreadMXBean()).getCurrentThreadAllocatedBytes();
    }

    private static String shown(byte[] input) {
        return "base64 " + Base64.getEncoder().encodeToString(Arrays.copyOf(input, Math.min(input.length, 4096)))
                + (input.length > 4096 ? "… (" + input.length + " bytes)" : "");
    }
}
