package dev.muster.postgres;

import dev.muster.host.Hosts;
import dev.muster.host.Machine;
import dev.muster.plan.Host;
import java.net.InetAddress;
import java.net.UnknownHostException;
import org.springframework.stereotype.Component;

/** Where dump and restore run: beside the console, over the network to the server, whichever host that has. */
@Component
class ThisMachine {

    private final Hosts hosts;

    ThisMachine(Hosts hosts) {
        this.hosts = hosts;
    }

    /** Whether a server at that address shares this machine's disk and processors. */
    static boolean isAt(String address) {
        try {
            return InetAddress.getByName(address).isLoopbackAddress();
        } catch (UnknownHostException e) {
            return false;
        }
    }

    Machine get() {
        return hosts.machine(Host.local("console"));
    }
}
