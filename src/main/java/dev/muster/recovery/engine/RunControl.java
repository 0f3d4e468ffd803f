package dev.muster.recovery.engine;

import dev.muster.common.Refused;
import dev.muster.recovery.RunChoice;
import dev.muster.recovery.RunId;
import dev.muster.recovery.RunState;
import dev.muster.recovery.StepState;
import dev.muster.recovery.engine.RunRecord.StepRecord;
import dev.muster.security.Actor;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Service;

/** What a person decides about a run that was launched. */
@Service
class RunControl {

    private final RunDecisions decisions;
    private final JooqRuns runs;
    private final JooqRunMarks marks;
    private final ApplicationEventPublisher events;

    RunControl(RunDecisions decisions, JooqRuns runs, JooqRunMarks marks, ApplicationEventPublisher events) {
        this.decisions = decisions;
        this.runs = runs;
        this.marks = marks;
        this.events = events;
    }

    void cancel(RunId id, String reason, Actor actor) {
        decisions.act(RunChoice.CANCEL, id, reason, actor, run -> {
            String why = "cancelled by " + actor.name() + ": " + reason;
            boolean untouched = run.steps().stream().allMatch(it -> it.attempt() == 0);
            switch (run.state()) {
                case QUEUED -> {
                    if (untouched) {
                        runs.move(run, RunState.CANCELLED, why);
                    } else {
                        marks.requestCancel(id, why);
                    }
                }
                case AWAITING_APPROVAL, PAUSED, INTERRUPTED -> back(run, Direction.CLEAN_UP, null, why);
                case RUNNING -> {
                    marks.requestCancel(id, why);
                    events.publishEvent(new CancelWanted(id));
                }
                case PREPARED, SUCCEEDED, FAILED, CANCELLED -> throw new IllegalStateException();
            }
        });
    }

    void pause(RunId id, String reason, Actor actor) {
        decisions.act(
                RunChoice.PAUSE,
                id,
                reason,
                actor,
                run -> marks.requestPause(id, "paused by " + actor.name() + ": " + reason));
    }

    void resume(RunId id, Actor actor) {
        decisions.act(RunChoice.RESUME, id, "go on", actor, this::goOn);
    }

    void retry(RunId id, Actor actor) {
        decisions.act(RunChoice.RETRY, id, "try the step again", actor, run -> {
            run.standing().stream().filter(it -> !it.asks()).forEach(it -> marks.released(id, it.position()));
            goOn(run);
        });
    }

    void skip(RunId id, String reason, Actor actor) {
        decisions.act(RunChoice.SKIP, id, reason, actor, run -> {
            StepRecord step = run.standing().stream()
                    .filter(it -> !it.asksForApproval())
                    .findFirst()
                    .orElseThrow();
            runs.move(run, step, StepState.SKIPPED, step.attempt(), "skipped by " + actor.name() + ": " + reason);
            marks.released(id, step.position());
            if (!run.forward()) {
                marks.markUndone(id, step.position());
            }
            goOn(run);
        });
    }

    void answer(RunId id, int position, String answer, Actor actor) {
        decisions.act(RunChoice.ANSWER, id, "“" + answer + "” at step " + position, actor, run -> {
            StepRecord step = run.standing().stream()
                    .filter(it -> it.position() == position && it.asks() && !it.asksForApproval())
                    .findFirst()
                    .orElseThrow(() -> new Refused("Step " + position + " of run " + id + " asks nothing"));
            if (!step.answers().contains(answer)) {
                throw new Refused("“" + answer + "” is no answer to step " + position + "; allowed: "
                        + String.join(", ", step.answers()));
            }
            marks.answered(id, position, answer, actor.name());
            if (run.state() == RunState.PAUSED) {
                goOn(run);
            }
        });
    }

    void wayBack(RunId id, String reason, Actor actor) {
        decisions.act(
                RunChoice.WAY_BACK,
                id,
                reason,
                actor,
                run -> back(run, Direction.WAY_BACK, null, "taken back by " + actor.name() + ": " + reason));
    }

    void undoTo(RunId id, int position, String reason, Actor actor) {
        decisions.act(RunChoice.UNDO_TO, id, reason, actor, run -> {
            StepRecord step = run.steps().stream()
                    .filter(it -> it.position() == position && it.attempt() > 0)
                    .findFirst()
                    .orElseThrow(() ->
                            new Refused("Step " + position + " of run " + id + " has not begun: it cannot be undone"));
            back(
                    run,
                    Direction.UNDO_TO,
                    position,
                    "undone back to step " + position + " (" + step.title() + ") by " + actor.name() + ": " + reason);
        });
    }

    private void back(RunRecord run, Direction direction, @Nullable Integer to, String why) {
        run.standing().forEach(it -> marks.released(run.id(), it.position()));
        marks.turn(run.id(), direction, to);
        runs.move(run, RunState.QUEUED, why);
    }

    /** Why a run goes back is still true after a decision on the way. */
    private void goOn(RunRecord run) {
        runs.move(run, RunState.QUEUED, run.forward() ? null : run.reason());
    }
}
