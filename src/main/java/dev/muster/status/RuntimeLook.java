package dev.muster.status;

import dev.muster.host.Hosts;
import dev.muster.plan.Host;
import dev.muster.plan.Service;
import java.time.Duration;

/** Whether the unit or the process of a service runs, asked on its host. */
final class RuntimeLook implements Look {

    private final Hosts hosts;
    private final Host host;
    private final Service service;

    RuntimeLook(Hosts hosts, Host host, Service service) {
        this.hosts = hosts;
        this.host = host;
        this.service = service;
    }

    @Override
    public Seen look(Duration patience) {
        String what =
                switch (service.supervision()) {
                    case Service.Systemd unit -> "the unit " + unit.unit();
                    case Service.PlainProcess process -> "its process";
                    case Service.Commands commands -> "it";
                    case Service.External external -> throw new CannotLook("it runs by other means");
                };
        return hosts.control(host, service).running()
                ? Seen.up(what + " runs on " + host.key())
                : Seen.down(what + " does not run on " + host.key());
    }

    /** Silence is the host's, not the service's. */
    @Override
    public ServiceState silence() {
        return ServiceState.UNKNOWN;
    }
}
