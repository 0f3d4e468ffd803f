package dev.muster.host;

import dev.muster.common.Refused;
import dev.muster.plan.Host;
import dev.muster.plan.Service;
import org.springframework.stereotype.Component;

/** Opens the machines of the plan by their connection. */
@Component
class PlanHosts implements Hosts {

    private final LocalMachine local = new LocalMachine();

    @Override
    public Machine machine(Host host) {
        return switch (host.connection()) {
            case LOCAL -> local;
            case SSH -> throw new Refused("Host " + host.key() + ": ssh hosts come with a later version");
        };
    }

    @Override
    public ServiceControl control(Host host, Service service) {
        Machine machine = machine(host);
        return switch (service.supervision()) {
            case Service.Systemd systemd -> new SystemdServiceControl(machine, systemd.unit());
            case Service.PlainProcess process -> new ProcessServiceControl(service.key(), process);
            case Service.External external ->
                throw new Refused("Service " + service.key() + " runs by other means: Muster cannot start or stop it");
        };
    }
}
