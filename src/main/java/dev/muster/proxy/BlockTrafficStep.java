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
import java.util.List;
import java.util.Optional;
import org.springframework.stereotype.Component;

/** Closes the front door: everybody gets the maintenance page, nothing reaches the application. */
@Component
class BlockTrafficStep implements RecoveryStep {

    private static final int UNAVAILABLE = 503;

    private final Hosts hosts;
    private final FrontDoor door = new FrontDoor();

    BlockTrafficStep(Hosts hosts) {
        this.hosts = hosts;
    }

    @Override
    public String type() {
        return "block-traffic";
    }

    @Override
    public String about() {
        return "Lets nginx answer every request with the maintenance page, status 503 and Retry-After.";
    }

    @Override
    public List<StepSetting> settings() {
        return List.of(Nginx.PROXY);
    }

    @Override
    public StepDescription describe(StepContext context) {
        Nginx nginx = Nginx.of(context, hosts);
        return new StepDescription(
                "Blocks all traffic at nginx on " + nginx.host() + ": maintenance page, 503, Retry-After "
                        + nginx.proxy().maintenance().retryAfter().toSeconds() + " s",
                change(context, nginx).commands(List.of()),
                List.of("Nobody reaches the application until the traffic is released"),
                "puts the file before in its place and reloads");
    }

    @Override
    public List<Finding> check(StepContext context) {
        try {
            return FileFindings.of(Nginx.of(context, hosts), hosts, context).stream()
                    .map(BlockTrafficStep::known)
                    .toList();
        } catch (Refused e) {
            return List.of(unreachable(e.getMessage()));
        }
    }

    /** In an attack the rest goes on without this piece, so it warns of what would else forbid the launch. */
    private static Finding known(Finding finding) {
        return finding.level() == Finding.Level.BLOCK ? unreachable(finding.message()) : finding;
    }

    private static Finding unreachable(String why) {
        return Finding.warn("nginx", "Traffic can probably not be blocked here: " + why);
    }

    @Override
    public StepOutcome run(StepContext context) {
        try {
            Nginx nginx = Nginx.of(context, hosts);
            FileSwitch change = change(context, nginx);
            NginxFile wanted = NginxFile.of(nginx.proxy(), nginx.route().block());
            change.into(wanted);
            // From here on the block stays, whatever the console sees of it.
            FrontDoor.Answer answer = change.inForce(wanted.token().orElseThrow());
            if (answer.status() != UNAVAILABLE
                    || answer.retryAfter().isEmpty()
                    || !answer.upstream().equals(Optional.of(NginxFile.BLOCKED))) {
                return new StepOutcome.Failed(
                        "nginx has the file that blocks, and yet "
                                + nginx.proxy().verify() + ": " + answer.words(),
                        true);
            }
            return StepOutcome.done("nginx on " + nginx.host() + " answers every request with 503 and the page");
        } catch (Refused e) {
            return new StepOutcome.Failed(e.getMessage(), true);
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
