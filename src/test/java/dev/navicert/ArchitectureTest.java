package dev.navicert;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.simpleName;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.simpleNameEndingWith;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaAccess;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaCodeUnitAccess;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.domain.JavaPackage;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchRule;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/**
 * The walls between the rooms. A rule that no test holds decays.
 *
 * <p>A room is a package below {@code dev.navicert} with everything in it. Core rooms know only core rooms, by the arrows of
 * {@link #ARROWS}; edges know the core; {@code *Wiring} classes, {@link #WIRING} and the launcher join edges together.
 */
@Tag("once")
class ArchitectureTest {
    private static final String BASE = "dev.navicert";

    /** Which core rooms each core room may know. Arrows point inwards only. */
    private static final Map<String, List<String>> ARROWS = Map.ofEntries(
            Map.entry("name", List.of("name")),
            Map.entry("tuf.json", List.of("tuf.json")),
            Map.entry("tuf.crypto", List.of("tuf.crypto", "tuf.json")),
            Map.entry("tuf", List.of("tuf", "tuf.crypto", "tuf.json")),
            Map.entry("trust", List.of("trust", "tuf", "tuf.crypto", "name")),
            Map.entry("trust.view", List.of("trust.view", "trust", "tuf", "tuf.crypto", "name")),
            Map.entry("trust.inspection", List.of("trust.inspection", "trust", "tuf", "tuf.crypto", "name")),
            Map.entry("trust.mirror", List.of("trust.mirror", "trust", "tuf", "tuf.json", "name")),
            Map.entry("policy..", List.of("policy..", "trust", "trust.view", "tuf", "tuf.crypto", "name")),
            Map.entry("keys", List.of("keys", "tuf", "tuf.crypto", "tuf.json")),
            Map.entry("change", List.of("change", "keys", "trust", "tuf", "tuf.crypto", "tuf.json", "name")));

    private static final List<String> CORE = List.of("name", "tuf", "trust", "policy", "keys", "change");
    private static final List<String> EDGES =
            List.of("notary", "disk", "kubernetes", "webhook", "cli", "trustserver", "demo");

    /** Rooms that are nothing but the joining of edges. */
    private static final Set<String> WIRING = Set.of("demo");

    private static final String[] JDK_OF_THE_CORE = {
        "java.lang..",
        "java.util..",
        "java.time..",
        "java.math..",
        "java.io",
        "java.net",
        "java.nio..",
        "java.text",
        "java.security..",
        "javax.crypto..",
        "javax.security.auth.x500",
        "org.jspecify.annotations"
    };

    private static final JavaClasses MAIN = new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            .importPackages(BASE);

    private static final JavaClasses EVERYTHING = new ClassFileImporter().importPackages(BASE);

    // ---- the core ----

    @TestFactory
    Stream<DynamicTest> a_core_room_knows_only_the_rooms_its_arrows_point_to() {
        return ARROWS.entrySet().stream()
                .map(arrow -> rule(
                        arrow.getKey(),
                        noClasses()
                                .that()
                                .resideInAPackage(exactly(arrow.getKey()))
                                .should()
                                .dependOnClassesThat(ours().and(not(resideInAnyPackage(arrow.getValue().stream()
                                        .map(ArchitectureTest::exactly)
                                        .toArray(String[]::new)))))));
    }

    @Test
    void every_package_of_the_core_has_its_arrows() {
        check(classes()
                .that()
                .resideInAnyPackage(rooms(CORE))
                .should()
                .resideInAnyPackage(
                        ARROWS.keySet().stream().map(ArchitectureTest::exactly).toArray(String[]::new)));
    }

    @Test
    void the_core_is_built_of_the_jdk_and_two_small_libraries() {
        check(classes()
                .that()
                .resideInAnyPackage(rooms(CORE))
                .should()
                .onlyDependOnClassesThat(ours().or(resideInAnyPackage(JDK_OF_THE_CORE))
                        .or(resideInAnyPackage("org.bouncycastle..", "org.snakeyaml.engine.."))
                        .or(describe("primitives", type -> type.isPrimitive() || type.isArray())))
                .because("no framework, no Jackson, no HTTP: what decides must run anywhere"));
    }

