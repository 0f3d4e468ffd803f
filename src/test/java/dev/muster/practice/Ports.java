package dev.muster.practice;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;

/** Free ports of loopback. */
public final class Ports {

    private Ports() {}

    /** A port that nobody listens on just now. */
    public static int free() {
        return open(0);
    }

    static boolean listens(int port) {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            return socket.isConnected();
        } catch (IOException notYet) {
            return false;
        }
    }

    /** The wanted port when nobody listens on it, else another. */
    static int freeOr(int wanted) {
        try {
            return open(wanted);
        } catch (UncheckedIOException taken) {
            return free();
        }
    }

    private static int open(int port) {
        try (ServerSocket socket = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
