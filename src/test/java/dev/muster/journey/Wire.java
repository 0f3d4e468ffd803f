package dev.muster.journey;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketAddress;
import java.net.URI;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** What lies between one browser and the console; it can be cut, and joined again. */
final class Wire implements AutoCloseable {

    private final ServerSocket browserSide;
    private final SocketAddress console;
    private final Set<Socket> open = ConcurrentHashMap.newKeySet();
    private volatile boolean cut;

    /** @param address of the console, such as {@code http://127.0.0.1:8080} */
    Wire(String address) throws IOException {
        console = new InetSocketAddress(
                InetAddress.getLoopbackAddress(), URI.create(address).getPort());
        browserSide = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        Thread.ofVirtual().start(this::accept);
    }

    /** What the browser is to open instead of the console's own address. */
    String address() {
        return "http://127.0.0.1:" + browserSide.getLocalPort();
    }

    /** Every connection breaks, and none comes through any more. */
    void cut() {
        cut = true;
        open.forEach(Wire::end);
    }

    void join() {
        cut = false;
    }

    private void accept() {
        while (!browserSide.isClosed()) {
            try {
                Socket browser = browserSide.accept();
                if (cut) {
                    end(browser);
                    continue;
                }
                Socket server = new Socket();
                server.connect(console);
                open.add(browser);
                open.add(server);
                Thread.ofVirtual().start(() -> carry(browser, server));
                Thread.ofVirtual().start(() -> carry(server, browser));
            } catch (IOException e) {
                // Closed, or the console is not there: the browser sees its connection end.
            }
        }
    }

    private void carry(Socket from, Socket to) {
        try {
            from.getInputStream().transferTo(to.getOutputStream());
        } catch (IOException e) {
            // One side has ended.
        }
        end(from);
        end(to);
    }

    private static void end(Socket socket) {
        try {
            socket.close();
        } catch (IOException e) {
            // It is ended all the same.
        }
    }

    @Override
    public void close() throws IOException {
        browserSide.close();
        cut();
    }
}
