package dev.navicert.policy.document;

import dev.navicert.policy.Action;
import dev.navicert.policy.DigestRule;
import dev.navicert.policy.Mode;
import dev.navicert.policy.NamespaceSelector;
import dev.navicert.policy.Pattern;
import dev.navicert.policy.Pin;
import dev.navicert.policy.Policy;
import dev.navicert.policy.Rule;
import dev.navicert.policy.Signers;
import dev.navicert.policy.Templates;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Reads the {@code spec} of {@code ClusterImagePolicy} and {@code ImagePolicy}. */
final class PolicyReader {
    private PolicyReader() {}

    static Policy ofCluster(String name, Value spec) throws InvalidDocumentException {
        Fields fields = Fields.of(spec, "mode", "namespaceSelector", "templates", "rules");
        Value selector = fields.orNull("namespaceSelector");
        return policy(name, null, fields, selector == null ? NamespaceSelector.ALL : SelectorReader.read(selector));
    }

    static Policy ofNamespace(String name, String namespace, Value spec) throws InvalidDocumentException {
        return policy(name, namespace, Fields.of(spec, "mode", "templates", "rules"), NamespaceSelector.ALL);
    }

    private static Policy policy(String name, @Nullable String namespace, Fields fields, NamespaceSelector selector)
            throws InvalidDocumentException {
        Value mode = fields.orNull("mode");
        Mode modeOrNull = mode == null
                ? null
                : Mode.parse(mode.oneOf("enforce", "warn", "audit")).orElseThrow();
        Value templates = fields.orNull("templates");
        boolean pins = templates != null && templates.oneOf("leave", "pin").equals("pin");
        List<Rule> rules = new ArrayList<>();
        Set<String> patterns = new HashSet<>();
        for (Value rule : fields.required("rules").someItems()) {
            rules.add(rule(rules.size(), rule, patterns));
        }
        return new Policy(
                name,
                namespace,
                mode == null
                        ? null
                        : Mode.parse(mode.oneOf("enforce", "warn", "audit")).orElseThrow(),
                selector,
                pins ? Templates.PIN : Templates.LEAVE,
                rules);
    }

    private static Rule rule(int index, Value value, Set<String> patternsSoFar) throws InvalidDocumentException {
        Fields fields = Fields.of(value, "images", "verify", "allow", "deny", "overridable");
        List<Pattern> images = new ArrayList<>();
        for (Value image : fields.required("images").someItems()) {
            if (!patternsSoFar.add(image.string())) {
                throw image.refuse("repeats the pattern \"" + image.string() + "\" of this document");
            }
            images.add(image.imagePattern());
        }
        String word = fields.exactlyOneOf("verify", "allow", "deny");
        Value action = fields.required(word);
        Value overridable = fields.orNull("overridable");
        return new Rule(
                index,
                images,
                switch (word) {
                    case "verify" -> verify(action);
                    case "allow" -> allow(action);
                    default -> deny(action);
                },
                overridable != null && overridable.bool());
    }

    private static Action verify(Value value) throws InvalidDocumentException {
        Fields fields = Fields.of(value, "signedBy", "digest", "pin");
        Value signedBy = fields.orNull("signedBy");
        Value digest = fields.orNull("digest");
        Value pin = fields.orNull("pin");
        Signers signers = signedBy == null ? Signers.Docker.RELEASES_ELSE_TARGETS : SignersReader.read(signedBy);
        DigestRule digestRule =
                digest != null && digest.oneOf("sameTag", "anyTag").equals("anyTag")
                        ? DigestRule.ANY_TAG
                        : DigestRule.SAME_TAG;
        return new Action.Verify(signers, digestRule, pin == null ? Pin.TAG_AND_DIGEST : pin(pin));
    }

    private static Pin pin(Value value) throws InvalidDocumentException {
        return switch (value.oneOf("tagAndDigest", "digest", "none")) {
            case "digest" -> Pin.DIGEST;
            case "none" -> Pin.NONE;
            default -> Pin.TAG_AND_DIGEST;
        };
    }

    private static Action allow(Value value) throws InvalidDocumentException {
        Fields fields = Fields.of(value, "reason", "until");
        Value reason = fields.orNull("reason");
        Value until = fields.orNull("until");
        return new Action.Allow(reason == null ? "" : reason.string(), until == null ? null : until.date());
    }

    private static Action deny(Value value) throws InvalidDocumentException {
        Fields.of(value);
        return Action.Deny.DENY;
    }
}
