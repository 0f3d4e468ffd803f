package dev.muster.host;

import dev.muster.plan.Service;

/** The machines of the plan. */
public interface Hosts {

    /**
     * The machine with that key in the plan.
     *
     * @throws dev.muster.common.Refused when the connection kind cannot be used yet or the key is unknown
     */
    Machine machine(dev.muster.plan.Host host);

    /** Start, stop and look at a service on its machine. */
    ServiceControl control(dev.muster.plan.Host host, Service service);
}
