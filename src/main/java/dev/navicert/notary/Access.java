package dev.navicert.notary;

/**
 * What a user means to do with a collection, which decides what a token must allow and whether credentials are shown at once.
 *
 * @see <a href="https://github.com/notaryproject/notary/blob/v0.7.0/cmd/notary/tuf.go">cmd/notary/tuf.go, httpAccess</a>
 */
public enum Access {
    /** Read; anonymously as long as that is enough. */
    READ("pull"),
    /** Read, and send new files. */
    PUBLISH("push,pull"),
    /** Everything: remove a collection, have the server make another key. */
    ADMINISTER("*");

    private final String actions;

    Access(String actions) {
        this.actions = actions;
    }

    /** As a token's scope lists them. */
    String actions() {
        return actions;
    }
}
