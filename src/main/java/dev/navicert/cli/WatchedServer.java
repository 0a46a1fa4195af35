package dev.navicert.cli;

import dev.navicert.cli.terminal.Terminal;
import dev.navicert.name.Gun;
import dev.navicert.trust.MetadataName;
import dev.navicert.trust.RemoteException;
import dev.navicert.trust.RemoteMetadata;
import dev.navicert.trust.RemoteRepository;
import dev.navicert.tuf.RoleName;
import dev.navicert.tuf.TrustException;
import dev.navicert.tuf.crypto.PublicKey;
import java.util.Map;

/** Says on the terminal what a server is being asked for, and what is done with the answer. */
record WatchedServer(Gun gun, Terminal terminal) {
    RemoteMetadata reading(RemoteMetadata remote) {
        return (name, maxBytes) -> read(remote, name, maxBytes);
    }

    private byte[] read(RemoteMetadata remote, MetadataName name, long maxBytes) throws RemoteException {
        say("reading " + name.role());
        byte[] content = remote.fetch(name, maxBytes);
        say("checking " + name.role());
        return content;
    }

    RemoteRepository writing(RemoteRepository remote) {
        return new RemoteRepository() {
            @Override
            public void upload(Map<RoleName, byte[]> files) throws RemoteException {
                say("sending " + files.size() + " files");
                remote.upload(files);
            }

            @Override
            public PublicKey serverKey(RoleName role) throws RemoteException, TrustException {
                say("asking for the server's " + role + " key");
                return remote.serverKey(role);
            }

            @Override
            public PublicKey rotateServerKey(RoleName role) throws RemoteException, TrustException {
                say("asking for a new " + role + " key of the server");
                return remote.rotateServerKey(role);
            }

            @Override
            public void delete() throws RemoteException {
                say("removing it from the server");
                remote.delete();
            }
        };
    }

    private void say(String doing) {
        terminal.statusLine().say(gun + ": " + doing);
    }
}
