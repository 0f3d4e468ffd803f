package dev.muster.recovery.engine;

import dev.muster.recovery.StepState;
import dev.muster.recovery.engine.RunRecord.StepRecord;
import dev.muster.recovery.engine.RunWalk.Way;
import dev.muster.recovery.engine.RunWriter.Stand;
import dev.muster.recovery.step.RecoveryStep;
import dev.muster.recovery.step.StepContext.Cancelled;
import dev.muster.recovery.step.StepContext.LostLease;
import dev.muster.recovery.step.StepEffect;
import dev.muster.recovery.step.StepOutcome;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/** Calls one step, forward or back, and has its outcome written down. */
@Component
class StepWork {

    private static final Logger LOG = LoggerFactory.getLogger(StepWork.class);
    private static final int OUTAGES = 3;

    private final RegisteredStepTypes types;
    private final Preflight preflight;
    private final Desk desk;

    StepWork(RegisteredStepTypes types, Preflight preflight, Desk desk) {
        this.types = types;
        this.preflight = preflight;
        this.desk = desk;
    }

    /**
     * A step came to rest.
     *
     * @param again the pause after which it wants to be called again, if it does
     * @param after how the run stands then; null when it must be read
     */
    record Rest(Optional<Duration> again, @Nullable Stand after) {

        static final Rest READ = new Rest(Optional.empty(), null);
    }

    /** The only step at work; what its end is stored with may begin the next one. */
    Rest alone(Way way, Stand stand, StepRecord step) {
        return step(way, stand.run(), step, Objects.equals(stand.begun(), step.position()), true);
    }

    /** A step among others; the pause after which it wants to be called again, if it does. */
    Optional<Duration> beside(Way way, RunRecord run, StepRecord step) {
        return step(way, run, step, false, false).again();
    }

    private Rest step(Way way, RunRecord run, StepRecord step, boolean begun, boolean alone) {
        ActiveRun active = way.active();
        Optional<RecoveryStep> type = types.find(step.type());
        if (type.isEmpty()) {
            stand(way, step, StepState.FAILED, "This console has no step of the type " + step.type(), List.of());
            return Rest.READ;
        }
        boolean left = step.state() == StepState.RUNNING && !begun;
        if (left && run.forward() && !mayRepeat(type.get(), step)) {
            stand(way, step, StepState.NEEDS_DECISION, interrupted(type.get(), run, step), List.of());
            return Rest.READ;
        }
        LiveContext context = new LiveContext(
                desk, active, way.sink(), way.masks(), run, way.version().plan(), way.procedure(), step.position());
        String ended = way.orphans() > 0 ? ", " + way.orphans() + " of its processes ended" : "";
        String note = left ? "the worker before stopped" + ended : null;
        if (note != null) {
            context.log("Muster took over: " + note + "; " + step.title()
                    + (run.forward() ? " runs again" : " is undone again"));
        }
        boolean again = step.state() == StepState.WAITING || !run.forward() || step.answer() != null;
        int attempt = again ? step.attempt() : step.attempt() + 1;
        if (!begun) {
            desk.patience().run(() -> desk.writer().stepStarts(active.lease(), step.position(), attempt, note));
        }
        StepLimits limits = StepLimits.of(way.procedure().steps().get(step.position() - 1));
        StepOutcome outcome = tried(active, type.get(), context, run.forward(), limits, way.masks());
        way.sink().flush();
        if (active.lost() || (active.stopping() && !(outcome instanceof StepOutcome.Done))) {
            throw new LostLease("the worker had to stop");
        }
        return settle(way, run, step, outcome, alone);
    }

    /** Tries again what may pass by itself, as often as the plan says. */
    private StepOutcome tried(
            ActiveRun active, RecoveryStep type, LiveContext context, boolean forward, StepLimits limits, Masks masks) {
        int most = forward && type.repeatable() ? limits.retries() : 0;
        Duration pause = desk.settings().retryPause();
        StepOutcome outcome = call(active, type, context, forward, limits, masks);
        for (int retry = 1;
                retry <= most && outcome instanceof StepOutcome.Failed failed && failed.retryable();
                retry++) {
            context.log(
                    failed.reason() + "; tried again in " + pause.toSeconds() + " s (" + retry + " of " + most + ")");
            if (!active.rests(pause)) {
                return outcome;
            }
            pause = pause.multipliedBy(2);
            outcome = call(active, type, context, forward, limits, masks);
        }
        return outcome;
    }