    @TestFactory
    Stream<DynamicTest> each_library_of_the_core_has_one_room() {
        return Map.of(
                        "org.bouncycastle..", BASE + ".tuf.crypto",
                        "org.snakeyaml.engine..", BASE + ".policy..")
                .entrySet()
                .stream()
                .map(home -> rule(
                        home.getKey(),
                        noClasses()
                                .that(resideInAnyPackage(rooms(CORE)).and(not(resideInAnyPackage(home.getValue()))))
                                .should()
                                .dependOnClassesThat()
                                .resideInAPackage(home.getKey())));
    }

    @Test
    void the_core_opens_no_socket_and_no_url() {
        check(noClasses()
                .that()
                .resideInAnyPackage(rooms(CORE))
                .should()
                .dependOnClassesThat(describe(
                        "sockets, addresses and URLs",
                        type -> type.getPackageName().equals("java.net")
                                && !Set.of("URI", "URISyntaxException", "URLEncoder", "URLDecoder")
                                        .contains(type.getSimpleName()))));
    }

    @Test
    void the_core_touches_no_file() {
        check(noClasses()
                .that(resideInAnyPackage(rooms(CORE)).and(not(readsPolicyFiles())))
                .should()
                .dependOnClassesThat(describe(
                        "files",
                        type -> type.getPackageName().startsWith("java.nio.file")
                                || type.getPackageName().equals("java.io")
                                        && (type.getSimpleName().startsWith("File")
                                                || type.getSimpleName().equals("RandomAccessFile")))));
    }

    @Test
    void only_a_clock_knows_the_time() {
        check(noClasses()
                .should()
                .accessTargetWhere(describe("the system clock is asked", ArchitectureTest::asksTheSystem))
                .because("time comes from a Clock that the wiring made, once, at the top"));
    }

    @Test
    void the_core_is_handed_its_clock() {
        check(noClasses()
                .that()
                .resideInAnyPackage(rooms(CORE))
                .should()
                .accessTargetWhere(describe(
                        "a system clock is made",
                        access -> access.getTargetOwner().getFullName().equals("java.time.Clock")
                                && access.getTarget().getName().startsWith("system"))));
    }

    // ---- the edges ----

    @TestFactory
    Stream<DynamicTest> edges_do_not_know_one_another() {
        return EDGES.stream().filter(edge -> !WIRING.contains(edge)).map(edge -> {
            List<String> others =
                    EDGES.stream().filter(other -> !other.equals(edge)).toList();
            return rule(
                    edge,
                    noClasses()
                            .that(resideInAnyPackage(rooms(List.of(edge))).and(not(wiring())))
                            .should()
                            .dependOnClassesThat()
                            .resideInAnyPackage(rooms(others))
                            .because("edges meet in a class named *Wiring, in package demo or in the launcher"));
        });
    }

    @Test
    void the_core_does_not_know_the_edges() {
        check(noClasses()
                .that()
                .resideInAnyPackage(rooms(CORE))
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(rooms(EDGES)));
    }

    @Test
    void the_command_line_loads_no_framework() {
        check(noClasses()
                .that()
                .resideInAnyPackage(rooms(List.of("cli", "disk")))
                .or()
                .haveFullyQualifiedName(BASE + ".Launcher")
                .should()
                .transitivelyDependOnClassesThat(resideInAnyPackage(
                        "io.quarkus..",
                        "jakarta..",
                        "io.vertx..",
                        "io.netty..",
                        "io.smallrye..",
                        "io.micrometer..",
                        "io.fabric8..",
                        "com.fasterxml.jackson..",
                        "org.bouncycastle.jce.."))
                .because(
                        "each costs 40 ms or more of every start; the launcher reaches the server's main by its name"));
    }

    @Test
    void nobody_registers_a_security_provider() {
        check(noClasses()
                .should()
                .dependOnClassesThat()
                .haveFullyQualifiedName("org.bouncycastle.jce.provider.BouncyCastleProvider"));
    }

    // ---- the house ----

    @Test
    void there_are_no_cycles_between_packages() {
        check(slices().matching(BASE + ".(**)").should().beFreeOfCycles());
    }

    @Test
    void every_class_has_a_room() {
        check(classes()
                .should()
                .resideInAnyPackage(Stream.concat(
                                Stream.of(BASE),
                                Stream.of(rooms(CORE), rooms(EDGES)).flatMap(Stream::of))
                        .toArray(String[]::new)));
    }

