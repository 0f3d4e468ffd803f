package dev.muster.status;

import dev.muster.plan.ServiceProbe;
import dev.muster.resolver.NameServers;
import java.time.Duration;
import java.util.List;

/** What a name server answers for a name: what the plan expects, or not. */
final class DnsLook implements Look {

    private final ServiceProbe.Dns target;
    private final NameServers servers;
    private final List<String> expected;

    DnsLook(ServiceProbe.Dns target, NameServers servers) {
        this.target = target;
        this.servers = servers;
        this.expected = target.expect().stream()
                .map(it -> NameServers.plain(target.type(), it))
                .toList();
    }

    @Override
    public Seen look(Duration patience) throws InterruptedException {
        Names.address(target.server().address(), patience);
        NameServers.Answer answer = servers.ask(target.server(), target.name(), target.type(), patience);
        String what = target.name() + " leads to " + answer.words() + ", says " + target.server();
        if (answer.values().isEmpty()) {
            return Seen.down(target.name() + " leads nowhere, says " + target.server());
        }
        return expected.containsAll(answer.values())
                ? Seen.up(what)
                : Seen.down(what + "; expected: " + String.join(", ", expected));
    }

    /** Silence is the name server's. */
    @Override
    public ServiceState silence() {
        return ServiceState.UNKNOWN;
    }
}
