package dev.navicert.change;

import dev.navicert.tuf.FileMeta;
import dev.navicert.tuf.RoleName;
import dev.navicert.tuf.crypto.KeyId;
import dev.navicert.tuf.crypto.PublicKey;
import dev.navicert.tuf.json.GoStruct;
import dev.navicert.tuf.json.Json;
import dev.navicert.tuf.json.MalformedJsonException;
import dev.navicert.tuf.json.Reading;
import java.util.ArrayList;
import java.util.List;

/** Understands an entry by looking at scope, type, action and content in this order, which decides what is complained of. */
final class ChangeReader {
    private static final String ROOT = "root";

    private final Json content;

    private ChangeReader(Json content) {
        this.content = content;
    }

    static Change read(ChangeEntry entry) {
        Scope scope = Scope.parse(entry.role()).orElse(null);
        try {
            if (scope != null) {
                return inTargets(entry, scope);
            }
            return entry.role().equals(ROOT)
                    ? inRoot(entry)
                    : new Change.Inapplicable("scope not supported: " + entry.role());
        } catch (MalformedJsonException e) {
            return new Change.Inapplicable(String.valueOf(e.getMessage()));
        }
    }

    private static Change inTargets(ChangeEntry entry, Scope scope) throws MalformedJsonException {
        return switch (entry.type()) {
            case ChangeEntry.TARGET -> target(entry, scope);
            case ChangeEntry.DELEGATION -> delegation(entry, scope);
            case ChangeEntry.WITNESS -> new Change.Witness(scope);
            default -> new Change.Inapplicable("only target meta and delegations changes supported");
        };
    }

    private static Change target(ChangeEntry entry, Scope scope) throws MalformedJsonException {
        return switch (entry.action()) {
            case ChangeEntry.CREATE ->
                new Change.AddTarget(
                        scope, entry.path(), FileMeta.read(open(entry).struct("data", "FileMeta")));
            case ChangeEntry.DELETE -> new Change.RemoveTarget(scope, entry.path());
            default -> new Change.Inapplicable("action not yet supported: " + entry.action());
        };
    }

    private static Change delegation(ChangeEntry entry, Scope scope) throws MalformedJsonException {
        return switch (entry.action()) {
            case ChangeEntry.CREATE -> open(entry).createDelegation(scope);
            case ChangeEntry.UPDATE -> open(entry).updateDelegation(scope);
            case ChangeEntry.DELETE -> new Change.DeleteDelegation(scope);
            default -> new Change.Inapplicable("unsupported action against delegations: " + entry.action());
        };
    }

    private static Change inRoot(ChangeEntry entry) throws MalformedJsonException {
        if (!entry.type().equals(ChangeEntry.ROLE)) {
            return new Change.Inapplicable("type of root change not yet supported: " + entry.type());
        }
        return entry.action().equals(ChangeEntry.CREATE)
                ? open(entry).replaceKeys()
                : new Change.Inapplicable("action not yet supported for root: " + entry.action());
    }

    private static ChangeReader open(ChangeEntry entry) throws MalformedJsonException {
        return new ChangeReader(Json.parse(entry.content().orElse(new byte[0]), Reading.AS_GO));
    }

    private Change createDelegation(Scope scope) throws MalformedJsonException {
        GoStruct delegation = struct("changelist", "TUFDelegation");
        List<PublicKey> keys = keys("add_keys");
        return new Change.CreateDelegation(
                scope, delegation.integer("threshold", "int"), keys, delegation.texts("add_paths"));
    }

    private Change updateDelegation(Scope scope) throws MalformedJsonException {
        GoStruct delegation = struct("changelist", "TUFDelegation");
        List<PublicKey> addKeys = keys("add_keys");
        List<KeyId> removeKeys =
                delegation.texts("remove_keys").stream().map(KeyId::new).toList();
        if (scope.isWildcard()) {
            return new Change.PurgeKeys(scope, removeKeys);
        }
        return new Change.UpdateDelegation(
                scope,
                delegation.integer("threshold", "int"),
                addKeys,
                removeKeys,
                delegation.texts("add_paths"),
                delegation.texts("remove_paths"),
                delegation.flag("clear_paths") ? Change.Clearing.CLEARED : Change.Clearing.KEPT);
    }

    private Change replaceKeys() throws MalformedJsonException {
        List<PublicKey> keys = keys("keys");
        String role = struct("changelist", "TUFRootData").text("role", "data.RoleName");
        RoleName name = RoleName.parse(role).orElse(null);
        return name == null || name.isDelegation()
                ? new Change.Inapplicable("tuf: invalid role " + role + ".")
                : new Change.ReplaceKeys(name, keys);
    }

    private GoStruct struct(String goPackage, String name) throws MalformedJsonException {
        return GoStruct.standard(content, goPackage, name);
    }

    /** Keys are read by a reader of their own, which does not name the member. */
    private List<PublicKey> keys(String member) throws MalformedJsonException {
        List<PublicKey> keys = new ArrayList<>();
        for (Json key :
                GoStruct.of(content, "changelist.TUFDelegation", Reading.AS_GO).list(member, "[]data.TUFKey")) {
            keys.add(PublicKey.fromJson(key, Reading.AS_GO));
        }
        return keys;
    }
}
