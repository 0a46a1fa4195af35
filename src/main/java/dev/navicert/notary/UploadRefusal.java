package dev.navicert.notary;

import dev.navicert.trust.RemoteException;
import dev.navicert.tuf.json.GoStruct;
import dev.navicert.tuf.json.Json;
import dev.navicert.tuf.json.MalformedJsonException;
import dev.navicert.tuf.json.Reading;
import java.util.List;
import java.util.Optional;

/**
 * Why a Notary server took nothing of what it was sent (400). Its explanation is used if there is exactly one and Notary knows
 * its kind.
 *
 * @see <a href="https://github.com/theupdateframework/notary/blob/v0.7.0/tuf/validation/errors.go">Notary
 *     tuf/validation/errors.go</a>
 */
final class UploadRefusal {
    private static final String UNEXPLAINED = "trust server rejected operation.";
    private static final String OUTDATED = "VERSION";

    private UploadRefusal() {}

    static RemoteException of(Answer answer, String asked) {
        try {
            List<Json> errors = GoStruct.of(Json.parse(answer.body(), Reading.AS_GO), "storage.Errors", Reading.AS_GO)
                    .list("errors", "[]storage.Error");
            if (errors.size() != 1) {
                return unexplained(answer, asked);
            }
            GoStruct error = GoStruct.of(errors.get(0), "storage.Error", Reading.AS_GO);
            if (error.text("code", "string").equals(OUTDATED)) {
                return new RemoteException.Outdated(
                        asked + " has newer files than those that were sent; somebody else has published meanwhile, so"
                                + " publish again",
                        UNEXPLAINED);
            }
            return words(error.struct("detail", "validation.SerializableError"))
                    .<RemoteException>map(
                            words -> new RemoteException.Rejected(asked + " refused what it was sent: " + words, words))
                    .orElseGet(() -> unexplained(answer, asked));
        } catch (MalformedJsonException e) {
            return unexplained(answer, asked);
        }
    }

    private static RemoteException unexplained(Answer answer, String asked) {
        return new RemoteException.Rejected(
                asked + " refused what it was sent" + Refusal.explanation(answer), UNEXPLAINED);
    }

    private static Optional<String> words(GoStruct detail) throws MalformedJsonException {
        String text = RegistryErrors.harmless(
                detail.struct("error", "validation.Error").text("msg", "string"));
        return switch (detail.text("name", "string")) {
            case "ErrValidation" -> Optional.of("An error occurred during validation: " + text);
            case "ErrBadHierarchy" -> Optional.of("Metadata hierarchy is incomplete: " + text);
            case "ErrBadRoot" -> Optional.of("The root metadata is invalid: " + text);
            case "ErrBadTargets" -> Optional.of("The targets metadata is invalid: " + text);
            case "ErrBadSnapshot" -> Optional.of("The snapshot metadata is invalid: " + text);
            default -> Optional.empty();
        };
    }
}