    @Test
    void a_name_says_what_a_class_is() {
        check(noClasses()
                .should()
                .haveNameMatching(".*(Utils?|Helpers?|Manager|Impl)")
                .orShould()
                .haveNameMatching(".*[.$]Abstract[^.$]*")
                .because("a homeless method is a type that has not been found yet"));
    }

    @Test
    void every_package_is_null_marked() {
        assertThat(MAIN.getDefaultPackage().getPackage(BASE).getSubpackagesInTree().stream()
                        .filter(ours -> !ours.getClasses().isEmpty())
                        .filter(ours -> !ours.isAnnotatedWith(NullMarked.class))
                        .map(JavaPackage::getName))
                .as("packages without @NullMarked in a package-info.java")
                .isEmpty();
    }

    @Test
    void what_is_public_is_used_from_another_package() {
        Set<JavaClass> doors = new HashSet<>();
        Set<JavaClass> open = EVERYTHING.stream()
                .filter(type -> MAIN.contain(type.getName()))
                .filter(type -> type.isTopLevelClass() && type.getModifiers().contains(JavaModifier.PUBLIC))
                .collect(Collectors.toSet());
        open.stream().filter(ArchitectureTest::isUsedFromOutside).forEach(doors::add);
        for (int before = -1; before != doors.size(); ) {
            before = doors.size();
            doors.addAll(Set.copyOf(doors).stream()
                    .flatMap(door -> door.getDirectDependenciesFromSelf().stream())
                    .map(dependency -> outermost(dependency.getTargetClass()))
                    .filter(open::contains)
                    .collect(Collectors.toSet()));
        }
        assertThat(open.stream().filter(type -> !doors.contains(type)).map(JavaClass::getName))
                .as("public, but of interest to their own package alone")
                .isEmpty();
    }

    // ---- words ----

    private static DynamicTest rule(String name, ArchRule rule) {
        return DynamicTest.dynamicTest(name, () -> check(rule));
    }

    private static void check(ArchRule rule) {
        rule.allowEmptyShould(true).check(MAIN);
    }

    private static String exactly(String room) {
        return BASE + "." + room;
    }

    private static String[] rooms(List<String> names) {
        return names.stream().map(name -> BASE + "." + name + "..").toArray(String[]::new);
    }

    private static DescribedPredicate<JavaClass> ours() {
        return resideInAnyPackage(BASE + "..");
    }

    private static DescribedPredicate<JavaClass> wiring() {
        return describe("wiring", type -> outermost(type).getSimpleName().endsWith("Wiring"));
    }

    /** The one door from the core to the file system: a policy is a file or a folder, by design. */
    private static DescribedPredicate<JavaClass> readsPolicyFiles() {
        return resideInAnyPackage(BASE + ".policy..")
                .and(simpleNameEndingWith("Documents").or(simpleName("PolicyFiles")));
    }

    private static JavaClass outermost(JavaClass type) {
        return type.getEnclosingClass().map(ArchitectureTest::outermost).orElse(type);
    }

    /** By code or tests of ours, or by whoever starts a main method. */
    private static boolean isUsedFromOutside(JavaClass type) {
        return type.tryGetMethod("main", String[].class).isPresent()
                || Stream.concat(
                                Stream.of(type),
                                EVERYTHING.stream()
                                        .filter(inner -> outermost(inner).equals(type)))
                        .flatMap(part -> part.getDirectDependenciesToSelf().stream())
                        .anyMatch(dependency ->
                                !dependency.getOriginClass().getPackage().equals(type.getPackage()));
    }

    private static boolean asksTheSystem(JavaAccess<?> access) {
        String owner = access.getTargetOwner().getFullName();
        String name = access.getTarget().getName();
        List<String> parameters = access instanceof JavaCodeUnitAccess<?> call
                ? call.getTarget().getRawParameterTypes().stream()
                        .map(JavaClass::getName)
                        .toList()
                : List.of();
        return owner.equals("java.lang.System") && name.equals("currentTimeMillis")
                || owner.startsWith("java.time.") && name.equals("now") && !parameters.contains("java.time.Clock")
                || owner.equals("java.util.Date") && name.equals("<init>") && parameters.isEmpty()
                || owner.equals("java.util.Calendar") && name.equals("getInstance");
    }
}
