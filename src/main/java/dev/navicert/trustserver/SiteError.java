package dev.navicert.trustserver;

/**
 * The error bodies of a Notary server.
 *
 * @see <a href="https://github.com/theupdateframework/notary/blob/v0.7.0/server/errors/errors.go">Notary
 *     server/errors/errors.go</a>
 */
enum SiteError {
    METADATA_NOT_FOUND(404, "You have requested metadata that does not exist."),
    UNAUTHORIZED(401, "authentication required"),
    VERSION(400, "A newer version of metadata is already available.");

    private final int status;
    private final String message;

    SiteError(int status, String message) {
        this.status = status;
        this.message = message;
    }

    /** Without {@code detail}: for a route that nobody knows. */
    SiteAnswer answer() {
        return answer("");
    }

    /** @param detail JSON */
    SiteAnswer withDetail(String detail) {
        return answer(",\"detail\":" + detail);
    }

    private SiteAnswer answer(String more) {
        return SiteAnswer.json(
                status, "{\"errors\":[{\"code\":\"" + name() + "\",\"message\":\"" + message + "\"" + more + "}]}\n");
    }
}
