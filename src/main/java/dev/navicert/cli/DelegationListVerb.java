package dev.navicert.cli;

import dev.navicert.cli.settings.Settings;
import dev.navicert.cli.syntax.Invocation;
import dev.navicert.cli.terminal.FatalException;
import dev.navicert.cli.terminal.JsonText;
import dev.navicert.cli.terminal.Table;
import dev.navicert.name.Gun;
import dev.navicert.tuf.DelegatedRole;
import dev.navicert.tuf.Delegations;
import dev.navicert.tuf.TrustedTargets;
import dev.navicert.tuf.crypto.KeyId;
import dev.navicert.tuf.crypto.PublicKey;
import dev.navicert.tuf.json.CodePointOrder;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * {@code delegation list}: every delegation of a collection whose parent is there, sorted by name, with the keys by the
 * identifiers that {@code key list} shows.
 *
 * @see <a href="https://github.com/notaryproject/notary/blob/v0.7.0/client/reader.go">Notary client/reader.go,
 *     GetDelegationRoles</a>
 */
record DelegationListVerb(Session session, CollectionSource source) implements Verb {
    /** A delegation as it is shown. */
    private record Row(String role, List<String> paths, List<String> keys, long threshold) {}

    @Override
    public int run(Invocation invocation) throws FatalException {
        OutputFormat format = OutputFormat.of(invocation);
        Settings settings = session.settings(invocation);
        Gun gun = Session.gun(invocation);
        CollectionSource.Opened opened = source.open(gun, settings, CollectionSource.Order.CONNECT_FIRST);
        CollectionSource.Reading reading;
        List<Row> rows = new ArrayList<>();
        try {
            reading = opened.read();
            for (TrustedTargets role : reading.collection().targets().values()) {
                addRows(rows, role.payload().delegations());
            }
        } catch (FatalException e) {
            throw new FatalException("Error retrieving delegation roles for repository " + gun + ": " + e.text(), e);
        }
        rows.sort(Comparator.comparing(Row::role));
        session.terminal().print(format == OutputFormat.JSON ? json(reading, rows) : "\n" + text(rows) + "\n");
        return 0;
    }

    private static void addRows(List<Row> rows, Delegations delegations) throws FatalException {
        for (DelegatedRole role : delegations.roles()) {
            List<String> keys = new ArrayList<>();
            for (KeyId id : role.signers().keyIds()) {
                // Metadata that names a key which is not there is refused before.
                PublicKey key = delegations.keys().get(id);
                keys.add(key == null ? id.hex() : canonicalId(role, key));
            }
            rows.add(new Row(
                    role.name().value(), role.paths(), keys, role.signers().threshold()));
        }
    }

    private static String canonicalId(DelegatedRole role, PublicKey key) throws FatalException {
        boolean isCertificate =
                key.keyType().equals(PublicKey.ECDSA_X509) || key.keyType().equals(PublicKey.RSA_X509);
        if (isCertificate && key.firstCertificate().isEmpty()) {
            throw FatalException.untrusted(
                    "Could not translate canonical key IDs for " + role.name() + ": no certificates found in PEM data");
        }
        return key.canonicalId().hex();
    }

    private static String text(List<Row> rows) {
        if (rows.isEmpty()) {
            return "\nNo delegations present in this repository.\n\n";
        }
        Table table = new Table("ROLE", "PATHS", "KEY IDS", "THRESHOLD");
        for (Row row : rows) {
            List<String> paths = DelegationEdits.shown(row.paths());
            for (int i = 0; i == 0 || i < Math.max(paths.size(), row.keys().size()); i++) {
                table.row(
                        i == 0 ? row.role() : "",
                        i < paths.size() ? paths.get(i) : "",
                        i < row.keys().size() ? row.keys().get(i) : "",
                        i == 0 ? Long.toString(row.threshold()) : "");
            }
        }
        return table.toString();
    }

    private static String json(CollectionSource.Reading reading, List<Row> rows) {
        Map<String, Object> facts = CollectionFacts.of(reading);
        List<Map<String, Object>> delegations = new ArrayList<>();
        for (Row row : rows) {
            Map<String, Object> delegation = new LinkedHashMap<>();
            delegation.put("role", row.role());
            delegation.put(
                    "paths",
                    row.paths().stream().sorted(CodePointOrder::compare).toList());
            delegation.put("keys", row.keys());
            delegation.put("threshold", row.threshold());
            delegations.add(delegation);
        }
        facts.put("delegations", delegations);
        return JsonText.of(facts);
    }
}
