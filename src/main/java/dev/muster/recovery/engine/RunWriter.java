package dev.muster.recovery.engine;

import dev.muster.audit.AuditFact;
import dev.muster.audit.AuditLog;
import dev.muster.incident.IncidentId;
import dev.muster.incident.Timeline;
import dev.muster.incident.TimelineKind;
import dev.muster.recovery.RunState;
import dev.muster.recovery.StepState;
import dev.muster.recovery.engine.RunRecord.StepRecord;
import dev.muster.security.Actor;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * What the worker writes down about its run. Every write is fenced by the lease, and bears being made twice. A cancel
 * that came first wins over a stop or an end: those methods then answer false and the walk goes on to clean up.
 */
@Service
@Transactional
class RunWriter {

    private static final Actor CONSOLE = Actor.console("recovery");

    private final JooqLeases leases;
    private final JooqRuns runs;
    private final JooqRunMarks marks;
    private final JooqApprovals approvals;
    private final AuditLog audit;
    private final Timeline timeline;
    private final Clock clock;

    RunWriter(
            JooqLeases leases,
            JooqRuns runs,
            JooqRunMarks marks,
            JooqApprovals approvals,
            AuditLog audit,
            Timeline timeline,
            Clock clock) {
        this.leases = leases;
        this.runs = runs;
        this.marks = marks;
        this.approvals = approvals;
        this.audit = audit;
        this.timeline = timeline;
        this.clock = clock;
    }

    public void begins(Lease lease) {
        RunRecord run = held(lease);
        if (run.state() == RunState.QUEUED) {
            runs.move(run, RunState.RUNNING, run.forward() ? null : run.reason());
        }
    }

    public void stepStarts(Lease lease, int position, int attempt, @Nullable String note) {
        RunRecord run = held(lease);
        StepRecord step = step(run, position);
        if (step.state() != StepState.RUNNING || step.attempt() != attempt) {
            runs.move(run, step, StepState.RUNNING, attempt, note);
        }
    }

    /**
     * A run as it stands after a write.
     *
     * @param begun the position of the step that the same write began; null when it began none
     */
    record Stand(RunRecord run, @Nullable Integer begun) {}

    /**
     * The step is done, and the one after it begins by the same commit, when it alone is next, for the first time, and
     * nobody wants the run to stop: every step waits for the disk once.
     *
     * @param goOn whether this worker may begin it
     */
    public Stand stepDone(Lease lease, int position, String summary, Map<String, String> facts, boolean goOn) {
        RunRecord before = held(lease);
        StepRecord step = step(before, position);
        marks.addFacts(before.id(), position, facts);
        settle(before, position, StepState.SUCCEEDED, summary);
        RunRecord run = before.knowing(facts).moved(position, StepState.SUCCEEDED, step.attempt(), summary);
        List<StepRecord> next = goOn && run.mayBegin() ? run.next() : List.of();
        if (next.size() != 1) {
            return new Stand(run, null);
        }
        StepRecord after = next.getFirst();
        if (after.state() == StepState.PENDING && after.attempt() == 0) {
            runs.move(run, after, StepState.RUNNING, 1, null);
            return new Stand(run.moved(after.position(), StepState.RUNNING, 1, null), after.position());
        }
        // When the answer to this very commit was lost, it is made a second time and finds what the first has begun.
        boolean ours =
                step.state() == StepState.SUCCEEDED && after.state() == StepState.RUNNING && after.attempt() == 1;
        return new Stand(run, ours ? after.position() : null);
    }

    public void stepUndone(Lease lease, int position, String summary, Map<String, String> facts) {
        RunRecord run = held(lease);
        marks.addFacts(run.id(), position, facts);
        settle(run, position, StepState.UNDONE, summary);
        marks.markUndone(run.id(), position);
    }

    public void stepWaits(Lease lease, int position, String forWhat, Duration pause) {
        RunRecord run = held(lease);
        settle(run, position, StepState.WAITING, forWhat);
        marks.wakeIn(run.id(), pause);
    }

    /**
     * The step goes no further before a person has decided.
     *
     * @param answers what may be answered; empty when it asks nothing
     */
    public void stepStands(Lease lease, int position, StepState to, String summary, List<String> answers) {
        RunRecord run = held(lease);
        settle(run, position, to, summary);
        marks.stands(run.id(), position, answers);
    }

    /** Asks another person than the launching one. */
    public void stepAsksForApproval(Lease lease, int position, String question, String hash) {
        RunRecord run = held(lease);
        if (!step(run, position).asks()) {
            settle(run, position, StepState.NEEDS_DECISION, question);
            marks.stands(run.id(), position, ApprovalStep.ANSWERS);
            approvals.ask(run.id(), position, hash, run.launchedBy(), run.launchedName());
        }
    }

