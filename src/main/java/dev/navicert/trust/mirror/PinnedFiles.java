package dev.navicert.trust.mirror;

import dev.navicert.name.Gun;
import dev.navicert.trust.MetadataName;
import dev.navicert.trust.RemoteException;
import dev.navicert.trust.RemoteMetadata;

/**
 * A collection of a frozen mirror: the bytes that the pinned manifest names, or none.
 *
 * @param entry of the pinned manifest
 * @param mirror the files
 */
public record PinnedFiles(Manifest.Entry entry, RemoteMetadata mirror) implements RemoteMetadata {
    /** @throws RemoteException.NotFound if the manifest lists no such collection */
    public static PinnedFiles of(Gun gun, Manifest manifest, RemoteMetadata mirror) throws RemoteException.NotFound {
        Manifest.Entry entry = manifest.of(gun)
                .orElseThrow(() -> new RemoteException.NotFound(
                        new MetadataName.VersionedRoot(1), "the pinned manifest of the mirror does not list " + gun));
        return new PinnedFiles(entry, mirror);
    }

    @Override
    public byte[] fetch(MetadataName name, long maxBytes) throws RemoteException {
        Manifest.File pinned = entry.files().get(name.path());
        if (pinned == null) {
            throw new RemoteException.NotFound(
                    name, "the pinned manifest of the mirror lists no " + name.path() + " of " + entry.gun());
        }
        byte[] found;
        try {
            found = mirror.fetch(name, maxBytes);
        } catch (RemoteException.NotFound e) {
            throw altered(name, "is missing");
        } catch (RemoteException.TooLarge e) {
            if (pinned.length() > maxBytes) {
                throw e;
            }
            throw altered(name, "is longer than the file that the pinned manifest names");
        }
        if (!pinned.is(found)) {
            throw altered(name, "is not the file that the pinned manifest names");
        }
        return found;
    }

    private RemoteException.Altered altered(MetadataName name, String what) {
        return new RemoteException.Altered(
                name.path() + " of " + entry.gun() + " " + what + "; copy the mirror anew from where it was pinned");
    }
}
