package dev.navicert.notary;

import java.io.BufferedInputStream;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketAddress;

/**
 * An open way to one origin, encrypted or not.
 *
 * @param wire the socket under any encryption; closing it ends whatever waits above it
 * @param route {@code <local>-><remote>}, as Go writes it
 * @param absoluteTarget whether requests name the whole URL, as a proxy wants it
 */
record Connection(
        Socket wire, InputStream in, OutputStream out, String route, boolean absoluteTarget, String proxyAuthorization)
        implements Closeable {
    private static final int BUFFER = 16 << 10;

    static Connection over(Socket wire, Socket talk, boolean absoluteTarget, String proxyAuthorization)
            throws IOException {
        return new Connection(
                wire,
                new BufferedInputStream(talk.getInputStream(), BUFFER),
                talk.getOutputStream(),
                address(wire.getLocalSocketAddress()) + "->" + address(wire.getRemoteSocketAddress()),
                absoluteTarget,
                proxyAuthorization);
    }

    private static String address(SocketAddress address) {
        if (!(address instanceof InetSocketAddress inet) || inet.getAddress() == null) {
            return "?";
        }
        return IpAddress.inAddress(inet.getAddress()) + ":" + inet.getPort();
    }

    @Override
    public void close() throws IOException {
        wire.close();
    }
}
