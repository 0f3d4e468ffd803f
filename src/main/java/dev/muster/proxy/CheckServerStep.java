package dev.muster.proxy;

import dev.muster.common.Refused;
import dev.muster.host.Hosts;
import dev.muster.plan.StepSetting;
import dev.muster.recovery.step.Finding;
import dev.muster.recovery.step.RecoveryStep;
import dev.muster.recovery.step.StepContext;
import dev.muster.recovery.step.StepDescription;
import dev.muster.recovery.step.StepEffect;
import dev.muster.recovery.step.StepOutcome;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.springframework.stereotype.Component;

/** Asks the server that is to take over, past nginx, before anything is switched. */
@Component
class CheckServerStep implements RecoveryStep {

    private static final String CHECK = "server";

    private final Hosts hosts;
    private final FrontDoor door = new FrontDoor();

    CheckServerStep(Hosts hosts) {
        this.hosts = hosts;
    }

    @Override
    public String type() {
        return "check-application-server";
    }

    @Override
    public String about() {
        return "Asks the server that is to take the requests whether it is well, and says who takes them now.";
    }

    @Override
    public List<StepSetting> settings() {
        return List.of(Nginx.PROXY);
    }

    @Override
    public StepDescription describe(StepContext context) {
        Nginx nginx = Nginx.of(context, hosts);
        Turn turn = Turn.of(context, nginx);
        return StepDescription.of(
                "Asks " + turn.server().key() + " for its health, past nginx",
                List.of("GET " + turn.server().health()));
    }

    @Override
    public List<Finding> check(StepContext context) {
        try {
            Nginx nginx = Nginx.of(context, hosts);
            Turn turn = Turn.of(context, nginx);
            List<Finding> findings = new ArrayList<>();
            FrontDoor.Answer health = door.ask(turn.server().health());
            findings.add(
                    health.status() == 200
                            ? Finding.ok(CHECK, turn.server().key() + " is well")
                            : unwell(context, turn, health));
            findings.add(now(nginx));
            return findings;
        } catch (Refused e) {
            return List.of(Finding.block(CHECK, e.getMessage()));
        }
    }

    @Override
    public StepOutcome run(StepContext context) {
        try {
            Nginx nginx = Nginx.of(context, hosts);
            Turn turn = Turn.of(context, nginx);
            turn.keep(context, nginx);
            context.command("GET " + turn.server().health());
            FrontDoor.Answer health = door.ask(turn.server().health());
            if (health.status() != 200) {
                return new StepOutcome.Failed(unwell(turn, health), true);
            }
            Finding now = now(nginx);
            return StepOutcome.done(turn.server().key() + " is well. " + now.message(), Map.of());
        } catch (Refused e) {
            return new StepOutcome.Failed(e.getMessage(), true);
        }
    }

    /** After a database that moves first it may be well; the step itself asks again before anything is switched. */
    private static Finding unwell(StepContext context, Turn turn, FrontDoor.Answer health) {
        String message = unwell(turn, health);
        return context.comesLater()
                ? Finding.warn(CHECK, message + ". It is asked again when what comes before is done")
                : Finding.block(CHECK, message);
    }

    private static String unwell(Turn turn, FrontDoor.Answer health) {
        return turn.server().key() + " is not well at " + turn.server().health() + ": " + health.words()
                + ". Nothing is switched to it";
    }

    /** nginx leaves a dead server by itself, and then a switch only makes a rule of what it does already. */
    private Finding now(Nginx nginx) {
        String check = "nginx";
        Route route = nginx.route();
        String token =
                nginx.present().map(NginxFile::new).flatMap(NginxFile::token).orElse("");
        FrontDoor.Answer answer = door.ask(nginx.proxy().verify(), token);
        if (answer.status() != 200) {
            return Finding.warn(check, "Through nginx, " + nginx.proxy().verify() + ": " + answer.words());
        }
        if (answer.upstream().isEmpty()) {
            return Finding.ok(check, "nginx answers; by whom is not known before Muster has written its file");
        }
        String name = nginx.name(answer.upstream().get());
        return name.equals(route.active())
                ? Finding.ok(check, "Through nginx " + name + " answers")
                : Finding.warn(
                        check,
                        "nginx has moved by itself: " + route.active() + " does not answer it, " + name
                                + " does. The switch makes that the rule, so that no request waits for "
                                + route.active() + " first");
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