    /** The run stands still; false when it was cancelled meanwhile and cleans up instead. */
    public boolean stops(Lease lease, RunState to, String reason) {
        RunRecord run = held(lease);
        if (run.state() == to) {
            return true;
        }
        if (run.cancelRequested() && run.forward()) {
            return false;
        }
        moved(run, to, reason);
        return true;
    }

    /** The chosen steps are undone: they may be done again, and the run stands before the first of them. */
    public void standsBack(Lease lease) {
        RunRecord run = held(lease);
        if (run.direction() != Direction.UNDO_TO) {
            return;
        }
        for (StepRecord step : run.steps()) {
            if (step.undone()) {
                runs.move(run, step, StepState.PENDING, 0, null);
                marks.forget(run.id(), step.position());
            }
        }
        marks.turn(run.id(), Direction.FORWARD, null);
        moved(run, RunState.PAUSED, run.reason());
    }

    /** The run ends; false when it was cancelled meanwhile and cleans up instead. */
    public boolean ends(Lease lease, RunState to) {
        RunRecord run = held(lease);
        if (run.state() == to) {
            return true;
        }
        if (run.cancelRequested() && run.forward()) {
            return false;
        }
        moved(run, to, run.forward() ? null : run.reason());
        return true;
    }

    public void turns(Lease lease, Direction direction) {
        RunRecord run = held(lease);
        release(run);
        marks.turn(run.id(), direction, null);
    }

    /** A run on a scratch copy cleans up by itself after a failure; a cancel that came first does the same. */
    public void givesUp(Lease lease, String reason) {
        RunRecord run = held(lease);
        if (run.forward() && !run.cancelRequested()) {
            release(run);
            marks.turn(run.id(), Direction.GIVE_UP, null);
            marks.because(run.id(), reason);
        }
    }

    public void facts(Lease lease, int position, Map<String, String> facts) {
        leases.fence(lease);
        marks.addFacts(lease.run(), position, facts);
    }

    public void command(Lease lease, int position, String command) {
        leases.fence(lease);
        marks.addCommand(lease.run(), position, command);
    }

    public void progress(Lease lease, int position, String text) {
        leases.fence(lease);
        marks.progress(lease.run(), position, text);
    }

    private void release(RunRecord run) {
        run.standing().forEach(it -> marks.released(run.id(), it.position()));
    }

    private RunRecord held(Lease lease) {
        leases.fence(lease);
        return runs.lock(lease.run()).orElseThrow();
    }

    private void settle(RunRecord run, int position, StepState to, String summary) {
        StepRecord step = step(run, position);
        if (step.state() != to) {
            runs.move(run, step, to, step.attempt(), summary);
            tellStep(run, step, to, summary);
        }
    }

    /** Waiting is no news: a step may wait and go on many times. */
    private void tellStep(RunRecord run, StepRecord step, StepState to, String summary) {
        IncidentId incident = run.incident();
        if (incident != null && to != StepState.WAITING) {
            timeline.append(
                    incident,
                    clock.instant(),
                    TimelineKind.STEP,
                    CONSOLE,
                    "Step " + step.position() + " (" + step.title() + ") of run " + run.id() + " " + word(to) + ": "
                            + summary,
                    run.id().value());
        }
    }

    private static String word(StepState state) {
        return switch (state) {
            case PENDING, RUNNING, WAITING -> "goes on";
            case NEEDS_DECISION -> "asks for a decision";
            case SUCCEEDED -> "succeeded";
            case FAILED -> "failed";
            case SKIPPED -> "was skipped";
            case UNDONE -> "was taken back";
        };
    }

    private void moved(RunRecord run, RunState to, @Nullable String reason) {
        runs.move(run, to, reason);
        String word = word(to) + (reason == null ? "" : ": " + reason);
        audit.record(
                CONSOLE, AuditFact.done("move-run", "run", run.id(), run.state().name(), to.name() + suffix(reason)));
        IncidentId incident = run.incident();
        if (incident != null) {
            timeline.append(
                    incident,
                    clock.instant(),
                    TimelineKind.RUN,
                    CONSOLE,
                    "Run " + run.id() + " (" + run.title() + ") " + word,
                    run.id().value());
        }
    }

    private static String suffix(@Nullable String reason) {
        return reason == null ? "" : ": " + reason;
    }

    private static String word(RunState state) {
        return switch (state) {
            case PREPARED, QUEUED, RUNNING -> "goes on";
            case AWAITING_APPROVAL -> "waits for another person's approval";
            case PAUSED -> "stands still";
            case INTERRUPTED -> "was interrupted";
            case SUCCEEDED -> "succeeded";
            case FAILED -> "failed";
            case CANCELLED -> "ended and cleaned up";
        };
    }

    private static StepRecord step(RunRecord run, int position) {
        return run.steps().get(position - 1);
    }
}
