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
import org.springframework.stereotype.Component;

/** Begins a service anew, so that nothing of what it had read before is left in it. */
@Component
class RestartServiceStep implements RecoveryStep {

    private final Hosts hosts;

    RestartServiceStep(Hosts hosts) {
        this.hosts = hosts;
    }

    @Override
    public String type() {
        return "restart-service";
    }

    @Override
    public String about() {
        return "Restarts a service, so that it works with what was restored; when it does not come up, says why.";
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
                "Restarts " + service.service().title(),
                List.of("restart " + service.service().key()),
                List.of(service.service().title() + " is down for the moment of its restart"),
                "");
    }

    @Override
    public StepOutcome run(StepContext context) {
        try {
            PlanService service = PlanService.of(context, hosts);
            context.guard();
            context.command("restart " + service.service().key());
            service.control().restart();
            return StepOutcome.done(service.service().title() + " is restarted");
        } catch (Refused e) {
            return new StepOutcome.Failed(e.getMessage(), true);
        }
    }

    @Override
    public StepEffect effect() {
        return StepEffect.REVERSIBLE;
    }

    @Override
    public boolean hasWayBack() {
        // What is put back starts its services by itself.
        return false;
    }

    @Override
    public boolean repeatable() {
        return true;
    }
}
