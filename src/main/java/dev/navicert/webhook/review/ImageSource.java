package dev.navicert.webhook.review;

/**
 * One place in an object that names an image.
 *
 * @param list which of the pod's lists
 * @param index the place in that list
 * @param holder the container's or volume's name; empty if it has none yet
 * @param pointer the JSON pointer of the reference itself
 * @param written the reference as it stands there; empty if there is none
 */
public record ImageSource(ImageList list, int index, String holder, String pointer, String written) {
    /** Whether no image is named: allowed in a template that a controller fills in later, never in a pod. */
    public boolean isBlank() {
        return written.isBlank();
    }

    /** How messages and annotations call this place: {@code containers/app}, or by number where there is no name. */
    public String place() {
        return list.field() + "/" + (holder.isEmpty() ? Integer.toString(index) : holder);
    }
}
