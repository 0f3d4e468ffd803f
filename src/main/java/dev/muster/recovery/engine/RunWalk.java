package dev.muster.recovery.engine;

import dev.muster.plan.PlanVersion;
import dev.muster.plan.Plans;
import dev.muster.plan.Procedure;
import dev.muster.recovery.RunState;
import dev.muster.recovery.StepState;
import dev.muster.recovery.engine.RunRecord.StepRecord;
import dev.muster.recovery.step.RecoveryStep;
import dev.muster.recovery.step.StepContext.Cancelled;
import dev.muster.recovery.step.StepContext.LostLease;
import dev.muster.recovery.step.StepEffect;
import dev.muster.recovery.step.StepOutcome;
import java.time.Duration;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/** Walks through the steps of a run, forward or back, until it ends, stops or waits. */
@Component
class RunWalk {

    private static final Logger LOG = LoggerFactory.getLogger(RunWalk.class);
    private static final int OUTAGES = 3;

    private final Plans plans;
    private final RegisteredStepTypes types;
    private final Desk desk;

    RunWalk(Plans plans, RegisteredStepTypes types, Desk desk) {
        this.plans = plans;
        this.types = types;
        this.desk = desk;
    }

    /** What the walk does after a step. */
    private sealed interface After {}

    private record GoOn() implements After {}

    private record Leave() implements After {}

    private record ComeBack(Duration in) implements After {}

    /** The pause after which the run wants to be driven again, if it does. */
    Optional<Duration> walk(ActiveRun active) {
        Lease lease = active.lease();
        desk.patience().run(() -> desk.writer().begins(lease));
        RunRecord first = current(lease);
        PlanVersion version = desk.patience().get(() -> plans.version(first.planVersionId()));
        Procedure procedure = version.plan().procedure(first.procedure()).orElseThrow();
        Masks masks = Masks.of(version.plan());
        try (LogSink sink = desk.sink(lease)) {
            while (!active.stopping()) {
                RunRecord run = current(lease);
                if (run.state() != RunState.RUNNING) {
                    return Optional.empty();
                }
                active.backward(run.direction() != Direction.FORWARD);
                if (run.cancelRequested() && run.direction() == Direction.FORWARD) {
                    desk.patience().run(() -> desk.writer().turns(lease, Direction.CLEAN_UP));
                    continue;
                }
                Optional<StepRecord> next = run.next();
                if (next.isEmpty()) {
                    end(lease, run);
                    continue;
                }
                Procedure.Step step = procedure.steps().get(next.get().position() - 1);
                LiveContext context = new LiveContext(
                        desk,
                        active,
                        sink,
                        masks,
                        run,
                        version.plan(),
                        step,
                        next.get().position());
                switch (step(active, run, next.get(), context, sink, masks)) {
                    case GoOn goOn -> {
                        // the next one
                    }
                    case Leave leave -> {
                        return Optional.empty();
                    }
                    case ComeBack comeBack -> {
                        return Optional.of(comeBack.in);
                    }
                }
            }
        }
        return Optional.empty();
    }

    private void end(Lease lease, RunRecord run) {
        RunState to = run.direction() == Direction.FORWARD ? RunState.SUCCEEDED : RunState.CANCELLED;
        desk.folders().remove(run.id());
        desk.patience().get(() -> desk.writer().ends(lease, to));
    }

    private After step(
            ActiveRun active, RunRecord run, StepRecord step, LiveContext context, LogSink sink, Masks masks) {
        boolean forward = run.direction() == Direction.FORWARD;
        boolean left = step.state() == StepState.RUNNING;
        int ended = left ? desk.orphans().end(run.id()) : 0;
        Optional<RecoveryStep> type = types.find(step.type());
        if (type.isEmpty()) {
            return stop(active, step, StepState.FAILED, "This console has no step of the type " + step.type());
        }
        String note =
                left ? "the worker before stopped" + (ended > 0 ? ", " + ended + " of its processes ended" : "") : null;
        if (left && forward && !mayRepeat(type.get(), step)) {
            return stop(active, step, StepState.NEEDS_DECISION, interrupted(type.get(), run, step));
        }
        if (note != null) {
            context.log(
                    "Muster took over: " + note + "; " + step.title() + (forward ? " runs again" : " is undone again"));
        }
        boolean again = step.state() == StepState.WAITING || !forward;
        int attempt = again ? step.attempt() : step.attempt() + 1;
        desk.patience().run(() -> desk.writer().stepStarts(active.lease(), step.position(), attempt, note));
        StepOutcome outcome = call(active, type.get(), context, forward, masks);
        sink.flush();
        if (active.lost() || (active.stopping() && !(outcome instanceof StepOutcome.Done))) {
            throw new LostLease("the worker had to stop");
        }
        return settle(active, run, step, type.get(), outcome, masks);
    }

