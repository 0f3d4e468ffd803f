package dev.muster.recovery.engine;

import dev.muster.common.Refused;
import dev.muster.recovery.Approval;
import dev.muster.recovery.RunChoice;
import dev.muster.recovery.RunId;
import dev.muster.recovery.RunState;
import dev.muster.recovery.Runs.Ahead;
import dev.muster.recovery.engine.RunRecord.StepRecord;
import dev.muster.recovery.step.Finding;
import dev.muster.security.Actor;
import java.time.Clock;
import java.util.Optional;
import java.util.stream.Collectors;
import org.springframework.stereotype.Service;

/** The approval by another person: of exactly what was asked, while it is still that. */
@Service
class Approvals {

    private final RunDecisions decisions;
    private final JooqRuns runs;
    private final JooqRunMarks marks;
    private final JooqApprovals approvals;
    private final Preflight preflight;
    private final Clock clock;

    Approvals(
            RunDecisions decisions,
            JooqRuns runs,
            JooqRunMarks marks,
            JooqApprovals approvals,
            Preflight preflight,
            Clock clock) {
        this.decisions = decisions;
        this.runs = runs;
        this.marks = marks;
        this.approvals = approvals;
        this.preflight = preflight;
        this.clock = clock;
    }

    Optional<Approval> open(RunId id) {
        return runs.find(id).flatMap(run -> gate(run).flatMap(it -> approvals.open(run, it.position())));
    }

    Ahead ahead(RunId id) {
        RunRecord run = run(id);
        return preflight.ahead(run, required(run).position());
    }

    void approve(RunId id, String hash, Actor actor) {
        decisions.act(
                RunChoice.APPROVE,
                id,
                "of " + hash,
                actor,
                () -> {
                    RunRecord run = run(id);
                    Approval asked = required(run);
                    require(asked, hash, actor);
                    Ahead now = preflight.ahead(run, asked.position());
                    if (!now.hash().equals(hash)) {
                        throw new Refused("What lies ahead has changed since it was asked: look again and ask again");
                    }
                    if (now.preview().blocked()) {
                        throw new Refused(now.preview().findings().stream()
                                .filter(it -> it.level() == Finding.Level.BLOCK)
                                .map(it -> it.check() + ": " + it.message())
                                .collect(Collectors.joining("; ", "The pre-flight forbids it. ", "")));
                    }
                },
                run -> {
                    Approval asked = required(run);
                    require(asked, hash, actor);
                    approvals.approve(asked, actor);
                    marks.answered(id, asked.position(), ApprovalStep.ANSWERS.getFirst(), actor.name());
                    goOn(run);
                });
    }

    private void require(Approval asked, String hash, Actor actor) {
        asked.refusal(actor, clock.instant()).ifPresent(why -> {
            throw new Refused(why);
        });
        if (!asked.hash().equals(hash)) {
            throw new Refused("This is not what was asked: look again");
        }
    }

    void askAgain(RunId id, Actor actor) {
        Ahead[] now = new Ahead[1];
        decisions.act(
                RunChoice.ASK_AGAIN,
                id,
                "of what lies ahead now",
                actor,
                () -> {
                    RunRecord run = run(id);
                    now[0] = preflight.ahead(run, required(run).position());
                },
                run -> approvals.ask(id, required(run).position(), now[0].hash(), actor.login(), actor.name()));
    }

    private void goOn(RunRecord run) {
        if (run.state() == RunState.AWAITING_APPROVAL) {
            runs.move(run, RunState.QUEUED, null);
        }
    }

    private RunRecord run(RunId id) {
        return runs.find(id).orElseThrow(() -> new Refused("There is no run " + id));
    }

    private Approval required(RunRecord run) {
        return gate(run)
                .flatMap(it -> approvals.open(run, it.position()))
                .orElseThrow(() -> new Refused("Run " + run.id() + " does not wait for an approval"));
    }

    private static Optional<StepRecord> gate(RunRecord run) {
        return run.standing().stream().filter(StepRecord::asksForApproval).findFirst();
    }
}
