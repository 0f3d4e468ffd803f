package dev.muster.failover;

import dev.muster.common.Refused;
import dev.muster.host.Command;
import dev.muster.host.CommandResult;
import dev.muster.host.HostFiles;
import dev.muster.host.Hosts;
import dev.muster.host.ServiceControl;
import dev.muster.plan.Failover;
import dev.muster.plan.Host;
import dev.muster.plan.Plan;
import dev.muster.plan.Service;
import dev.muster.recovery.step.StepContext;
import dev.muster.recovery.step.StepOutcome;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.springframework.stereotype.Component;

/** Keeps an old primary from writing, in the ways that the plan allows, and says what proves it. */
@Component
class Fences {

    static final String SIGNAL = "standby.signal";
    static final String MARKED = "fence.marked";
    static final String WAS_RUNNING = "fence.was-running";
    static final String STOPPED_APPLICATION = "fence.stopped.";

    private static final Duration ENDS = Duration.ofSeconds(15);
    private static final Duration COMMAND = Duration.ofMinutes(1);

    private final Hosts hosts;
    private final ServerProcesses processes;

    Fences(Hosts hosts, ServerProcesses processes) {
        this.hosts = hosts;
        this.processes = processes;
    }

    /**
     * Marks its data directory as a standby's, so that it starts read only whoever starts it, ends it and looks that
     * nothing of it is left.
     *
     * @return what proves it
     */
    String stopServer(StepContext context, Node node) {
        mark(context, node);
        ServiceControl control = hosts.control(node.host(), node.service());
        List<Long> seen = processes.of(node);
        boolean runs = !seen.isEmpty();
        if (context.fact(WAS_RUNNING).isEmpty()) {
            context.keepFact(WAS_RUNNING, Boolean.toString(runs));
        }
        context.guard();
        context.command("end every process in " + node.server().directory() + " on "
                + node.host().key() + ", then stop: " + control.describe());
        processes.end(context, node, ENDS, seen);
        // Whoever watches over it must not start it again; it would come up read only, and is ended then, too.
        if (!stopped(context, control)) {
            // All that was there before the mark is gone, so what came since only reads; it is ended all the same.
            processes.end(context, node, ENDS);
        }
        return "none of its processes is left on " + node.host().key()
                + ", and its data directory is marked as a standby's";
    }

    private static boolean stopped(StepContext context, ServiceControl control) {
        try {
            control.stop();
            return true;
        } catch (Refused e) {
            context.log("WARN " + e.getMessage());
            return false;
        }
    }

    private void mark(StepContext context, Node node) {
        HostFiles files = hosts.files(node.host());
        Path directory = Path.of(node.server().directory());
        HostFiles.Facts folder = files.facts(directory)
                .filter(it -> it.kind() == HostFiles.Kind.FOLDER)
                .orElseThrow(() -> new Refused(
                        directory + " on " + node.host().key() + " is no folder: it is not the server's data"));
        Path signal = directory.resolve(SIGNAL);
        if (files.facts(signal).isEmpty()) {
            context.keepFact(MARKED, "true");
            context.guard();
            context.command("make " + signal + " on " + node.host().key());
            files.write(signal, new byte[0], new HostFiles.Access(0600, folder.owner(), folder.group()));
        }
    }

    /** The way back of a fence: only as long as the other one is not promoted. */
    StepOutcome letGo(StepContext context) {
        if (context.fact(Pair.TO).isEmpty()) {
            return StepOutcome.done("nothing was fenced");
        }
        return Steps.tried(() -> {
            Pair pair = Pair.known(context);
            if (context.fact(PromoteStandbyStep.SENT).isPresent()) {
                NodeLook to = NodeLook.at(pair.to().session());
                if (to.writable()) {
                    return StepOutcome.done(pair.to().place() + " is the primary now: the old one stays fenced");
                }
                if (!to.standby()) {
                    throw new Refused("Whether " + pair.to().place() + " was promoted is not known (it " + to.words()
                            + "): the old primary stays fenced until that is known");
                }
            }
            release(context, pair.from());
            return StepOutcome.done("the fence around " + pair.from().place() + " is taken away");
        });
    }

