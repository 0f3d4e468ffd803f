package dev.muster.failover;

import dev.muster.recovery.step.Finding;
import dev.muster.recovery.step.RecoveryStep;
import dev.muster.recovery.step.StepContext;
import dev.muster.recovery.step.StepDescription;
import dev.muster.recovery.step.StepEffect;
import dev.muster.recovery.step.StepOutcome;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;

/** Both servers must be well before they change places. */
@Component
class CheckSwitchoverStep implements RecoveryStep {

    private final WayBack wayBack;

    CheckSwitchoverStep(WayBack wayBack) {
        this.wayBack = wayBack;
    }

    @Override
    public String type() {
        return "check-switchover";
    }

    @Override
    public String about() {
        return "Looks whether the primary takes writes and its standby streams from it, near enough to change places.";
    }

    @Override
    public StepDescription describe(StepContext context) {
        Pair pair = Pair.of(context);
        return StepDescription.of(
                "Looks whether " + pair.from().place() + " and " + pair.to().place() + " may change places", List.of());
    }

    @Override
    public List<Finding> check(StepContext context) {
        return Steps.looked("pair", () -> {
            List<Finding> findings = new ArrayList<>(wayBack.findings(context.plan(), context.target()));
            findings.addAll(pair(Pair.look(context.plan(), Pair.database(context))));
            return findings;
        });
    }

    private static List<Finding> pair(Pair.Seen seen) {
        Pair pair = seen.roles();
        NodeLook from = seen.of(pair.from());
        NodeLook to = seen.of(pair.to());
        List<Finding> findings = new ArrayList<>();
        findings.add(
                from.writable()
                        ? Finding.ok("primary " + pair.from().place(), from.words())
                        : Finding.block(
                                "primary " + pair.from().place(),
                                "it is not well: it " + from.words() + "; for a lost primary there is the failover"));
        String standby = "standby " + pair.to().place();
        if (!to.streaming()) {
            findings.add(Finding.block(standby, "it is not connected to the primary"));
        }
        if (to.paused()) {
            findings.add(Finding.block(standby, "its replay is paused at " + to.replayed()));
        }
        if (from.writable() && from.timeline() != to.timeline()) {
            findings.add(Finding.block(
                    standby, "it is on timeline " + to.timeline() + ", the primary on " + from.timeline()));
        }
        long behind = from.written().since(to.replayed());
        long most = pair.from().failover().mostLag();
        findings.add(
                behind > most
                        ? Finding.block(
                                standby,
                                "it is " + Steps.size(behind) + " behind; " + Steps.size(most) + " are allowed: wait")
                        : Finding.ok(standby, "streams, " + Steps.size(behind) + " behind"));
        return findings;
    }

    @Override
    public StepOutcome run(StepContext context) {
        return Steps.tried(() -> {
            if (context.fact(Pair.TO).isPresent()) {
                return StepOutcome.done("looked at before");
            }
            Pair.Seen seen = Pair.look(context.plan(), Pair.database(context));
            List<Finding> findings = pair(seen);
            String refusals = findings.stream()
                    .filter(it -> it.level() == Finding.Level.BLOCK)
                    .map(it -> it.check() + ": " + it.message())
                    .collect(Collectors.joining("; "));
            if (!refusals.isEmpty()) {
                return new StepOutcome.Failed(refusals, true);
            }
            Pair pair = seen.roles();
            return StepOutcome.done(
                    pair.from().place() + " hands over to " + pair.to().place(), pair.facts());
        });
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
