package dev.muster.status;

import dev.muster.plan.ServiceProbe;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.time.Duration;

/** A port that takes connections. */
final class TcpLook implements Look {

    private final ServiceProbe.Tcp target;

    TcpLook(ServiceProbe.Tcp target) {
        this.target = target;
    }

    @Override
    public Seen look(Duration patience) throws IOException, InterruptedException {
        try (Socket socket = new Socket()) {
            socket.connect(new InetSocketAddress(Names.address(target.address(), patience), target.port()));
            return Seen.up("takes connections at " + target.address() + ":" + target.port());
        }
    }
}
