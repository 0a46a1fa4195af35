package dev.navicert.cluster;

import static dev.navicert.cluster.SignedImages.ALSO_SIGNED;
import static dev.navicert.cluster.SignedImages.REPOSITORY;
import static dev.navicert.cluster.SignedImages.SIGNED;
import static dev.navicert.cluster.SignedImages.UNSIGNED;
import static dev.navicert.cluster.SignedImages.digest;
import static dev.navicert.cluster.SignedImages.pinned;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.ContainerBuilder;
import io.fabric8.kubernetes.api.model.EphemeralContainer;
import io.fabric8.kubernetes.api.model.EphemeralContainerBuilder;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.NamespaceBuilder;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.PodBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.function.BooleanSupplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** A real API server asks the packaged webhook: what is stored is what the signers vouch for, what was refused is not there. */
@OnCluster
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class AdmissionIT {
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final String ENFORCED = "enforced";
    private static final String VALIDATED_ONLY = "validated-only";
    private static final String PINNED_TEMPLATES = "pinned-templates";
    private static final String WARNED = "warned";

    /** Namespaces are told apart by name, since a webhook without a cluster of its own knows nothing else of them. */
    private static final String POLICY = """
            apiVersion: navicert.dev/v1alpha1
            kind: TrustServer
            metadata: {name: test}
            spec:
              url: %s
              insecure: true
              serves: ["registry.test.example/**"]
              pins:
                certs: {"%s": [%s]}
            ---
            apiVersion: navicert.dev/v1alpha1
            kind: ClusterImagePolicy
            metadata: {name: enforced}
            spec:
              mode: enforce
              namespaceSelector:
                matchExpressions:
                - {key: kubernetes.io/metadata.name, operator: NotIn, values: [warned, pinned-templates]}
              rules:
              - images: ["registry.test.example/**"]
                verify: {}
              - images: ["**"]
                deny: {}
            ---
            apiVersion: navicert.dev/v1alpha1
            kind: ClusterImagePolicy
            metadata: {name: pinned-templates}
            spec:
              mode: enforce
              templates: pin
              namespaceSelector: {matchLabels: {kubernetes.io/metadata.name: pinned-templates}}
              rules:
              - images: ["**"]
                verify: {}
            ---
            apiVersion: navicert.dev/v1alpha1
            kind: ClusterImagePolicy
            metadata: {name: warned}
            spec:
              mode: warn
              namespaceSelector: {matchLabels: {kubernetes.io/metadata.name: warned}}
              rules:
              - images: ["**"]
                verify: {}
            """;

    private final KubernetesClient client;
    private final SignedImages images;
    private final PackagedWebhook webhook;
    private final Registration registration;

    AdmissionIT(Cluster cluster, @TempDir Path folder) throws Exception {
        client = cluster.client();
        images = SignedImages.publish(Instant.now());
        webhook = PackagedWebhook.start(folder, POLICY.formatted(images.uri(), REPOSITORY, images.rootCertificate()));
        registration = Registration.of(cluster, webhook);
    }

    @BeforeAll
    void waits_until_the_api_server_asks() {
        namespace(ENFORCED, Registration.BOTH);
        namespace(PINNED_TEMPLATES, Registration.BOTH);
        namespace(WARNED, Registration.BOTH);
        namespace(VALIDATED_ONLY, Registration.VALIDATED);
        awaitRefusals(ENFORCED);
        awaitRefusals(VALIDATED_ONLY);
        awaitPins(PINNED_TEMPLATES);
    }

    @AfterAll
    void cleans_up() {
        registration.close();
        webhook.close();
        images.close();
    }

    @Test
    void stores_a_signed_tag_with_the_digest_that_its_signers_vouch_for() {
        Pod stored = create(Objects.pod(ENFORCED, "signed", SIGNED));

        assertThat(imagesOf(stored)).containsExactly(pinned(SIGNED));
        assertThat(stored.getMetadata().getAnnotations())
                .hasEntrySatisfying(
                        "navicert.dev/original-images", note -> assertThat(note).contains(SIGNED))
                .hasEntrySatisfying(
                        "navicert.dev/verified", note -> assertThat(note).contains(digest("1.0")));
    }

    @Test
    void keeps_an_unsigned_tag_out_and_says_why() {
        Pod pod = Objects.pod(ENFORCED, "unsigned", UNSIGNED);

        assertRefused(pod, "UNSIGNED_TAG");
    }

    @Test
    void keeps_an_image_out_that_policy_denies() {
        assertRefused(Objects.pod(ENFORCED, "denied", "docker.io/library/alpine:3"), "POLICY_DENY");
    }

    @Test
    void stores_a_signed_digest_as_it_was_written() {
        String reference = REPOSITORY + "@" + digest("1.0");

        assertThat(imagesOf(create(Objects.pod(ENFORCED, "digest", reference)))).containsExactly(reference);
    }

    @Test
    void stores_a_tag_with_its_own_digest_as_it_was_written() {
        assertThat(imagesOf(create(Objects.pod(ENFORCED, "tag-and-digest", pinned(SIGNED)))))
                .containsExactly(pinned(SIGNED));
    }

    @Test
    void keeps_a_digest_out_that_nobody_signed() {
        assertRefused(Objects.pod(ENFORCED, "stranger", REPOSITORY + "@sha256:" + "0".repeat(64)), "UNSIGNED_DIGEST");
    }

    @Test
    void keeps_a_tag_out_that_comes_with_the_digest_of_another() {
        assertRefused(Objects.pod(ENFORCED, "swapped", SIGNED + "@" + digest("2.0")), "DIGEST_MISMATCH");
    }

    @Test
    void pins_every_place_that_an_image_can_stand_in() {
        Pod pod = new PodBuilder(Objects.pod(ENFORCED, "everywhere", SIGNED))
                .editSpec()
                .addNewInitContainer()
                .withName("init")
                .withImage(ALSO_SIGNED)
                .endInitContainer()
                .addNewVolume()
                .withName("models")
                .withNewImage()
                .withReference(ALSO_SIGNED)
                .endImage()
                .endVolume()
                .endSpec()
                .build();

        Pod stored = create(pod);

        assertThat(imagesOf(stored)).containsExactly(pinned(SIGNED));
        assertThat(stored.getSpec().getInitContainers().get(0).getImage()).isEqualTo(pinned(ALSO_SIGNED));
        assertThat(stored.getSpec().getVolumes().get(0).getImage().getReference())
                .isEqualTo(pinned(ALSO_SIGNED));
    }

    @Test
    void keeps_a_pod_out_whose_image_volume_is_unsigned() {
        Pod pod = new PodBuilder(Objects.pod(ENFORCED, "volume", SIGNED))
                .editSpec()
                .addNewVolume()
                .withName("models")
                .withNewImage()
                .withReference(UNSIGNED)
                .endImage()
                .endVolume()
                .endSpec()
                .build();

        assertRefused(pod, "UNSIGNED_TAG");
    }

    @Test
    void names_every_image_that_fails_at_once() {
        Pod pod = new PodBuilder(Objects.pod(ENFORCED, "several", UNSIGNED))
                .editSpec()
                .addNewInitContainer()
                .withName("init")
                .withImage("docker.io/library/alpine:3")
                .endInitContainer()
                .endSpec()
                .build();

        assertThat(assertRefused(pod, "POLICY_DENY")).contains("UNSIGNED_TAG");
    }

    @Test
    void pins_an_ephemeral_container_that_is_added_to_a_running_pod() {
        create(Objects.pod(ENFORCED, "debugged", SIGNED));

        addEphemeral("debugged", "debugger", ALSO_SIGNED);

        assertThat(stored(ENFORCED, "debugged").getSpec().getEphemeralContainers())
                .extracting(EphemeralContainer::getImage)
                .containsExactly(pinned(ALSO_SIGNED));
    }

    @Test
    void keeps_an_unsigned_ephemeral_container_out_of_a_running_pod() {
        create(Objects.pod(ENFORCED, "not-debugged", SIGNED));

        String refusal = refusalOf(() -> addEphemeral("not-debugged", "debugger", UNSIGNED));

        assertThat(refusal).contains("UNSIGNED_TAG");
        assertThat(stored(ENFORCED, "not-debugged").getSpec().getEphemeralContainers())
                .isEmpty();
    }

    @TestFactory
    Stream<DynamicTest> leaves_the_template_of_every_kind_as_it_was_written() {
        return Objects.workloads(ENFORCED, "signed", SIGNED).stream()
                .map(object -> DynamicTest.dynamicTest(
                        object.getKind(),
                        () -> assertThat(create(object).toString())
                                .contains(SIGNED)
                                .doesNotContain("@sha256:")));
    }

    @TestFactory
    Stream<DynamicTest> keeps_every_kind_out_whose_template_is_unsigned() {
        return Objects.workloads(ENFORCED, "unsigned", UNSIGNED).stream()
                .map(object -> DynamicTest.dynamicTest(object.getKind(), () -> assertRefused(object, "UNSIGNED_TAG")));
    }

    @TestFactory
    Stream<DynamicTest> pins_the_template_of_every_kind_where_policy_says_so() {
        return Objects.workloads(PINNED_TEMPLATES, "signed", SIGNED).stream()
                .map(object -> DynamicTest.dynamicTest(
                        object.getKind(),
                        () -> assertThat(create(object).toString()).contains(pinned(SIGNED))));
    }

    @Test
    void answers_a_dry_run_as_it_would_in_earnest_and_stores_nothing() {
        Pod pod = Objects.pod(ENFORCED, "dry", SIGNED);

        assertThat(imagesOf(client.resource(pod).dryRun().create())).containsExactly(pinned(SIGNED));
        assertThat(refusalOf(() -> client.resource(Objects.pod(ENFORCED, "dry", UNSIGNED))
                        .dryRun()
                        .create()))
                .contains("UNSIGNED_TAG");
        assertThat(client.resource(pod).get()).isNull();
    }

    @Test
    void lets_an_update_pass_that_brings_no_new_image() {
        client.resource(new NamespaceBuilder()
                        .withNewMetadata()
                        .withName("old")
                        .endMetadata()
                        .build())
                .create();
        client.resource(Objects.pod("old", "veteran", UNSIGNED)).create();
        namespace("old", Registration.BOTH);
        awaitRefusals("old");

        Pod labelled = client.pods()
                .inNamespace("old")
                .withName("veteran")
                .edit(pod -> new PodBuilder(pod)
                        .editMetadata()
                        .addToLabels("seen", "yes")
                        .endMetadata()
                        .build());

        assertThat(labelled.getMetadata().getLabels()).containsEntry("seen", "yes");
        assertThat(imagesOf(stored("old", "veteran"))).containsExactly(UNSIGNED);
    }

    @Test
    void judges_an_update_that_brings_another_image() {
        create(Objects.pod(ENFORCED, "updated", SIGNED));

        setImage("updated", ALSO_SIGNED);
        assertThat(imagesOf(stored(ENFORCED, "updated"))).containsExactly(pinned(ALSO_SIGNED));

        assertThat(refusalOf(() -> setImage("updated", UNSIGNED))).contains("UNSIGNED_TAG");
        assertThat(imagesOf(stored(ENFORCED, "updated"))).containsExactly(pinned(ALSO_SIGNED));
    }

    @Test
    void lets_a_pod_be_deleted() {
        Pod stored = create(Objects.pod(ENFORCED, "deleted", SIGNED));

        client.resource(stored).withGracePeriod(0).delete();

        assertThat(client.resource(stored).get()).isNull();
    }

    @Test
    void validating_alone_keeps_out_what_nobody_pinned() {
        assertRefused(Objects.pod(VALIDATED_ONLY, "unpinned", SIGNED), "NOT_PINNED");
        assertThat(imagesOf(create(Objects.pod(VALIDATED_ONLY, "pinned", pinned(SIGNED)))))
                .containsExactly(pinned(SIGNED));
    }

    @Test
    void only_warns_where_the_policy_says_so() {
        assertThat(imagesOf(create(Objects.pod(WARNED, "unsigned", UNSIGNED)))).containsExactly(UNSIGNED);
    }

    private <T extends HasMetadata> T create(T object) {
        client.resource(object).create();
        return client.resource(object).get();
    }

    private Pod stored(String namespace, String name) {
        return client.pods().inNamespace(namespace).withName(name).get();
    }

    /** Refused with this code first, and not there afterwards. */
    private String assertRefused(HasMetadata object, String code) {
        String message = refusalOf(() -> client.resource(object).create());
        assertThat(message).contains("denied the request: " + code);
        assertThat(client.resource(object).get()).isNull();
        return message;
    }

    private static String refusalOf(Runnable request) {
        KubernetesClientException refusal = catchThrowableOfType(KubernetesClientException.class, request::run);
        assertThat(refusal).as("a refusal").isNotNull();
        return String.valueOf(refusal.getMessage());
    }

    private void addEphemeral(String pod, String name, String image) {
        client.pods()
                .inNamespace(ENFORCED)
                .withName(pod)
                .ephemeralContainers()
                .edit(running -> new PodBuilder(running)
                        .editSpec()
                        .addToEphemeralContainers(new EphemeralContainerBuilder()
                                .withName(name)
                                .withImage(image)
                                .build())
                        .endSpec()
                        .build());
    }

    private void setImage(String pod, String image) {
        client.pods().inNamespace(ENFORCED).withName(pod).edit(running -> {
            Container main = running.getSpec().getContainers().get(0);
            return new PodBuilder(running)
                    .editSpec()
                    .withContainers(new ContainerBuilder(main).withImage(image).build())
                    .endSpec()
                    .build();
        });
    }

    private static List<String> imagesOf(Pod pod) {
        return pod.getSpec().getContainers().stream().map(Container::getImage).toList();
    }

    /** Makes it, or labels it. */
    private void namespace(String name, String asked) {
        client.resource(new NamespaceBuilder()
                        .withNewMetadata()
                        .withName(name)
                        .withLabels(Map.of(Registration.LABEL, asked))
                        .endMetadata()
                        .build())
                .serverSideApply();
    }

    /** A new configuration or label takes the API server up to a second. */
    private void awaitRefusals(String namespace) {
        await(() -> {
            try {
                client.resource(Objects.pod(namespace, "probe", UNSIGNED))
                        .dryRun()
                        .create();
                return false;
            } catch (KubernetesClientException e) {
                return String.valueOf(e.getMessage()).contains("UNSIGNED_TAG");
            }
        });
    }

    private void awaitPins(String namespace) {
        await(() -> imagesOf(client.resource(Objects.pod(namespace, "probe", SIGNED))
                        .dryRun()
                        .create())
                .contains(pinned(SIGNED)));
    }

    private static void await(BooleanSupplier condition) {
        long end = System.nanoTime() + PATIENCE.toNanos();
        while (!condition.getAsBoolean()) {
            assertThat(System.nanoTime()).as("waited long enough").isLessThan(end);
            try {
                Thread.sleep(100);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new IllegalStateException(e);
            }
        }
    }
}
