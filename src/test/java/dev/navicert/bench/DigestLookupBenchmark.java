package dev.navicert.bench;

import dev.navicert.name.Digest;
import dev.navicert.trust.Play;
import dev.navicert.trust.SignedTarget;
import dev.navicert.trust.TrustedCollection;
import dev.navicert.trust.view.RepositoryView;
import dev.navicert.trust.view.VerifiedView;
import dev.navicert.tuf.RoleName;
import dev.navicert.tuf.Strictness;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** Which tags a digest is signed under, asked of a view on the event loop; and making the view, which happens elsewhere. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.SampleTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Fork(1)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@SuppressWarnings("NullAway.Init") // JMH calls publish() first
public class DigestLookupBenchmark {
    @Param({"50", "10000"})
    int tags;

    private TrustedCollection collection;
    private RepositoryView view;
    private Digest digest;

    /** Publishes and verifies. */
    @Setup
    public void publish() throws Exception {
        Play play = Play.published();
        for (int i = 0; i < tags; i++) {
            play.repository.addTarget(RoleName.TARGETS, "v" + i, Play.content("image " + i));
        }
        collection = play.publish().read(Strictness.STRICT);
        view = VerifiedView.of("corp", collection);
        digest = view.target(RoleName.TARGETS, "v" + tags / 2)
                .flatMap(SignedTarget::sha256)
                .map(Digest::sha256)
                .orElseThrow();
    }

    @Benchmark
    public List<SignedTarget> tagsOfDigest() {
        return view.withDigest(RoleName.TARGETS, digest);
    }

    @Benchmark
    public RepositoryView makeView() {
        return VerifiedView.of("corp", collection);
    }
}
