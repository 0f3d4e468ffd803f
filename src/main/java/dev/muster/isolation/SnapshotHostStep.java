package dev.muster.isolation;

import dev.muster.common.Refused;
import dev.muster.host.Command;
import dev.muster.host.CommandResult;
import dev.muster.host.Hosts;
import dev.muster.host.Machine;
import dev.muster.plan.Host;
import dev.muster.plan.StepSetting;
import dev.muster.recovery.step.Finding;
import dev.muster.recovery.step.RecoveryStep;
import dev.muster.recovery.step.StepContext;
import dev.muster.recovery.step.StepDescription;
import dev.muster.recovery.step.StepEffect;
import dev.muster.recovery.step.StepOutcome;
import java.io.IOException;
import java.io.OutputStream;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.springframework.stereotype.Component;

/** What is gone first: processes, sockets and who is logged in. A host that does not answer is named, and stops nothing. */
@Component
class SnapshotHostStep implements RecoveryStep {

    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final long MOST_BYTES = 50_000_000;

    /** By the name of the piece. Each is a program that a plain server has. */
    private static final Map<String, List<String>> PIECES = pieces();

    private final Hosts hosts;
    private final EvidencePlace place;

    SnapshotHostStep(Hosts hosts, EvidencePlace place) {
        this.hosts = hosts;
        this.place = place;
    }

    private static Map<String, List<String>> pieces() {
        Map<String, List<String>> pieces = new LinkedHashMap<>();
        pieces.put(
                "processes.txt",
                List.of("ps", "-ww", "-e", "--sort=pid", "-o", "pid,ppid,user,lstart,stat,wchan:20,args"));
        pieces.put("sockets.txt", List.of("ss", "-H", "-a", "-n", "-p", "-t", "-u"));
        pieces.put("logged-in.txt", List.of("who", "-a"));
        pieces.put("logins.txt", List.of("last", "-F", "-w", "-n", "200"));
        return pieces;
    }

    @Override
    public String type() {
        return "snapshot-host";
    }

    @Override
    public String about() {
        return "Takes evidence of a host before anything is stopped: processes, sockets, who is logged in and was. What"
                + " cannot be taken is named.";
    }

    @Override
    public List<StepSetting> settings() {
        return List.of(Taking.HOST);
    }

    @Override
    public StepDescription describe(StepContext context) {
        Machine machine = hosts.machine(Taking.host(context));
        return StepDescription.of(
                "Takes evidence of " + Taking.host(context).key() + " into "
                        + place.folder(context).path(),
                PIECES.values().stream()
                        .map(it -> machine.display(Command.of(PATIENCE, it.toArray(String[]::new))))
                        .toList());
    }

    @Override
    public List<Finding> check(StepContext context) {
        return Reachable.findings(hosts, Taking.host(context));
    }

    @Override
    public StepOutcome run(StepContext context) {
        try {
            Host host = Taking.host(context);
            Taking taking = new Taking(place.folder(context), host.key());
            PIECES.forEach((name, arguments) -> {
                context.guard();
                taking.take(name, out -> write(context, host, arguments, out));
            });
            return taking.outcome(context);
        } catch (Refused e) {
            return new StepOutcome.Failed(e.getMessage(), true);
        }
    }

    private void write(StepContext context, Host host, List<String> arguments, OutputStream out) throws IOException {
        Machine machine = hosts.machine(host);
        Command command = new Command(arguments, context.processEnvironment(), null, PATIENCE);
        context.command(machine.display(command));
        EvidenceFolder.line(out, "# " + host.key() + " at " + context.now() + ": " + command.display());
        long[] written = {0};
        CommandResult result = machine.run(command, (error, text) -> {
            synchronized (written) {
                written[0] += text.length();
                if (written[0] > MOST_BYTES) {
                    throw new Refused("it has more than " + MOST_BYTES + " bytes");
                }
                EvidenceFolder.line(out, error ? "# " + text : text);
            }
        });
        EvidenceFolder.line(out, "# ended with " + result.exitCode());
        if (!result.succeeded() && written[0] == 0) {
            throw new Refused(arguments.getFirst() + " on " + host.key() + " ended with " + result.exitCode());
        }
    }

    @Override
    public StepEffect effect() {
        return StepEffect.READ_ONLY;
    }

    @Override
    public boolean repeatable() {
        return true;
    }
}
