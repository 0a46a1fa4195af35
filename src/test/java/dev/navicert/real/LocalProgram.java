package dev.navicert.real;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** A server program of Debian's on a free port of loopback, gone when closed. */
final class LocalProgram implements AutoCloseable {
    private static final long START_NANOS = TimeUnit.SECONDS.toNanos(20);

    private final Process process;
    private final int port;

    private LocalProgram(Process process, int port) {
        this.process = process;
        this.port = port;
    }

    /** What a program reads when it starts. */
    interface Configuration {
        /** The text for a program that is to listen on {@code address}. */
        String listeningOn(String address) throws IOException;
    }

    /**
     * Starts it and waits until it listens.
     *
     * @param work where its configuration and its log are
     * @param words its name and arguments; the configuration's file follows them
     */
    static LocalProgram start(Path work, List<String> words, Configuration configuration) throws IOException {
        int port;
        try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.1"))) {
            port = free.getLocalPort();
        }
        String name = words.get(0);
        Path file = Files.writeString(
                Files.createDirectories(work).resolve(name + ".json"), configuration.listeningOn("127.0.0.1:" + port));
        List<String> command = new ArrayList<>(words);
        command.set(0, RealNotaryCondition.find(name).orElseThrow().toString());
        command.add(file.toString());
        Path log = work.resolve(name + ".log");
        Process process = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(log.toFile())
                .start();
        LocalProgram program = new LocalProgram(process, port);
        try {
            program.awaitStart(log);
        } catch (IOException e) {
            program.close();
            throw e;
        }
        return program;
    }

    private void awaitStart(Path log) throws IOException {
        long start = System.nanoTime();
        while (process.isAlive() && System.nanoTime() - start < START_NANOS) {
            try (Socket socket = new Socket()) {
                socket.connect(new InetSocketAddress("127.0.0.1", port), 1000);
                return;
            } catch (IOException notYet) {
                pause();
            }
        }
        throw new IOException("it does not start: " + Files.readString(log));
    }

    private static void pause() {
        try {
            Thread.sleep(50);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Host and port. */
    String address() {
        return "127.0.0.1:" + port;
    }

    @Override
    public void close() {
        process.destroyForcibly();
        try {
            process.waitFor(10, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
