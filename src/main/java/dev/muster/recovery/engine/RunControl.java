package dev.muster.recovery.engine;

import dev.muster.audit.AuditFact;
import dev.muster.audit.AuditLog;
import dev.muster.common.Refused;
import dev.muster.incident.IncidentId;
import dev.muster.incident.Timeline;
import dev.muster.incident.TimelineKind;
import dev.muster.recovery.RunChoice;
import dev.muster.recovery.RunId;
import dev.muster.recovery.RunState;
import dev.muster.recovery.StepState;
import dev.muster.recovery.engine.RunRecord.StepRecord;
import dev.muster.recovery.step.RecoveryStep;
import dev.muster.security.Actor;
import dev.muster.security.Role;
import java.time.Clock;
import java.time.Duration;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Set;
import java.util.function.Consumer;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.stereotype.Service;
import org.springframework.transaction.support.TransactionTemplate;

/** What a person decides about a run that was launched. The run's row is locked, so a decision and the worker never cross. */
@Service
class RunControl {

    private final JooqRuns runs;
    private final RegisteredStepTypes types;
    private final AuditLog audit;
    private final Timeline timeline;
    private final Clock clock;
    private final ApplicationEventPublisher events;
    private final TransactionTemplate transaction;

    RunControl(
            JooqRuns runs,
            RegisteredStepTypes types,
            AuditLog audit,
            Timeline timeline,
            Clock clock,
            ApplicationEventPublisher events,
            TransactionTemplate transaction) {
        this.runs = runs;
        this.types = types;
        this.audit = audit;
        this.timeline = timeline;
        this.clock = clock;
        this.events = events;
        this.transaction = transaction;
    }

    Set<RunChoice> choices(RunId run) {
        return runs.find(run).map(this::choices).orElse(Set.of());
    }

    void cancel(RunId id, String reason, Actor actor) {
        act(RunChoice.CANCEL, id, reason, actor, run -> {
            String why = "cancelled by " + actor.name() + ": " + reason;
            boolean untouched = run.steps().stream().allMatch(it -> it.attempt() == 0);
            switch (run.state()) {
                case QUEUED -> {
                    if (untouched) {
                        runs.move(run, RunState.CANCELLED, why);
                    } else {
                        runs.requestCancel(id, why);
                    }
                }
                case PAUSED, INTERRUPTED -> {
                    runs.turn(id, Direction.CLEAN_UP);
                    runs.move(run, RunState.QUEUED, why);
                }
                case RUNNING -> {
                    runs.requestCancel(id, why);
                    events.publishEvent(new CancelWanted(id));
                }
                case PREPARED, AWAITING_APPROVAL, SUCCEEDED, FAILED, CANCELLED -> throw new IllegalStateException();
            }
        });
    }

    void retry(RunId id, Actor actor) {
        act(RunChoice.RETRY, id, "try the step again", actor, run -> runs.move(run, RunState.QUEUED, keep(run)));
    }

    void skip(RunId id, String reason, Actor actor) {
        act(RunChoice.SKIP, id, reason, actor, run -> {
            StepRecord step = run.next().orElseThrow();
            runs.move(run, step, StepState.SKIPPED, step.attempt(), "skipped by " + actor.name() + ": " + reason);
            if (run.direction() != Direction.FORWARD) {
                runs.markUndone(id, step.position());
            }
            runs.move(run, RunState.QUEUED, keep(run));
        });
    }

    void wayBack(RunId id, String reason, Actor actor) {
        act(RunChoice.WAY_BACK, id, reason, actor, run -> {
            runs.turn(id, Direction.WAY_BACK);
            runs.move(run, RunState.QUEUED, "taken back by " + actor.name() + ": " + reason);
        });
    }

