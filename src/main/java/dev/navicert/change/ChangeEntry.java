package dev.navicert.change;

import dev.navicert.tuf.RoleName;
import dev.navicert.tuf.crypto.KeyId;
import dev.navicert.tuf.crypto.PublicKey;
import dev.navicert.tuf.json.GoBase64;
import dev.navicert.tuf.json.GoObject;
import dev.navicert.tuf.json.GoStruct;
import dev.navicert.tuf.json.Json;
import dev.navicert.tuf.json.MalformedJsonException;
import dev.navicert.tuf.json.Reading;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * An edit as its file says it: any texts at all, and a content that only {@link #meaning()} looks into. The factories make what
 * Notary's commands stage.
 *
 * @see <a href="https://github.com/notaryproject/notary/blob/v0.7.0/client/changelist/change.go">Notary
 *     client/changelist/change.go</a>
 */
public final class ChangeEntry {
    static final String CREATE = "create";
    static final String UPDATE = "update";
    static final String DELETE = "delete";
    static final String TARGET = "target";
    static final String DELEGATION = "delegation";
    static final String WITNESS = "witness";
    static final String ROLE = "role";

    private static final int ONE_KEY = 1;

    private final String action;
    private final String role;
    private final String type;
    private final String path;
    private final byte @Nullable [] content;

    private ChangeEntry(String action, String role, String type, String path, byte @Nullable [] content) {
        this.action = action;
        this.role = role;
        this.type = type;
        this.path = path;
        this.content = content;
    }

    /** An entry that says just that; it need not mean anything. */
    public static ChangeEntry of(String action, String role, String type, String path, byte @Nullable [] content) {
        return new ChangeEntry(action, role, type, path, content == null ? null : content.clone());
    }

    /** A target is to be there with this content; see {@link TargetContent}. */
    public static ChangeEntry addTarget(Scope scope, String name, TargetContent content) {
        return new ChangeEntry(CREATE, scope.value(), TARGET, name, content.toBytes());
    }

    /** A target is to be gone. */
    public static ChangeEntry removeTarget(Scope scope, String name) {
        return new ChangeEntry(DELETE, scope.value(), TARGET, name, null);
    }

    /** A delegation is to have these keys also; it is created if there is none, with a threshold of 1 as Notary has it. */
    public static ChangeEntry addDelegationKeys(RoleName role, List<PublicKey> keys) {
        GoObject content = new GoObject().integer("threshold", ONE_KEY);
        if (!keys.isEmpty()) {
            content.objects("add_keys", keys.stream().map(ChangeEntry::key).toList());
        }
        return delegation(CREATE, role.value(), content);
    }

    /** A delegation is to sign targets with these prefixes also. */
    public static ChangeEntry addDelegationPaths(RoleName role, List<String> paths) {
        return delegation(CREATE, role.value(), texts("add_paths", paths));
    }

    /** A delegation is not to sign targets with these prefixes. */
    public static ChangeEntry removeDelegationPaths(RoleName role, List<String> paths) {
        return delegation(UPDATE, role.value(), texts("remove_paths", paths));
    }

    /** A delegation is to sign no targets. */
    public static ChangeEntry clearDelegationPaths(RoleName role) {
        return delegation(UPDATE, role.value(), new GoObject().flag("clear_paths", true));
    }

    /** A delegation, or with a wildcard all below a role, is to lose these keys. */
    public static ChangeEntry removeDelegationKeys(Scope scope, List<KeyId> canonicalIds) {
        return delegation(
                UPDATE,
                scope.value(),
                texts("remove_keys", canonicalIds.stream().map(KeyId::hex).toList()));
    }

    /** A delegation is to be gone. */
    public static ChangeEntry deleteDelegation(RoleName role) {
        return new ChangeEntry(DELETE, role.value(), DELEGATION, "", null);
    }

    /** A role is to be signed anew. Notary takes any text here and refuses it when publishing. */
    public static ChangeEntry witness(String role) {
        return new ChangeEntry(UPDATE, role, WITNESS, "", null);
    }

    private static ChangeEntry delegation(String action, String role, GoObject content) {
        return new ChangeEntry(action, role, DELEGATION, "", content.toBytes());
    }

    private static GoObject texts(String name, List<String> values) {
        return values.isEmpty() ? new GoObject() : new GoObject().texts(name, values);
    }

    private static GoObject key(PublicKey key) {
        GoObject pair =
                new GoObject().text("public", GoBase64.encode(key.bytes())).bytes("private", null);
        return new GoObject().text("keytype", key.keyType()).object("keyval", pair);
    }

    /**
     * Reads a file.
     *
     * @throws MalformedJsonException with Go's text if Notary could not read it
     */
    public static ChangeEntry parse(byte[] file) throws MalformedJsonException {
        GoStruct entry = GoStruct.standard(Json.parse(file, Reading.AS_GO), "changelist", "TUFChange");
        return new ChangeEntry(
                entry.text("action", "string"),
                entry.text("role", "data.RoleName"),
                entry.text("type", "string"),
                entry.text("path", "string"),
                entry.value("data") == null ? null : entry.bytes("data"));
    }

    /** The bytes of the file that Notary writes. */
    public byte[] toBytes() {
        return new GoObject()
                .text("action", action)
                .text("role", role)
                .text("type", type)
                .text("path", path)
                .bytes("data", content)
                .toBytes();
    }

    /** What this asks for. */
    public Change meaning() {
        return ChangeReader.read(this);
    }

    /** What is done: {@code create}, {@code update} or {@code delete}. */
    public String action() {
        return action;
    }

    /** The role it is done to, also called scope. */
    public String role() {
        return role;
    }

    /** What it is done to: {@code target}, {@code delegation}, {@code witness}. */
    public String type() {
        return type;
    }

    /** The name of the target, or nothing. */
    public String path() {
        return path;
    }

    /** The details, JSON if Notary wrote them. */
    public Optional<byte[]> content() {
        return Optional.ofNullable(content).map(byte[]::clone);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof ChangeEntry that
                && action.equals(that.action)
                && role.equals(that.role)
                && type.equals(that.type)
                && path.equals(that.path)
                && Arrays.equals(content, that.content);
    }

    @Override
    public int hashCode() {
        return Objects.hash(action, role, type, path, Arrays.hashCode(content));
    }

    @Override
    public String toString() {
        return action + " " + role + " " + type + " " + path;
    }
}
