package dev.muster.host;

import dev.muster.plan.Host;
import dev.muster.plan.Service;

/** The machines of the plan. */
public interface Hosts {

    /** That machine. Nothing is connected yet: whether it can be reached shows with its first command. */
    Machine machine(Host host);

    /** The files of that machine. Nothing is connected yet. */
    HostFiles files(Host host);

    /**
     * Start, stop and look at a service on its machine.
     *
     * @throws dev.muster.common.Refused when it runs by other means
     */
    ServiceControl control(Host host, Service service);
}
