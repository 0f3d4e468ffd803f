package dev.muster.application;

import dev.muster.common.Refused;
import dev.muster.host.Command;
import dev.muster.host.CommandListener;
import dev.muster.host.CommandResult;
import dev.muster.host.Hosts;
import dev.muster.host.ServiceControl;
import dev.muster.plan.Service;
import dev.muster.plan.ServiceReload;
import dev.muster.recovery.step.Finding;
import dev.muster.recovery.step.StepContext;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.springframework.stereotype.Component;

/** Asks services whether they would take files that were put in place, and lets them read them. */
@Component
public class ServiceReloads {

    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final Hosts hosts;

    public ServiceReloads(Hosts hosts) {
        this.hosts = hosts;
    }

    /** What will be run, for a preview. */
    public List<String> commands(StepContext context, List<ServiceReload> reloads) {
        List<String> commands = new ArrayList<>();
        for (ServiceReload reload : reloads) {
            if (!reload.test().isEmpty()) {
                commands.add(String.join(" ", reload.test()));
            }
            commands.add(word(reload) + " " + reload.service());
        }
        return commands;
    }

    public List<Finding> check(StepContext context, List<ServiceReload> reloads) {
        return reloads.stream().map(it -> finding(context, it)).toList();
    }

    private Finding finding(StepContext context, ServiceReload reload) {
        try {
            return control(context, reload).running()
                    ? Finding.ok("service " + reload.service(), "runs and can be told to read its files again")
                    : Finding.warn(
                            "service " + reload.service(), "does not run now: it reads the files when it starts");
        } catch (Refused e) {
            return Finding.block("service " + reload.service(), e.getMessage());
        }
    }

    /** Why a service would not take the files as they are now; empty when all would. */
    public Optional<String> refusal(StepContext context, List<ServiceReload> reloads) {
        for (ServiceReload reload : reloads) {
            if (!reload.test().isEmpty()) {
                context.command(String.join(" ", reload.test()));
                Map<String, String> environment = context.processEnvironment();
                CommandResult result = hosts.machine(
                                context.plan().needHost(service(context, reload).host()))
                        .run(new Command(reload.test(), environment, null, PATIENCE), new CommandListener() {
                            @Override
                            public void started(Process process) {
                                context.working(process);
                            }

                            @Override
                            public void line(boolean error, String line) {
                                context.output(error, line);
                            }
                        });
                if (!result.succeeded()) {
                    return Optional.of(reload.service() + " would not take the files ("
                            + String.join(" ", reload.test()) + " ended with " + result.exitCode() + "): "
                            + result.tail().strip());
                }
            }
        }
        return Optional.empty();
    }

    /**
     * Lets each that runs read its files again.
     *
     * @throws Refused with its last lines when one does not stay up
     */
    public void tell(StepContext context, List<ServiceReload> reloads) {
        for (ServiceReload reload : reloads) {
            ServiceControl control = control(context, reload);
            if (!control.running()) {
                context.log(reload.service() + " does not run: it reads the files when it starts");
                continue;
            }
            context.guard();
            context.command(word(reload) + " " + reload.service());
            switch (reload.how()) {
                case RELOAD -> control.reload();
                case RESTART -> control.restart();
            }
        }
    }

    private ServiceControl control(StepContext context, ServiceReload reload) {
        Service service = service(context, reload);
        return hosts.control(context.plan().needHost(service.host()), service);
    }

    private static Service service(StepContext context, ServiceReload reload) {
        return context.plan().needService(reload.service());
    }

    private static String word(ServiceReload reload) {
        return switch (reload.how()) {
            case RELOAD -> "reload";
            case RESTART -> "restart";
        };
    }
}
