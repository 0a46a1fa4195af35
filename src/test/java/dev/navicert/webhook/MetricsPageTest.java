package dev.navicert.webhook;

import static org.assertj.core.api.Assertions.assertThat;

import dev.navicert.MarkdownTable;
import dev.navicert.name.Gun;
import dev.navicert.policy.Code;
import dev.navicert.trust.RemoteException;
import dev.navicert.trustserver.RepositoryKeys;
import dev.navicert.trustserver.SignedRepository;
import dev.navicert.trustserver.TrustServer;
import dev.navicert.trustserver.TrustServerSite;
import dev.navicert.tuf.FileMeta;
import dev.navicert.tuf.RoleName;
import dev.navicert.tuf.TrustException;
import java.io.IOException;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code docs/metrics.md} names every series that {@code /metrics} answers, with its type and labels, and no other. */
class MetricsPageTest {
    private static final Path PAGE = Path.of("docs/metrics.md");
    private static final Pattern TYPE = Pattern.compile("(?m)^# TYPE (\\w+) (\\w+)$");
    private static final Pattern SAMPLE = Pattern.compile("(?m)^(\\w+?)(?:_bucket|_count|_sum)?(?:\\{(.*)})? [^ ]+$");
    private static final Pattern LABEL = Pattern.compile("(\\w+)=\"(?:[^\"\\\\]|\\\\.)*\"");
    private static final Pattern SERIES = Pattern.compile("\\bnavicert_\\w+");

    /** Of uploads, of the command line, what those are told who could do with an older view; and a visitor, no failure. */
    private static final Set<String> NO_RESULTS = Set.of("Outdated", "Offline", "NotRefreshed", "Cases");

    @TempDir
    Path folder;

    @Test
    void the_page_and_the_webhook_name_the_same_series_with_the_same_labels() throws Exception {
        String answer = metricsOfAWebhookThatHasMetEverything();

        assertThat(answered(answer)).isEqualTo(documented());
    }

    @Test
    void every_series_that_another_page_names_is_on_this_one() throws IOException {
        Set<String> known = documented().keySet().stream()
                .map(line -> line.split(" ")[0])
                .collect(Collectors.toCollection(TreeSet::new));
        for (String page : List.of("docs/operations.md", "README.md", "docs/threat-model.md")) {
            for (Matcher named = SERIES.matcher(Files.readString(Path.of(page))); named.find(); ) {
                assertThat(known).as(page).contains(named.group().replaceFirst("_(bucket|count|sum)$", ""));
            }
        }
    }

    @Test
    void every_failure_of_a_check_is_a_result_with_a_code() throws IOException {
        MarkdownTable table = MarkdownTable.of(PAGE, "## Results");
        Set<String> failures = Stream.of(RemoteException.class, TrustException.class)
                .flatMap(family -> Arrays.stream(family.getDeclaredClasses()))
                .map(Class::getSimpleName)
                .collect(Collectors.toSet());
        failures.add("fault");
        failures.removeAll(NO_RESULTS);
        assertThat(table.code(0)).containsExactlyInAnyOrderElementsOf(failures);
        assertThat(Arrays.stream(Code.values()).map(Enum::name)).containsAll(table.code(1));
    }

    /** Name and type, and the names of the labels. */
    private static Map<String, Set<String>> documented() throws IOException {
        Map<String, Set<String>> series = new TreeMap<>();
        for (List<String> row : MarkdownTable.of(PAGE, "# Metrics").rows()) {
            String name = row.get(0).replace("`", "") + " " + row.get(1);
            series.put(name, new TreeSet<>(List.of(row.get(2).replace("`", "").split(" "))));
            assertThat(row).hasSize(5).allSatisfy(cell -> assertThat(cell).isNotNull());
            assertThat(row.get(3)).isNotBlank();
            assertThat(row.get(4)).isNotBlank();
        }
        return series;
    }

    private static Map<String, Set<String>> answered(String text) {
        Map<String, String> types = new TreeMap<>();
        for (Matcher type = TYPE.matcher(text); type.find(); ) {
            types.put(type.group(1), type.group(2));
        }
        types.keySet()
                .removeAll(types.keySet().stream().map(name -> name + "_max").toList());
        Map<String, Set<String>> series = new TreeMap<>();
        for (Matcher sample = SAMPLE.matcher(text); sample.find(); ) {
            String name = types.containsKey(sample.group(1)) ? sample.group(1) : "";
            Set<String> labels = new TreeSet<>(Collections.singleton(""));
            for (Matcher label = LABEL.matcher(String.valueOf(sample.group(2))); label.find(); ) {
                labels.add(label.group(1));
            }
            labels.removeAll(labels.size() > 1 ? Set.of("", "le") : Set.of("le"));
            if (!name.isEmpty()) {
                assertThat(series.getOrDefault(name + " " + types.get(name), labels))
                        .isEqualTo(labels);
                series.put(name + " " + types.get(name), labels);
            }
        }
        return series;
    }

    private String metricsOfAWebhookThatHasMetEverything() throws Exception {
        Instant now = Clock.systemUTC().instant();
        SignedRepository signed = SignedRepository.create(new Gun("signed.example/app"), RepositoryKeys.generate(), now)
                .addTarget(RoleName.TARGETS, "1", FileMeta.of("an image".getBytes(StandardCharsets.UTF_8)));
        try (TrustServer trust =
                TrustServer.start(TrustServerSite.open().serve(signed.gun(), signed.publish(now)), 0)) {
            return metricsOfAWebhookThatHasMetEverything(trust.uri().toString());
        }
    }

    private String metricsOfAWebhookThatHasMetEverything(String trust) throws Exception {
        Path policy = Files.writeString(folder.resolve("policy.yaml"), """
                apiVersion: navicert.dev/v1alpha1
                kind: TrustServer
                metadata: {name: corp}
                spec: {url: "%s", insecure: true, serves: ["**"], pins: {firstUse: true}}
                ---
                apiVersion: navicert.dev/v1alpha1
                kind: TrustServer
                metadata: {name: nobody}
                spec: {url: "http://127.0.0.1:1", insecure: true, serves: ["nobody.example/**"]}
                ---
                apiVersion: navicert.dev/v1alpha1
                kind: ClusterImagePolicy
                metadata: {name: everything}
                spec:
                  mode: enforce
                  rules:
                  - {images: ["**"], verify: {}}
                """.formatted(trust));
        try (LiveWebhook live = new LiveWebhook(policy, folder.resolve("state"))) {
            assertThat(live.mutate("signed.example/app:1").path("allowed").booleanValue())
                    .isTrue();
            assertThat(live.mutate("a.example/app:1").path("allowed").booleanValue())
                    .isFalse();
            assertThat(live.mutate("nobody.example/app:1").path("allowed").booleanValue())
                    .isFalse();
            List<String> tooMany = Collections.nCopies(300, "a.example/app:1");
            live.client().send(live.request("/mutate", "shop", tooMany), HttpResponse.BodyHandlers.ofString());
            live.client()
                    .send(
                            HttpRequest.newBuilder(live.request("/mutate", "a").uri())
                                    .build(),
                            HttpResponse.BodyHandlers.ofString());
            live.logWith("300 images");
            return live.health("/metrics").body();
        }
    }
}