    private StepOutcome call(ActiveRun active, RecoveryStep type, LiveContext context, boolean forward, Masks masks) {
        try {
            return act(active, type, context, forward);
        } catch (LostLease e) {
            throw e;
        } catch (Cancelled e) {
            return StepOutcome.failed("cancelled");
        } catch (Exception | LinkageError | StackOverflowError | OutOfMemoryError e) {
            LOG.error("Step {} of run {} broke", type.type(), context.runId(), e);
            context.log("Unexpected: " + e);
            String message = e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage();
            return StepOutcome.failed(LogText.clean(message, masks));
        }
    }

    /** A step that reads or writes the catalogue meets an outage of the console's database itself. */
    private StepOutcome act(ActiveRun active, RecoveryStep type, LiveContext context, boolean forward) {
        int left = forward && !type.repeatable() ? 0 : OUTAGES;
        while (true) {
            try {
                return forward ? type.run(context) : type.undo(context);
            } catch (RuntimeException e) {
                if (left == 0 || !Patience.away(e)) {
                    throw e;
                }
                left--;
                current(active.lease());
                context.log("The console's own database was away: the step begins again");
            }
        }
    }

    private After settle(
            ActiveRun active, RunRecord run, StepRecord step, RecoveryStep type, StepOutcome outcome, Masks masks) {
        Lease lease = active.lease();
        boolean forward = run.direction() == Direction.FORWARD;
        return switch (outcome) {
            case StepOutcome.Done done -> {
                String summary = LogText.clean(done.summary(), masks);
                desk.patience().run(() -> {
                    if (forward) {
                        desk.writer().stepDone(lease, step.position(), summary, done.facts());
                    } else {
                        desk.writer().stepUndone(lease, step.position(), summary, done.facts());
                    }
                });
                yield new GoOn();
            }
            case StepOutcome.Waiting waiting -> {
                String forWhat = LogText.clean(waiting.forWhat(), masks);
                desk.patience()
                        .run(() -> desk.writer().stepWaits(lease, step.position(), forWhat, waiting.askAgainIn()));
                yield new ComeBack(waiting.askAgainIn());
            }
            case StepOutcome.NeedsDecision question -> pause(active, step, LogText.clean(question.question(), masks));
            case StepOutcome.Failed failed -> {
                String reason = LogText.clean(failed.reason(), masks);
                yield forward && onlyReadSoFar(run, type)
                        ? fail(active, step, reason)
                        : stop(active, step, StepState.FAILED, reason);
            }
        };
    }

    private After pause(ActiveRun active, StepRecord step, String question) {
        return stopped(active, step, StepState.NEEDS_DECISION, RunState.PAUSED, question);
    }

    private After stop(ActiveRun active, StepRecord step, StepState stepTo, String reason) {
        return stopped(active, step, stepTo, RunState.INTERRUPTED, step.title() + ": " + reason);
    }

    /** Nothing but reading was done, so there is nothing to choose and nothing to clean up but the folder. */
    private After fail(ActiveRun active, StepRecord step, String reason) {
        desk.folders().remove(active.lease().run());
        return stopped(active, step, StepState.FAILED, RunState.FAILED, step.title() + ": " + reason);
    }

    private After stopped(ActiveRun active, StepRecord step, StepState stepTo, RunState runTo, String reason) {
        boolean stopped =
                desk.patience().get(() -> desk.writer().stops(active.lease(), step.position(), stepTo, runTo, reason));
        return stopped ? new Leave() : new GoOn();
    }

    private boolean mayRepeat(RecoveryStep type, StepRecord step) {
        return type.repeatable() && step.attempt() < desk.settings().crashRepeats();
    }

    private static String interrupted(RecoveryStep type, RunRecord run, StepRecord step) {
        String why = type.repeatable()
                ? "the console stopped while it worked, for the " + step.attempt() + "th time"
                : "the console stopped while it worked, and it may not simply run again";
        String known = run.facts().isEmpty() ? "nothing is known of how far it came" : "known: " + run.facts();
        return why + "; " + known;
    }

    private boolean onlyReadSoFar(RunRecord run, RecoveryStep current) {
        return current.effect() == StepEffect.READ_ONLY
                && run.steps().stream().filter(it -> it.attempt() > 0).allMatch(it -> types.find(it.type())
                        .filter(type -> type.effect() == StepEffect.READ_ONLY)
                        .isPresent());
    }

    private RunRecord current(Lease lease) {
        return desk.patience().get(() -> desk.runs().find(lease.run())).orElseThrow();
    }
}
