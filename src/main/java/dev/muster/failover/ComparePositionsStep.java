package dev.muster.failover;

import dev.muster.common.Refused;
import dev.muster.host.Command;
import dev.muster.host.CommandResult;
import dev.muster.host.Hosts;
import dev.muster.recovery.step.Finding;
import dev.muster.recovery.step.RecoveryStep;
import dev.muster.recovery.step.StepContext;
import dev.muster.recovery.step.StepDescription;
import dev.muster.recovery.step.StepEffect;
import dev.muster.recovery.step.StepOutcome;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.springframework.stereotype.Component;

/** The stopped primary's last record must have been replayed by the standby: then nothing is lost. */
@Component
class ComparePositionsStep implements RecoveryStep {

    private static final Duration CATCHES_UP = Duration.ofSeconds(30);
    private static final Duration LOOK = Duration.ofSeconds(10);

    private final Hosts hosts;

    ComparePositionsStep(Hosts hosts) {
        this.hosts = hosts;
    }

    @Override
    public String type() {
        return "compare-positions";
    }

    @Override
    public String about() {
        return "Waits until the standby has replayed the stopped primary's last record; else nothing is promoted.";
    }

    @Override
    public StepDescription describe(StepContext context) {
        Node from = Pair.of(context).from();
        return StepDescription.of(
                "Compares the last record of both",
                List.of(String.join(
                        " ", from.program("pg_controldata", from.server().directory()))));
    }

    @Override
    public List<Finding> check(StepContext context) {
        return List.of();
    }

    @Override
    public StepOutcome run(StepContext context) {
        return Steps.tried(() -> {
            Pair pair = Pair.known(context);
            Map<String, String> control = control(context, pair.from());
            String state = control.getOrDefault("Database cluster state", "");
            if (!state.equals("shut down")) {
                throw new Refused(pair.from().place() + " was not shut down cleanly: its state is \"" + state
                        + "\". Nothing is promoted");
            }
            Wal last = Wal.of(control.getOrDefault("Latest checkpoint location", ""));
            // Its last record is the checkpoint of the shutdown; what has replayed that stands behind it.
            boolean equal = Steps.until(
                    context,
                    CATCHES_UP,
                    () -> NodeLook.at(pair.to().session()).replayed().compareTo(last) > 0);
            if (!equal) {
                throw new Refused(pair.to().place() + " has replayed up to "
                        + NodeLook.at(pair.to().session()).replayed() + " and not the last record at " + last
                        + ": nothing is promoted; cancel, and the old primary is started again");
            }
            return StepOutcome.done("the last record, at " + last + ", is replayed: nothing is lost");
        });
    }

    private Map<String, String> control(StepContext context, Node node) {
        Map<String, String> found = new ConcurrentHashMap<>();
        CommandResult result = hosts.machine(node.host())
                .run(
                        new Command(node.program("pg_controldata", node.server().directory()), Map.of(), null, LOOK),
                        (error, line) -> {
                            context.output(error, line);
                            int colon = line.indexOf(':');
                            if (colon > 0) {
                                found.put(
                                        line.substring(0, colon).strip(),
                                        line.substring(colon + 1).strip());
                            }
                        });
        if (!result.succeeded()) {
            throw new Refused("pg_controldata on " + node.host().key() + ": " + result.tail());
        }
        return found;
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
