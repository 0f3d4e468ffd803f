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

/** Stops a service and notes when: from then on the application is down. */
@Component
class StopServiceStep implements RecoveryStep {

    private final Hosts hosts;

    StopServiceStep(Hosts hosts) {
        this.hosts = hosts;
    }

    @Override
    public String type() {
        return "stop-service";
    }

    @Override
    public String about() {
        return "Stops a service and notes since when the application is down.";
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
        String title = service.service().title();
        return new StepDescription(
                "Stops " + title,
                List.of(service.control().describe()),
                List.of(title + " is down until it is started and verified again"),
                "starts it again");
    }

    @Override
    public StepOutcome run(StepContext context) {
        try {
            PlanService service = PlanService.of(context, hosts);
            if (context.fact(service.wasRunning()).isEmpty()) {
                context.keepFact(
                        service.wasRunning(), Boolean.toString(service.control().running()));
            }
            if (context.fact(PlanService.STOPPED_AT).isEmpty()) {
                context.keepFact(PlanService.STOPPED_AT, context.now().toString());
            }
            context.guard();
            context.command(
                    "stop " + service.service().key() + ": " + service.control().describe());
            service.control().stop();
            return StepOutcome.done(
                    service.service().title() + " is stopped",
                    Map.of(
                            PlanService.STOPPED_AT,
                            context.fact(PlanService.STOPPED_AT).orElseThrow()));
        } catch (Refused e) {
            return new StepOutcome.Failed(e.getMessage(), true);
        }
    }

    @Override
    public StepOutcome undo(StepContext context) {
        try {
            PlanService service = PlanService.of(context, hosts);
            if (!context.fact(service.wasRunning()).orElse("false").equals("true")) {
                return StepOutcome.done("it was not this run that stopped it");
            }
            context.guard();
            service.control().start();
            return StepOutcome.done("started " + service.service().title() + " again");
        } catch (Refused e) {
            return new StepOutcome.Failed(e.getMessage(), true);
        }
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
