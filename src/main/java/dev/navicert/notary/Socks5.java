package dev.navicert.notary;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.DataInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.Socket;

/**
 * Asks a SOCKS proxy for a connection; the proxy looks the name up.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc1928">RFC 1928</a>, <a href="https://www.rfc-editor.org/rfc/rfc1929">RFC
 *     1929</a>
 */
final class Socks5 {
    private static final int VERSION = 5;
    private static final int NO_LOGIN = 0;
    private static final int PASSWORD = 2;
    private static final int[] ADDRESS_LENGTHS = {0, 4, 0, 0, 16};

    private Socks5() {}

    static void connect(Socket wire, Proxy proxy, String host, int port) throws IOException {
        DataInputStream in = new DataInputStream(wire.getInputStream());
        OutputStream out = wire.getOutputStream();
        out.write(new byte[] {VERSION, 1, (byte) (proxy.login().isPresent() ? PASSWORD : NO_LOGIN)});
        expect(in.readUnsignedByte() == VERSION, "it is no SOCKS5 proxy");
        int method = in.readUnsignedByte();
        if (method == PASSWORD && proxy.login().isPresent()) {
            logIn(in, out, proxy.login().get());
        } else {
            expect(method == NO_LOGIN, "it wants credentials that were not given");
        }
        byte[] name = host.getBytes(ISO_8859_1);
        out.write(new byte[] {VERSION, 1, 0, 3, (byte) name.length});
        out.write(name);
        out.write(new byte[] {(byte) (port >> 8), (byte) port});
        expect(in.readUnsignedByte() == VERSION, "it is no SOCKS5 proxy");
        int reply = in.readUnsignedByte();
        expect(reply == 0, "it answered with error " + reply);
        in.readUnsignedByte();
        int type = in.readUnsignedByte();
        int length = type == 3 ? in.readUnsignedByte() : type < ADDRESS_LENGTHS.length ? ADDRESS_LENGTHS[type] : 0;
        expect(length > 0, "it answered nonsense");
        in.readFully(new byte[length + 2]);
    }

    private static void logIn(DataInputStream in, OutputStream out, Proxy.Login login) throws IOException {
        byte[] user = login.user().getBytes(UTF_8);
        byte[] password = login.password().getBytes(UTF_8);
        expect(user.length < 256 && password.length < 256, "its credentials are too long");
        out.write(new byte[] {1, (byte) user.length});
        out.write(user);
        out.write(password.length);
        out.write(password);
        in.readUnsignedByte();
        expect(in.readUnsignedByte() == 0, "it refused the credentials");
    }

    private static void expect(boolean condition, String otherwise) throws NetworkFailure {
        if (!condition) {
            throw new NetworkFailure("socks connect: " + otherwise);
        }
    }
}
