package dev.navicert.cli;

import dev.navicert.cli.MirrorWiring.Copied;
import dev.navicert.cli.settings.Settings;
import dev.navicert.cli.syntax.Invocation;
import dev.navicert.cli.terminal.FatalException;
import dev.navicert.cli.terminal.JsonText;
import dev.navicert.name.Gun;
import dev.navicert.trust.mirror.Manifest;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * {@code mirror}: collections as files, for when their server is gone. One that fails does not stop the others; the exit status is
 * 1 then, and the last line says which and why.
 */
record MirrorVerb(Session session, MirrorWiring mirrors) implements Verb {
    @Override
    public int run(Invocation invocation) throws FatalException {
        OutputFormat format = OutputFormat.of(invocation);
        Settings settings = session.settings(invocation);
        String directory = invocation.text("to");
        if (directory.isEmpty()) {
            throw FatalException.usage("Must name a directory with --to");
        }
        Set<Gun> guns = guns(invocation);
        Map<Gun, FatalException> failed = new LinkedHashMap<>();
        List<Copied> copied = new ArrayList<>();
        String manifest;
        try (MirrorWiring.Directory mirror = mirrors.open(directory, invocation.isOn("allow-rollback"))) {
            int number = 0;
            for (Gun gun : guns) {
                session.terminal().statusLine().part(++number, guns.size());
                try {
                    Copied copy = mirror.copy(gun, settings);
                    copied.add(copy);
                    say(format, text(copy));
                } catch (FatalException e) {
                    failed.put(gun, e);
                    say(format, gun + ": failed: " + e.text());
                }
            }
            manifest = mirror.finish();
        }
        if (format == OutputFormat.JSON) {
            session.terminal().print(JsonText.of(facts(directory, manifest, copied, failed)));
        } else if (!manifest.isEmpty()) {
            session.terminal().printLine("manifest sha256:" + manifest);
        }
        if (!failed.isEmpty()) {
            throw new FatalException(
                    failed.size() + " of " + guns.size() + " collections could not be mirrored: "
                            + failed.entrySet().stream()
                                    .map(entry -> entry.getKey() + " ("
                                            + entry.getValue().text() + ")")
                                    .collect(Collectors.joining(", ")),
                    failed.values().iterator().next());
        }
        return 0;
    }

    private void say(OutputFormat format, String line) {
        if (format == OutputFormat.TEXT) {
            session.terminal().printLine(line);
        }
    }

    private Set<Gun> guns(Invocation invocation) throws FatalException {
        List<String> names = new ArrayList<>(invocation.arguments());
        String list = invocation.text("all-of");
        if (!list.isEmpty()) {
            byte[] text = Payload.read(session, list.equals("-") ? "" : list).bytes();
            new String(text, StandardCharsets.UTF_8)
                    .lines()
                    .map(String::strip)
                    .filter(line -> !line.isEmpty() && !line.startsWith("#"))
                    .forEach(names::add);
        }
        Set<Gun> guns = new LinkedHashSet<>();
        for (String name : names) {
            if (name.isEmpty()) {
                throw FatalException.usage("a GUN must not be empty");
            }
            guns.add(new Gun(name));
        }
        if (guns.isEmpty()) {
            throw FatalException.usage("Must specify a GUN, or a file of them with --all-of");
        }
        return guns;
    }

    private static String text(Copied copy) {
        String roots = copy.entry().firstRoot() == 1
                ? ""
                : ", roots from version " + copy.entry().firstRoot();
        String absent = copy.entry().absent().isEmpty()
                ? ""
                : ", without " + String.join(", ", copy.entry().absent()) + ", which the server does not have";
        return copy.entry().gun() + ": " + copy.written() + " files written, " + copy.unchanged() + " unchanged" + roots
                + absent;
    }

    private static Map<String, Object> facts(
            String directory, String manifest, List<Copied> copied, Map<Gun, FatalException> failed) {
        Map<String, Object> facts = new LinkedHashMap<>();
        facts.put("directory", directory);
        facts.put("manifest", manifest.isEmpty() ? null : "sha256:" + manifest);
        facts.put("collections", copied.stream().map(MirrorVerb::facts).toList());
        List<Map<String, Object>> failures = new ArrayList<>();
        failed.forEach((gun, reason) -> failures.add(row("gun", gun.value(), "reason", reason.text())));
        facts.put("failed", failures);
        return facts;
    }

    private static Map<String, Object> facts(Copied copy) {
        Manifest.Entry entry = copy.entry();
        Map<String, Object> row = row("gun", entry.gun().value(), "source", entry.source());
        row.put("firstRoot", entry.firstRoot());
        List<Map<String, Object>> roles = new ArrayList<>();
        for (Manifest.Role role : entry.roles()) {
            Map<String, Object> facts = row("role", role.name(), "version", role.version());
            facts.put("expires", role.expires().toString());
            roles.add(facts);
        }
        row.put("roles", roles);
        row.put("absent", entry.absent());
        row.put("written", copy.written());
        row.put("unchanged", copy.unchanged());
        return row;
    }

    private static Map<String, Object> row(String first, Object value, String second, Object other) {
        Map<String, Object> row = new LinkedHashMap<>();
        row.put(first, value);
        row.put(second, other);
        return row;
    }
}
