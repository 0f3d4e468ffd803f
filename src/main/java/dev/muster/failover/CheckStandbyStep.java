package dev.muster.failover;

import dev.muster.plan.Database;
import dev.muster.recovery.step.Finding;
import dev.muster.recovery.step.RecoveryStep;
import dev.muster.recovery.step.StepContext;
import dev.muster.recovery.step.StepDescription;
import dev.muster.recovery.step.StepEffect;
import dev.muster.recovery.step.StepOutcome;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;

/** Looks whether the standby may take over, and keeps what its promotion is expected to lose. */
@Component
class CheckStandbyStep implements RecoveryStep {

    private final StandbyCheck standby;

    CheckStandbyStep(StandbyCheck standby) {
        this.standby = standby;
    }

    @Override
    public String type() {
        return "check-standby";
    }

    @Override
    public String about() {
        return "Looks whether the standby is of the same cluster and timeline, replays, was connected, and is near"
                + " enough.";
    }

    @Override
    public StepDescription describe(StepContext context) {
        Pair.Seen seen = Pair.look(context.plan(), Pair.database(context));
        Pair pair = seen.roles();
        return new StepDescription(
                "Looks whether " + pair.to().place() + " may take over",
                List.of("select pg_last_wal_receive_lsn(), pg_last_wal_replay_lsn(), pg_is_wal_replay_paused()"),
                standby.expected(pair, seen.of(pair.to())).stream()
                        .map(it -> it.words() + " of what was written before the primary stopped")
                        .toList(),
                "");
    }

    @Override
    public List<Finding> check(StepContext context) {
        return Steps.looked("standby", () -> {
            Database database = Pair.database(context);
            Pair.Seen seen = Pair.look(context.plan(), database);
            Pair pair = seen.roles();
            return standby.findings(pair, seen.of(pair.to()), Loss.Limit.accepted(context.parameter(Loss.ACCEPTED)));
        });
    }

    @Override
    public StepOutcome run(StepContext context) {
        return Steps.tried(() -> {
            Pair pair = Pair.known(context);
            NodeLook to = NodeLook.at(pair.to().session());
            if (to.writable() && pair.to().failover().patroni().isPresent()) {
                return StepOutcome.done("Patroni has made it the leader meanwhile");
            }
            List<Finding> findings = standby.findings(pair, to, Loss.Limit.accepted(context.parameter(Loss.ACCEPTED)));
            findings.forEach(it -> context.log(it.level() + " " + it.check() + ": " + it.message()));
            String refusals = findings.stream()
                    .filter(it -> it.level() == Finding.Level.BLOCK)
                    .map(Finding::message)
                    .collect(Collectors.joining("; "));
            if (!refusals.isEmpty()) {
                return new StepOutcome.Failed(pair.to().place() + ": " + refusals, true);
            }
            Map<String, String> facts = new HashMap<>();
            standby.expected(pair, to).ifPresent(it -> {
                facts.put("failover.expected-bytes", Long.toString(it.bytes()));
                facts.put("failover.expected-ms", Long.toString(it.delay().toMillis()));
            });
            return StepOutcome.done(
                    "has received up to " + to.has()
                            + standby.expected(pair, to)
                                    .map(it -> "; would lose " + it.words())
                                    .orElse(""),
                    facts);
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
