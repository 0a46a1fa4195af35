package dev.navicert.cli;

import dev.navicert.cli.settings.Settings;
import dev.navicert.cli.syntax.Invocation;
import dev.navicert.cli.terminal.FatalException;
import dev.navicert.cli.terminal.JsonText;
import dev.navicert.cli.terminal.Table;
import dev.navicert.cli.terminal.Terminal;
import dev.navicert.keys.StoredKey;
import dev.navicert.tuf.json.CodePointOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** {@code key list}: what the key files say of themselves; none is opened. */
record KeyListVerb(Session session) implements Verb {
    private static final int GUN_WIDTH = 25;
    private static final int LOCATION_WIDTH = 40;
    private static final String ELLIPSIS = "...";

    @Override
    public int run(Invocation invocation) throws FatalException {
        OutputFormat format = OutputFormat.of(invocation);
        Settings settings = session.settings(invocation);
        KeyWiring wiring = new KeyWiring(session, invocation);
        List<StoredKey> keys =
                new ArrayList<>(wiring.ring(settings, KeyWiring.NOBODY).list());
        keys.sort(KeyListVerb::compare);
        session.terminal()
                .print(
                        format == OutputFormat.JSON
                                ? json(keys, settings.keyLocation())
                                : "\n" + text(keys, settings.keyLocation(), invocation.isOn("no-trunc")) + "\n");
        return 0;
    }

    private static boolean isRoot(StoredKey key) {
        return key.role().equals("root");
    }

    /** Root keys first, then by the bytes of GUN, role and identifier. */
    private static int compare(StoredKey a, StoredKey b) {
        if (isRoot(a) != isRoot(b)) {
            return isRoot(a) ? -1 : 1;
        }
        int guns = CodePointOrder.compare(a.gun(), b.gun());
        int roles = guns != 0 ? guns : CodePointOrder.compare(a.role(), b.role());
        return roles != 0 ? roles : CodePointOrder.compare(a.id().hex(), b.id().hex());
    }

    private static String text(List<StoredKey> keys, String location, boolean whole) {
        if (keys.isEmpty()) {
            return "No signing keys found.\n";
        }
        Table table = new Table("ROLE", "GUN", "KEY ID", "LOCATION");
        for (StoredKey key : keys) {
            table.row(
                    Terminal.harmless(key.role()),
                    Terminal.harmless(whole ? key.gun() : cut(key.gun(), GUN_WIDTH)),
                    Terminal.harmless(key.id().hex()),
                    whole ? location : cut(location, LOCATION_WIDTH));
        }
        return table.toString();
    }

    /** Notary counts bytes and keeps the end. */
    private static String cut(String text, int width) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        int kept = width - ELLIPSIS.length();
        return bytes.length <= width
                ? text
                : ELLIPSIS + new String(bytes, bytes.length - kept, kept, StandardCharsets.UTF_8);
    }

    private static String json(List<StoredKey> keys, String location) {
        List<Map<String, Object>> rows = new ArrayList<>();
        for (StoredKey key : keys) {
            Map<String, Object> row = new LinkedHashMap<>();
            row.put("id", key.id().hex());
            put(row, "role", key.role());
            put(row, "gun", key.gun());
            row.put("encrypted", key.encrypted());
            rows.add(row);
        }
        Map<String, Object> facts = new LinkedHashMap<>();
        facts.put("location", location);
        facts.put("keys", rows);
        return JsonText.of(facts);
    }

    private static void put(Map<String, @Nullable Object> row, String member, String text) {
        row.put(member, text.isEmpty() ? null : text);
    }
}