    private StepOutcome call(
            ActiveRun active, RecoveryStep type, LiveContext context, boolean forward, StepLimits limits, Masks masks) {
        context.begins();
        StepOutcome outcome;
        try {
            outcome = TimedCall.within(
                    limits.timeout(),
                    Thread.currentThread().getName() + " run-" + context.runId() + "-" + type.type(),
                    () -> act(active, type, context, forward),
                    context::expire);
        } catch (LostLease e) {
            throw e;
        } catch (Cancelled e) {
            return StepOutcome.failed("cancelled");
        } catch (Exception | LinkageError | StackOverflowError | OutOfMemoryError e) {
            outcome = broken(type, context, e, masks);
        }
        if (context.expired() && !(outcome instanceof StepOutcome.Done)) {
            return new StepOutcome.Failed("it did not end within " + limits.timeoutWords() + " and was ended", true);
        }
        return outcome;
    }

    private static StepOutcome broken(RecoveryStep type, LiveContext context, Throwable e, Masks masks) {
        if (!context.expired()) {
            LOG.error("Step {} of run {} broke", type.type(), context.runId(), e);
            context.log("Unexpected: " + e);
        }
        String message = e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage();
        return StepOutcome.failed(LogText.clean(message, masks));
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
                desk.patience().get(() -> desk.runs().find(active.lease().run()));
                context.log("The console's own database was away: the step begins again");
            }
        }
    }

    private Rest settle(Way way, RunRecord run, StepRecord step, StepOutcome outcome, boolean alone) {
        Lease lease = way.active().lease();
        int position = step.position();
        Masks masks = way.masks();
        Facts scope = Facts.of(way.procedure().steps().get(position - 1));
        switch (outcome) {
            case StepOutcome.Done done -> {
                String summary = LogText.clean(done.summary(), masks);
                Map<String, String> facts = scope.outside(done.facts());
                if (run.forward()) {
                    boolean goOn = alone && !way.active().stopping();
                    return new Rest(Optional.empty(), desk.patience().get(() -> desk.writer()
                            .stepDone(lease, position, summary, facts, goOn)));
                }
                desk.patience().run(() -> desk.writer().stepUndone(lease, position, summary, facts));
            }
            case StepOutcome.Waiting waiting -> {
                String forWhat = LogText.clean(waiting.forWhat(), masks);
                desk.patience().run(() -> desk.writer().stepWaits(lease, position, forWhat, waiting.askAgainIn()));
                return new Rest(Optional.of(waiting.askAgainIn()), null);
            }
            case StepOutcome.NeedsDecision question ->
                stand(
                        way,
                        step,
                        StepState.NEEDS_DECISION,
                        LogText.clean(question.question(), masks),
                        question.answers());
            case StepOutcome.NeedsApproval approval -> {
                String hash = preflight.ahead(run, way.version(), position).hash();
                String question = "Another commander than " + run.launchedName() + " must approve what lies ahead";
                desk.patience().run(() -> desk.writer().stepAsksForApproval(lease, position, question, hash));
            }
            case StepOutcome.Failed failed ->
                stand(way, step, StepState.FAILED, LogText.clean(failed.reason(), masks), List.of());
        }
        return Rest.READ;
    }

    private void stand(Way way, StepRecord step, StepState to, String summary, List<String> answers) {
        Lease lease = way.active().lease();
        desk.patience().run(() -> desk.writer().stepStands(lease, step.position(), to, summary, answers));
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

    /** Whether no step was begun that does more than look. */
    boolean onlyReadSoFar(RunRecord run) {
        return run.steps().stream().filter(it -> it.attempt() > 0).allMatch(it -> types.find(it.type())
                .filter(type -> type.effect() == StepEffect.READ_ONLY)
                .isPresent());
    }
}