    private Set<RunChoice> choices(RunRecord run) {
        boolean forward = run.direction() == Direction.FORWARD && !run.cancelRequested();
        return switch (run.state()) {
            case QUEUED, RUNNING -> forward ? EnumSet.of(RunChoice.CANCEL) : EnumSet.noneOf(RunChoice.class);
            case PAUSED, INTERRUPTED ->
                forward
                        ? EnumSet.of(RunChoice.RETRY, RunChoice.SKIP, RunChoice.CANCEL)
                        : EnumSet.of(RunChoice.RETRY, RunChoice.SKIP);
            case SUCCEEDED -> hasWayBack(run) ? EnumSet.of(RunChoice.WAY_BACK) : EnumSet.noneOf(RunChoice.class);
            case PREPARED, AWAITING_APPROVAL, FAILED, CANCELLED -> EnumSet.noneOf(RunChoice.class);
        };
    }

    private boolean hasWayBack(RunRecord run) {
        return run.steps().stream()
                        .filter(it -> it.state() == StepState.SUCCEEDED)
                        .anyMatch(it -> types.find(it.type())
                                .filter(RecoveryStep::hasWayBack)
                                .isPresent())
                && !runs.superseded(run);
    }

    private void act(RunChoice choice, RunId id, String reason, Actor actor, Consumer<RunRecord> decision) {
        String action = choice.name().toLowerCase(Locale.ROOT).replace('_', '-') + "-run";
        try {
            if (!actor.role().includes(Role.COMMANDER)) {
                throw new AccessDeniedException("Only a commander decides about runs");
            }
            if (reason.isBlank()) {
                throw new Refused("Say why");
            }
            transaction.executeWithoutResult(status -> {
                RunRecord run = runs.lock(id).orElseThrow(() -> new Refused("There is no run " + id));
                if (!choices(run).contains(choice)) {
                    throw new Refused(refusal(choice, run));
                }
                decision.accept(run);
                audit.record(
                        actor, AuditFact.done(action, "run", id, run.state().name(), reason));
                tell(run, choice, reason, actor);
                events.publishEvent(new RunWanted(id, Duration.ZERO));
            });
        } catch (DuplicateKeyException e) {
            Refused held = held(id, e);
            audit.recordAlone(actor, AuditFact.refused(action, "run", id, String.valueOf(held.getMessage())));
            throw held;
        } catch (Refused | AccessDeniedException e) {
            audit.recordAlone(actor, AuditFact.refused(action, "run", id, String.valueOf(e.getMessage())));
            throw e;
        }
    }

    private Refused held(RunId id, DuplicateKeyException cause) {
        String target = runs.find(id).map(RunRecord::target).orElse("the target");
        return runs.holderOf(target)
                .map(it -> new Refused("Run " + it + " holds " + target + ": it must end first", cause))
                .orElseGet(() -> new Refused("Another run held " + target + " just now: try again", cause));
    }

    private void tell(RunRecord run, RunChoice choice, String reason, Actor actor) {
        IncidentId incident = run.incident();
        if (incident != null) {
            String word =
                    switch (choice) {
                        case CANCEL -> "Cancelled run ";
                        case RETRY -> "Retried run ";
                        case SKIP -> "Skipped a step of run ";
                        case WAY_BACK -> "Took back run ";
                    };
            String text = word + run.id() + " (" + run.title() + "): " + reason;
            timeline.append(
                    incident,
                    clock.instant(),
                    TimelineKind.RUN,
                    actor,
                    text,
                    run.id().value());
        }
    }

    private static String refusal(RunChoice choice, RunRecord run) {
        String state = "Run " + run.id() + " is " + run.state().name().toLowerCase(Locale.ROOT);
        return switch (choice) {
            case CANCEL ->
                run.direction() == Direction.FORWARD ? state + ": it cannot be cancelled" : state + " and cleans up";
            case RETRY, SKIP -> state + ": no step of it waits for a decision";
            case WAY_BACK -> state + " and has no way back, or a later run of the same procedure has succeeded";
        };
    }

    /** Why a run goes back is still true after a retry on the way. */
    private static @org.jspecify.annotations.Nullable String keep(RunRecord run) {
        return run.direction() == Direction.FORWARD ? null : run.reason();
    }
}
