package dev.muster.host;

import dev.muster.common.Refused;
import dev.muster.plan.Host;
import dev.muster.plan.Service;
import java.nio.file.Path;
import java.util.Optional;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;

/** Opens the machines of the plan, each by the way that the plan gives. */
@Component
class PlanHosts implements Hosts, DisposableBean {

    private final LocalMachine local = new LocalMachine();
    private final SshConnections connections;

    PlanHosts(@Value("${muster.ssh-agent}") String agent) {
        this.connections = new SshConnections(agent.isBlank() ? Optional.empty() : Optional.of(Path.of(agent)));
    }

    @Override
    public Machine machine(Host host) {
        return switch (host.reach()) {
            case Host.Local here -> local;
            case Host.Ssh ssh -> new SshMachine(connections.to(host, ssh), ssh.sudo());
        };
    }

    @Override
    public HostFiles files(Host host) {
        return switch (host.reach()) {
            case Host.Local here -> new LocalFiles(local);
            case Host.Ssh ssh -> new RemoteFiles(machine(host));
        };
    }

    @Override
    public ServiceControl control(Host host, Service service) {
        Machine machine = machine(host);
        return switch (service.supervision()) {
            case Service.Systemd systemd -> new SystemdServiceControl(machine, systemd.unit());
            case Service.PlainProcess process ->
                switch (host.reach()) {
                    case Host.Local here -> new ProcessServiceControl(service.key(), process);
                    case Host.Ssh ssh -> new ScriptServiceControl(machine, host.key(), service.key(), process);
                };
            case Service.Commands commands -> new CommandServiceControl(machine, service.key(), commands);
            case Service.External external ->
                throw new Refused("Service " + service.key() + " runs by other means: Muster cannot start or stop it");
        };
    }

    @Override
    public void destroy() {
        connections.close();
    }
}
