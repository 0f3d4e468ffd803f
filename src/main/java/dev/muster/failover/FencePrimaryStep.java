package dev.muster.failover;

import dev.muster.common.Refused;
import dev.muster.plan.Failover;
import dev.muster.recovery.step.Finding;
import dev.muster.recovery.step.RecoveryStep;
import dev.muster.recovery.step.StepContext;
import dev.muster.recovery.step.StepDescription;
import dev.muster.recovery.step.StepEffect;
import dev.muster.recovery.step.StepOutcome;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.springframework.stereotype.Component;

/** Makes sure that the old primary cannot write, also when it comes back: before that nothing is promoted. */
@Component
class FencePrimaryStep implements RecoveryStep {

    static final String PROOF = "fence.proof";
    /** Which way it was; {@code stop-server} means that its log can be read. */
    static final String HOW = "fence.how";

    private final Fences fences;
    private final PatroniGuard patroni;

    FencePrimaryStep(Fences fences, PatroniGuard patroni) {
        this.fences = fences;
        this.patroni = patroni;
    }

    @Override
    public String type() {
        return "fence-primary";
    }

    @Override
    public String about() {
        return "Keeps the old primary from writing, by the first way of the plan that is proved; without proof it"
                + " fails.";
    }

    @Override
    public StepDescription describe(StepContext context) {
        Node from = Pair.of(context).from();
        Failover.Fence fence = from.failover().fence();
        List<String> commands = new ArrayList<>();
        if (fence.stopServer()) {
            commands.add(from.host().key() + ": make " + from.server().directory() + "/" + Fences.SIGNAL
                    + ", end every process there, stop the service "
                    + from.service().key());
        }
        fence.command().ifPresent(it -> commands.add(it.host() + ": " + String.join(" ", it.arguments())));
        if (fence.stopApplications()) {
            from.failover().applications().forEach(it -> commands.add("stop " + it.service()));
        }
        return new StepDescription(
                "Keeps " + from.place() + " from writing, by the first of these that is proved",
                commands,
                List.of(from.words() + " takes no writes until it has rejoined"),
                "as long as nothing is promoted: takes the mark away and starts it again");
    }

    @Override
    public List<Finding> check(StepContext context) {
        return Steps.looked("fence", () -> {
            Pair pair = Pair.of(context);
            patroni.refuse(pair);
            Node from = pair.from();
            Map<String, Optional<String>> outlook = fences.outlook(context.plan(), from);
            List<Finding> findings = new ArrayList<>();
            boolean some = outlook.values().stream().anyMatch(Optional::isEmpty);
            outlook.forEach((way, hindrance) -> findings.add(hindrance
                    .map(why -> some ? Finding.warn("fence " + way, why) : Finding.block("fence " + way, why))
                    .orElseGet(() -> Finding.ok("fence " + way, "can be tried"))));
            if (!some) {
                findings.add(Finding.block(
                        "fence", "no fence can be proved: " + from.place() + " might come back and take writes"));
            }
            return findings;
        });
    }

    @Override
    public StepOutcome run(StepContext context) {
        return Steps.tried(() -> {
            Pair pair = Pair.known(context);
            patroni.refuse(pair);
            Node from = pair.from();
            Failover.Fence fence = from.failover().fence();
            Map<String, Supplier<String>> ways = new LinkedHashMap<>();
            if (fence.stopServer()) {
                ways.put("stop-server", () -> fences.stopServer(context, from));
            }
            if (fence.command().isPresent()) {
                ways.put("command", () -> fences.command(context, from));
            }
            if (fence.stopApplications()) {
                ways.put("stop-applications", () -> fences.stopApplications(context, from));
            }
            List<String> failures = new ArrayList<>();
            for (Map.Entry<String, Supplier<String>> way : ways.entrySet()) {
                try {
                    String proof = way.getValue().get();
                    return StepOutcome.done(
                            from.place() + " is fenced: " + proof, Map.of(PROOF, proof, HOW, way.getKey()));
                } catch (Refused e) {
                    context.log("WARN " + way.getKey() + " proves nothing: " + e.getMessage());
                    failures.add(way.getKey() + ": " + e.getMessage());
                }
            }
            return new StepOutcome.Failed(
                    "No fence can be proved, so nothing is promoted: " + String.join("; ", failures), true);
        });
    }

    @Override
    public StepOutcome undo(StepContext context) {
        return fences.letGo(context);
    }

    @Override
    public StepEffect effect() {
        return StepEffect.REVERSIBLE;
    }

    /** Once the other one is promoted, the old primary comes back as a standby, by another procedure. */
    @Override
    public boolean hasWayBack() {
        return false;
    }

    @Override
    public boolean repeatable() {
        return true;
    }
}
