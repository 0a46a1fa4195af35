package dev.navicert.webhook.review;

/**
 * A kind of object, whatever its version.
 *
 * @param group empty for the core group
 */
public record ObjectKind(String group, String kind) {
    @Override
    public String toString() {
        return group.isEmpty() ? kind : kind + "." + group;
    }
}
