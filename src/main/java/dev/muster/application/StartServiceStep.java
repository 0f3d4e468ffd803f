package dev.muster.application;

import dev.muster.common.Refused;
import dev.muster.host.Hosts;
import dev.muster.plan.StepSetting;
import dev.muster.recovery.step.Finding;
import dev.muster.recovery.step.RecoveryStep;
import dev.muster.recovery.step.StepContext;
import dev.muster.recovery.step.StepDescription;
import dev.muster.recovery.step.StepEffect;
import dev.muster.recovery.step.StepOutcome;
import java.util.List;
import java.util.Map;
import org.springframework.stereotype.Component;

/** Starts a service; whether it is well is the question of the step that verifies. */
@Component
class StartServiceStep implements RecoveryStep {

    private final Hosts hosts;

    StartServiceStep(Hosts hosts) {
        this.hosts = hosts;
    }

    @Override
    public String type() {
        return "start-service";
    }

    @Override
    public String about() {
        return "Starts a service; when it does not come up, says why.";
    }

    @Override
    public List<StepSetting> settings() {
        return List.of(PlanService.SETTING);
    }

    @Override
    public List<Finding> check(StepContext context) {
        return PlanService.check(context, hosts);
    }

    @Override
    public StepDescription describe(StepContext context) {
        PlanService service = PlanService.of(context, hosts);
        return new StepDescription(
                "Starts " + service.service().title(),
                List.of(service.control().describe()),
                List.of(),
                "stops it for the way back");
    }

    @Override
    public StepOutcome run(StepContext context) {
        try {
            PlanService service = PlanService.of(context, hosts);
            context.keepFact(started(service), "true");
            context.guard();
            context.command("start " + service.service().key() + ": "
                    + service.control().describe());
            service.control().start();
            return StepOutcome.done(service.service().title() + " is started", Map.of(started(service), "true"));
        } catch (Refused e) {
            return new StepOutcome.Failed(e.getMessage(), true);
        }
    }

    /** Nobody may write into a database that is about to be swapped back. */
    @Override
    public StepOutcome undo(StepContext context) {
        try {
            PlanService service = PlanService.of(context, hosts);
            if (context.fact(started(service)).isEmpty()) {
                return StepOutcome.done("it was not this run that started it");
            }
            context.guard();
            service.control().stop();
            return StepOutcome.done("stopped " + service.service().title());
        } catch (Refused e) {
            return new StepOutcome.Failed(e.getMessage(), true);
        }
    }

    private static String started(PlanService service) {
        return "service." + service.service().key() + ".started";
    }

    @Override
    public StepEffect effect() {
        return StepEffect.REVERSIBLE;
    }

    @Override
    public boolean repeatable() {
        return true;
    }
}
