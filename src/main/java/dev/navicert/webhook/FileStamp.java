package dev.navicert.webhook;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Collection;

/**
 * What files look like from outside. Two stamps that are alike: nobody has written, exchanged, added or removed any.
 *
 * @param text size, time and identity of each
 */
record FileStamp(String text) {
    /** Stamps files; what is not there is stamped as missing, a folder by who it is. */
    static FileStamp of(Collection<Path> paths) {
        StringBuilder text = new StringBuilder();
        paths.forEach(path -> add(path, text));
        return new FileStamp(text.toString());
    }

    private static void add(Path file, StringBuilder text) {
        text.append(file);
        try {
            BasicFileAttributes seen = Files.readAttributes(file, BasicFileAttributes.class);
            if (!seen.isDirectory()) {
                text.append(' ').append(seen.size()).append(' ').append(seen.lastModifiedTime());
            }
            text.append(' ').append(seen.fileKey());
            if (Files.isSymbolicLink(file)) {
                text.append(' ')
                        .append(Files.readAttributes(file, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS)
                                .fileKey());
            }
        } catch (IOException e) {
            text.append(" missing");
        }
        text.append('\n');
    }
}
