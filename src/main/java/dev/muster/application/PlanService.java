package dev.muster.application;

import dev.muster.common.Refused;
import dev.muster.host.Hosts;
import dev.muster.host.ServiceControl;
import dev.muster.plan.Service;
import dev.muster.plan.StepSetting;
import dev.muster.recovery.step.Finding;
import dev.muster.recovery.step.StepContext;
import java.util.List;

/** The service that a step's setting names, with the means to start and stop it. */
record PlanService(Service service, ServiceControl control) {

    static final StepSetting SETTING = StepSetting.required("service", StepSetting.Kind.SERVICE, "the service");

    static final String STOPPED_AT = "app.stopped-at";

    static Service named(StepContext context) {
        return context.plan().needService(context.needSetting(SETTING.name()));
    }

    static PlanService of(StepContext context, Hosts hosts) {
        Service service = named(context);
        return new PlanService(service, hosts.control(context.plan().needHost(service.host()), service));
    }

    static List<Finding> check(StepContext context, Hosts hosts) {
        try {
            PlanService service = of(context, hosts);
            String name = service.service().key();
            return List.of(
                    service.control().running()
                            ? Finding.ok("service " + name, "runs and can be controlled")
                            : Finding.warn("service " + name, "does not run now; it will be started after the swap"));
        } catch (Refused e) {
            return List.of(Finding.block("service", e.getMessage()));
        }
    }

    /** Whether the run stopped it, so that the way back starts it again. */
    String wasRunning() {
        return "service." + service.key() + ".was-running";
    }
}
