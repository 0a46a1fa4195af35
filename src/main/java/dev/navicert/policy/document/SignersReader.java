package dev.navicert.policy.document;

import dev.navicert.policy.Signers;
import dev.navicert.policy.Signers.Signer;
import dev.navicert.tuf.RoleName;
import dev.navicert.tuf.crypto.KeyId;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** Reads {@code signedBy}. */
final class SignersReader {
    private SignersReader() {}

    static Signers read(Value value) throws InvalidDocumentException {
        Fields fields = Fields.of(value, "allOf", "anyOf", "atLeast", "of");
        String word = fields.exactlyOneOf("allOf", "anyOf", "atLeast");
        if (word.equals("atLeast")) {
            List<Signer> named = signers(fields.required("of"));
            return new Signers.AtLeast(fields.required("atLeast").integer(1, named.size()), named);
        }
        Value stray = fields.orNull("of");
        if (stray != null) {
            throw stray.refuse("belongs to atLeast");
        }
        List<Signer> named = signers(fields.required(word));
        return word.equals("allOf") ? Signers.allOf(named) : Signers.anyOf(named);
    }

    private static List<Signer> signers(Value list) throws InvalidDocumentException {
        List<Signer> signers = new ArrayList<>();
        Set<RoleName> roles = new HashSet<>();
        for (Value item : list.someItems()) {
            Signer signer = signer(item);
            if (!roles.add(signer.role())) {
                throw item.refuse("names the role " + signer.role() + " again");
            }
            signers.add(signer);
        }
        return signers;
    }

    private static Signer signer(Value item) throws InvalidDocumentException {
        if (!(item.node() instanceof Node.Mapping)) {
            return new Signer(role(item), Set.of());
        }
        Fields fields = Fields.of(item, "role", "keys");
        Value keys = fields.orNull("keys");
        return new Signer(role(fields.required("role")), keys == null ? Set.of() : Set.copyOf(keyIds(keys)));
    }

    private static RoleName role(Value value) throws InvalidDocumentException {
        String text = value.string();
        return RoleName.parse(text)
                .filter(role -> role.equals(RoleName.TARGETS) || role.isDelegation())
                .orElseThrow(() ->
                        value.refuse("must be targets or a delegation such as targets/releases, not \"" + text + "\""));
    }

    /** Identifiers of keys or certificates: a list of 64 hex digits each, which YAML may take for numbers. */
    static List<KeyId> keyIds(Value list) throws InvalidDocumentException {
        Set<KeyId> ids = new LinkedHashSet<>();
        for (Value item : list.someItems()) {
            KeyId id = new KeyId(Hex.sha256(item));
            if (!ids.add(id)) {
                throw item.refuse("repeats the identifier " + id);
            }
        }
        return List.copyOf(ids);
    }
}
