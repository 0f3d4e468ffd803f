package dev.muster.bench;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A port that takes connections until it is told to swallow them: nobody accepts any more, its queue is full, and the
 * kernel drops whatever knocks, without a word, as a firewall would. Needs no rights.
 */
final class SwallowingPort implements AutoCloseable {

    private final ServerSocket server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
    private final List<Socket> waiting = new ArrayList<>();
    private Optional<Thread> accepting = Optional.empty();
    private volatile boolean taking;

    SwallowingPort() throws IOException {
        server.setSoTimeout(20);
        answer();
    }

    int number() {
        return server.getLocalPort();
    }

    void answer() throws IOException {
        for (Socket socket : waiting) {
            socket.close();
        }
        waiting.clear();
        taking = true;
        accepting = Optional.of(Thread.ofVirtual().start(this::accept));
    }

    private void accept() {
        while (taking) {
            try {
                server.accept().close();
            } catch (SocketTimeoutException e) {
                // Looks again whether it is still to take any.
            } catch (IOException e) {
                return;
            }
        }
    }

    /** Returns when the queue is full. */
    void swallow() throws IOException, InterruptedException {
        taking = false;
        if (accepting.isPresent()) {
            accepting.get().join();
        }
        for (boolean room = true; room; ) {
            Socket socket = new Socket();
            waiting.add(socket);
            try {
                socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), number()), 50);
            } catch (SocketTimeoutException e) {
                room = false;
            }
        }
    }

    @Override
    public void close() throws IOException {
        taking = false;
        server.close();
        for (Socket socket : waiting) {
            socket.close();
        }
    }
}
