package dev.navicert.disk;

import dev.navicert.name.Gun;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * A GUN as directories below some directory, as Notary lays them out: its slashes are levels, nothing is escaped, repeated
 * slashes count once.
 *
 * <p>Unlike Notary, which writes {@code ../../x} wherever that leads, a GUN that does not stay below is refused.
 */
final class GunPath {
    private GunPath() {}

    /**
     * The directory of a GUN below {@code top}.
     *
     * @throws InvalidPathException if the GUN would not lie below {@code top}, or cannot be a path at all
     */
    static Path below(Path top, Gun gun) {
        List<String> segments = new ArrayList<>();
        for (String segment : gun.value().split("/")) {
            if (segment.equals(".") || segment.equals("..")) {
                throw new InvalidPathException(
                        gun.value(), "\"" + segment + "\" is no name for a directory of trust data");
            }
            if (!segment.isEmpty()) {
                segments.add(segment);
            }
        }
        if (segments.isEmpty()) {
            throw new InvalidPathException(gun.value(), "it names no directory");
        }
        Path path = top.resolve(String.join("/", segments)).normalize();
        if (!path.startsWith(top.normalize()) || path.equals(top.normalize())) {
            throw new InvalidPathException(gun.value(), "it would lie outside " + top);
        }
        return path;
    }
}
