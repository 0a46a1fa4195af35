package dev.navicert.notary;

import dev.navicert.trust.RemoteException;
import dev.navicert.trust.RemoteException.NotFound;
import dev.navicert.trust.RemoteException.Rejected;
import dev.navicert.trust.RemoteException.Unauthorized;
import dev.navicert.trust.RemoteException.Unavailable;

/**
 * What a Notary server's statuses mean other than 200.
 *
 * @see <a href="https://github.com/theupdateframework/notary/blob/v0.7.0/storage/httpstore.go">Notary storage/httpstore.go,
 *     translateStatusToError</a>
 */
final class Refusal {
    private Refusal() {}

    /** @param notFound what a 404 means */
    static RemoteException of(Answer answer, HttpUrl url, NotFound notFound) {
        String asked = url.withoutQuery();
        return switch (answer.status()) {
            case 400 -> new Rejected(asked + " was refused" + explanation(answer), "trust server rejected operation.");
            case 401 ->
                new Unauthorized(
                        401,
                        asked + " wants credentials, or others" + explanation(answer) + "; check what is configured");
            case 403 ->
                new Unauthorized(
                        403, asked + " is forbidden" + explanation(answer) + "; check what the credentials allow");
            case 404 -> notFound;
            default -> new Unavailable(answer.status(), asked + " answered " + advice(answer));
        };
    }

    private static String advice(Answer answer) {
        String status = RegistryErrors.printable(answer.statusLine());
        if (answer.status() >= 300 && answer.status() < 400) {
            return status + ": a redirect, which is not followed; configure the address it leads to";
        }
        return answer.status() == 429
                ? status + ": too many requests; ask less often, or with credentials"
                : status + explanation(answer) + "; look at the server's log";
    }

    static String explanation(Answer answer) {
        return RegistryErrors.first(answer.body())
                .map(words -> " (" + words + ")")
                .orElse("");
    }
}
