package dev.navicert.tuf.json;

/**
 * A text that is not JSON, or JSON of another shape than asked for. The message is the text that Go's decoder gives for
 * the same fault, for example {@code invalid character '<' looking for beginning of value}, because that is what users
 * of Notary see; what Go has no word for (caps, refused duplicates) begins with {@code json: }.
 */
public final class MalformedJsonException extends Exception {
    private static final long serialVersionUID = 1L;

    public MalformedJsonException(String message) {
        super(message);
    }
}