    /** Takes the mark away that this run made, and starts the server when it ran before. */
    private void release(StepContext context, Node node) {
        if (context.fact(MARKED).isPresent()) {
            context.guard();
            hosts.files(node.host()).remove(Path.of(node.server().directory()).resolve(SIGNAL));
        }
        if (context.fact(WAS_RUNNING).filter("true"::equals).isPresent()) {
            context.guard();
            hosts.control(node.host(), node.service()).start();
        }
        for (Failover.Application application : node.failover().applications()) {
            if (context.fact(STOPPED_APPLICATION + application.service()).isPresent()) {
                context.guard();
                control(context.plan(), application).start();
            }
        }
    }

    String command(StepContext context, Node node) {
        Failover.Fencing fencing = node.failover().fence().command().orElseThrow();
        Host host = context.plan().needHost(fencing.host());
        Command command = new Command(fencing.arguments(), Map.of(), null, COMMAND);
        context.guard();
        context.command(host.key() + ": " + hosts.machine(host).display(command));
        CommandResult result = hosts.machine(host).run(command, Steps.output(context));
        if (!result.succeeded()) {
            throw new Refused(
                    "the fencing command on " + host.key() + " ended with " + result.exitCode() + ": " + result.tail());
        }
        NodeLook after = NodeLook.at(node.session());
        if (after.writable()) {
            throw new Refused("the fencing command ended well, and " + node.place() + " still " + after.words());
        }
        return "the plan's fencing command on " + host.key() + " ended well";
    }

    /**
     * Stops a healthy primary cleanly: what it still has goes to its standby before it ends. Marked first, so that it
     * comes back read only.
     *
     * @return what proves that it does not write
     */
    String stopCleanly(StepContext context, Node node) {
        mark(context, node);
        context.keepFact(WAS_RUNNING, "true");
        ServiceControl control = hosts.control(node.host(), node.service());
        context.guard();
        context.command("stop " + node.service().key() + ": " + control.describe());
        control.stop();
        if (!processes.of(node).isEmpty()) {
            throw new Refused(node.words() + " was stopped and some of its processes are left: " + processes.of(node));
        }
        return "it was stopped cleanly, and its data directory is marked as a standby's";
    }

    /** All that write to it stand still; they come back with the new address only. */
    String stopApplications(StepContext context, Node node) {
        List<String> stopped = new ArrayList<>();
        for (Failover.Application application : node.failover().applications()) {
            ServiceControl control = control(context.plan(), application);
            context.guard();
            context.keepFact(STOPPED_APPLICATION + application.service(), "true");
            context.command("stop " + application.service() + ": " + control.describe());
            control.stop();
            if (control.running()) {
                throw new Refused(application.service() + " was stopped and still runs");
            }
            stopped.add(application.service());
        }
        return "all that write to it are stopped (" + String.join(", ", stopped)
                + ") and come back with the new address only";
    }

    /** Whether the ways could work as things are; one entry for each, with what is in its way. */
    Map<String, Optional<String>> outlook(Plan plan, Node node) {
        Map<String, Optional<String>> ways = new java.util.LinkedHashMap<>();
        Failover.Fence fence = node.failover().fence();
        if (fence.stopServer()) {
            ways.put("stop-server", hindrance(() -> {
                processes.of(node);
                Path directory = Path.of(node.server().directory());
                if (hosts.files(node.host()).facts(directory).isEmpty()) {
                    throw new Refused(directory + " is not on " + node.host().key());
                }
                hosts.control(node.host(), node.service());
            }));
        }
        fence.command()
                .ifPresent(it -> ways.put("command", hindrance(() -> hosts.machine(plan.needHost(it.host()))
                        .run(Command.of(Duration.ofSeconds(8), "true"), dev.muster.host.CommandListener.silent()))));
        if (fence.stopApplications()) {
            ways.put("stop-applications", hindrance(() -> node.failover()
                    .applications()
                    .forEach(it -> control(plan, it).running())));
        }
        return ways;
    }

    private static Optional<String> hindrance(Runnable look) {
        try {
            look.run();
            return Optional.empty();
        } catch (Refused e) {
            return Optional.of(String.valueOf(e.getMessage()));
        }
    }

    ServiceControl control(Plan plan, Failover.Application application) {
        Service service = plan.needService(application.service());
        return hosts.control(plan.needHost(service.host()), service);
    }
}
