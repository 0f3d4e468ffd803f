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
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.springframework.stereotype.Component;

/** Sends the requests to another server: writes nginx's file, lets nginx test it, reloads and sees who answers. */
@Component
class SwitchProxyStep implements RecoveryStep {

    private static final Duration WELL = Duration.ofSeconds(10);

    private final Hosts hosts;
    private final FrontDoor door = new FrontDoor();

    SwitchProxyStep(Hosts hosts) {
        this.hosts = hosts;
    }

    @Override
    public String type() {
        return "switch-proxy";
    }

    @Override
    public String about() {
        return "Writes nginx's file so that another server takes the requests, tests it, reloads and sees who answers;"
                + " what nginx refuses does not stay.";
    }

    @Override
    public List<StepSetting> settings() {
        return List.of(Nginx.PROXY);
    }

    @Override
    public StepDescription describe(StepContext context) {
        Nginx nginx = Nginx.of(context, hosts);
        Turn turn = Turn.of(context, nginx);
        List<String> servers = NginxFile.of(nginx.proxy(), turn.route())
                .text()
                .lines()
                .filter(it -> it.startsWith("    server "))
                .toList();
        return new StepDescription(
                "Sends the requests to " + turn.server().key() + "; the others are "
                        + turn.others().word() + " meanwhile. Requests that have begun end where they are",
                change(context, nginx).commands(servers),
                turn.others() == Route.Others.DOWN
                        ? List.of("No server takes over from " + turn.server().key()
                                + " until the others are backup again")
                        : List.of(),
                "puts the file before in its place and reloads");
    }

    @Override
    public List<Finding> check(StepContext context) {
        try {
            Nginx nginx = Nginx.of(context, hosts);
            List<Finding> findings = new ArrayList<>(FileFindings.of(nginx, hosts, context));
            notBlocked(nginx);
            return findings;
        } catch (Refused e) {
            return List.of(Finding.block("nginx", e.getMessage()));
        }
    }

    @Override
    public StepOutcome run(StepContext context) {
        try {
            Nginx nginx = Nginx.of(context, hosts);
            notBlocked(nginx);
            Turn turn = Turn.of(context, nginx);
            turn.keep(context, nginx);
            FileSwitch change = change(context, nginx);
            NginxFile wanted = NginxFile.of(nginx.proxy(), turn.route());
            change.into(wanted);
            try {
                String token = wanted.token().orElseThrow();
                change.inForce(token);
                served(context, nginx, turn, token);
            } catch (Refused e) {
                throw change.putBack(e, true);
            }
            return StepOutcome.done(
                    turn.server().key() + " answers through nginx; the others are "
                            + turn.others().word(),
                    Map.of(
                            "proxy." + nginx.proxy().key() + ".active",
                            turn.server().key()));
        } catch (Refused e) {
            return new StepOutcome.Failed(e.getMessage(), true);
        }
    }

    /** Who is isolated stays isolated: a file of this step would let everybody in again. */
    private static void notBlocked(Nginx nginx) {
        if (nginx.route().blocked()) {
            throw new Refused("Traffic is blocked at nginx on " + nginx.host()
                    + ": take the way back of the run that blocked it first");
        }
    }

    private void served(StepContext context, Nginx nginx, Turn turn, String token) {
        long deadline = System.nanoTime() + WELL.toNanos();
        while (true) {
            FrontDoor.Answer answer = door.ask(nginx.proxy().verify(), token);
            String by = answer.upstream().map(nginx::name).orElse("nobody");
            if (answer.status() == 200 && by.equals(turn.server().key())) {
                return;
            }
            if (System.nanoTime() > deadline) {
                throw new Refused(nginx.proxy().verify() + " through nginx: " + answer.words() + ", by " + by);
            }
            context.guard();
            FileSwitch.pause();
        }
    }

    @Override
    public StepOutcome undo(StepContext context) {
        try {
            return StepOutcome.done(change(context, Nginx.of(context, hosts)).back());
        } catch (Refused e) {
            return new StepOutcome.Failed(e.getMessage(), true);
        }
    }

    private FileSwitch change(StepContext context, Nginx nginx) {
        return new FileSwitch(context, nginx, type(), door);
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
