package dev.navicert.disk;

import dev.navicert.name.Gun;
import dev.navicert.trust.MetadataName;
import dev.navicert.trust.RemoteException;
import dev.navicert.trust.RemoteMetadata;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Optional;

/**
 * A Notary server's files in a directory, under the paths of its URLs: {@code <mirror>/v2/<GUN>/_trust/tuf/<role>.json}. Any
 * tool that copies a web site makes one.
 *
 * <p>Files named by hash may be left out; then the plain name is read, and whoever asked checks the hash anyway. Symbolic
 * links are followed (mounted ConfigMaps consist of them) as long as they end inside the mirror.
 *
 * @param directory the directory that holds {@code v2}
 */
public record Mirror(Path directory) {
    /** One collection; nothing is read yet. */
    public RemoteMetadata collection(Gun gun) {
        return (name, maxBytes) -> fetch(gun, name, maxBytes);
    }

    private byte[] fetch(Gun gun, MetadataName name, long maxBytes) throws RemoteException {
        try {
            Optional<byte[]> found = read(file(gun, name), maxBytes);
            if (found.isEmpty() && name instanceof MetadataName.Hashed hashed) {
                found = read(file(gun, new MetadataName.Current(hashed.role())), maxBytes);
            }
            if (found.isPresent()) {
                return found.get();
            }
        } catch (InvalidPathException e) {
            throw new RemoteException.Rejected(
                    "mirror " + directory + " cannot hold \"" + gun + "\": " + e.getReason());
        } catch (CappedFile.TooLongException e) {
            throw new RemoteException.TooLarge(maxBytes, "mirror: " + e.getMessage());
        } catch (IOException e) {
            throw new RemoteException.Unreachable("mirror " + directory + " cannot be read: " + e.getMessage()
                    + "; check that it is there and readable");
        }
        throw new RemoteException.NotFound(name, "mirror " + directory + " has no " + name.path() + " of " + gun);
    }

    private Path file(Gun gun, MetadataName name) {
        return GunPath.below(directory.toAbsolutePath().resolve("v2"), gun)
                .resolve("_trust/tuf")
                .resolve(name.path());
    }

    private Optional<byte[]> read(Path file, long maxBytes) throws IOException {
        Path top;
        try {
            top = directory.toRealPath();
        } catch (IOException e) {
            throw new IOException(GoFileWords.of("open", directory, e), e);
        }
        if (!Files.exists(file)) {
            return Optional.empty();
        }
        Path real = file.toRealPath();
        if (!real.startsWith(top)) {
            throw new IOException(file + " is a link to " + real + ", outside of the mirror");
        }
        return CappedFile.read(real, maxBytes);
    }
}
