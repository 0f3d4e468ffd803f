package dev.muster.recovery.engine;

import dev.muster.audit.AuditFact;
import dev.muster.audit.AuditLog;
import dev.muster.common.Refused;
import dev.muster.incident.IncidentId;
import dev.muster.incident.Timeline;
import dev.muster.incident.TimelineKind;
import dev.muster.recovery.HeldTarget;
import dev.muster.recovery.RunChanged;
import dev.muster.recovery.RunChoice;
import dev.muster.recovery.RunId;
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
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * What a person may decide about a run as it stands, and the frame of each decision: the run's row is locked, so a
 * decision and the worker never cross, and what was done or refused is audited and told.
 */
@Component
class RunDecisions {

    private final JooqRuns runs;
    private final RegisteredStepTypes types;
    private final AuditLog audit;
    private final Timeline timeline;
    private final Clock clock;
    private final ApplicationEventPublisher events;
    private final TransactionTemplate transaction;

    RunDecisions(
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

    private Set<RunChoice> choices(RunRecord run) {
        return switch (run.state()) {
            case QUEUED, RUNNING -> underWay(run);
            case AWAITING_APPROVAL, PAUSED, INTERRUPTED -> standing(run);
            case SUCCEEDED ->
                hasWayBack(run) ? EnumSet.of(RunChoice.WAY_BACK, RunChoice.UNDO_TO) : EnumSet.noneOf(RunChoice.class);
            case PREPARED, FAILED, CANCELLED -> EnumSet.noneOf(RunChoice.class);
        };
    }

    private static Set<RunChoice> underWay(RunRecord run) {
        Set<RunChoice> choices = answers(run);
        if (run.forward() && !run.cancelRequested()) {
            choices.add(RunChoice.CANCEL);
            if (run.pauseReason() == null) {
                choices.add(RunChoice.PAUSE);
            }
        }
        return choices;
    }

    private static Set<RunChoice> standing(RunRecord run) {
        Set<RunChoice> choices = answers(run);
        if (run.standing().isEmpty()) {
            choices.add(RunChoice.RESUME);
        }
        if (run.standing().stream().anyMatch(it -> !it.asks())) {
            choices.add(RunChoice.RETRY);
        }
        if (run.standing().stream().anyMatch(it -> !it.asksForApproval())) {
            choices.add(RunChoice.SKIP);
        }
        if (run.forward()) {
            choices.add(RunChoice.CANCEL);
            if (run.lastToUndo().isPresent()) {
                choices.add(RunChoice.UNDO_TO);
            }
        }
        return choices;
    }

    private static Set<RunChoice> answers(RunRecord run) {
        Set<RunChoice> choices = EnumSet.noneOf(RunChoice.class);
        for (StepRecord step : run.standing()) {
            if (step.asksForApproval()) {
                choices.addAll(Set.of(RunChoice.APPROVE, RunChoice.ASK_AGAIN));
            } else if (step.asks()) {
                choices.add(RunChoice.ANSWER);
            }
        }
        return choices;
    }

    private boolean hasWayBack(RunRecord run) {
        return run.steps().stream()
                        .filter(it -> it.state() == StepState.SUCCEEDED)
                        .anyMatch(it -> types.find(it.type())
                                .filter(RecoveryStep::hasWayBack)
                                .isPresent())
                && !runs.superseded(run);
    }

    void act(RunChoice choice, RunId id, String reason, Actor actor, Consumer<RunRecord> decision) {
        act(choice, id, reason, actor, () -> {}, decision);
    }

    /** @param look asks the estate first, outside of the transaction; may refuse */
    void act(RunChoice choice, RunId id, String reason, Actor actor, Runnable look, Consumer<RunRecord> decision) {
        audited(choice, id, actor, () -> {
            if (reason.isBlank()) {
                throw new Refused("Say why");
            }
            look.run();
            transaction.executeWithoutResult(status -> {
                RunRecord run = runs.lock(id).orElseThrow(() -> new Refused("There is no run " + id));
                if (!choices(run).contains(choice)) {
                    throw new Refused(refusal(choice, run));
                }
                decision.accept(run);
                audit.record(
                        actor,
                        AuditFact.done(action(choice), "run", id, run.state().name(), reason));
                tell(run, choice, reason, actor);
                events.publishEvent(new RunChanged(id));
                events.publishEvent(new RunWanted(id, Duration.ZERO));
            });
        });
    }

    private void audited(RunChoice choice, RunId id, Actor actor, Runnable act) {
        try {
            if (!actor.role().includes(Role.COMMANDER)) {
                throw new AccessDeniedException("Only a commander decides about runs");
            }
            act.run();
        } catch (DuplicateKeyException e) {
            Refused held = held(id, e);
            audit.recordAlone(actor, AuditFact.refused(action(choice), "run", id, held.getMessage()));
            throw held;
        } catch (Refused | AccessDeniedException e) {
            audit.recordAlone(actor, AuditFact.refused(action(choice), "run", id, String.valueOf(e.getMessage())));
            throw e;
        }
    }

    private static String action(RunChoice choice) {
        return choice.name().toLowerCase(Locale.ROOT).replace('_', '-') + "-run";
    }

    private Refused held(RunId id, DuplicateKeyException cause) {
        return runs.holderOf(runs.targets(id))
                .<Refused>map(it -> new HeldTarget(it, cause))
                .orElseGet(() -> new Refused("Another run held the target just now: try again", cause));
    }

    private void tell(RunRecord run, RunChoice choice, String reason, Actor actor) {
        IncidentId incident = run.incident();
        if (incident != null) {
            String text = word(choice) + run.id() + " (" + run.title() + "): " + reason;
            timeline.append(
                    incident,
                    clock.instant(),
                    TimelineKind.RUN,
                    actor,
                    text,
                    run.id().value());
            if (choice == RunChoice.SKIP) {
                timeline.breakGlass(incident, actor, text);
            }
        }
    }

    private static String word(RunChoice choice) {
        return switch (choice) {
            case APPROVE -> "Approved run ";
            case ASK_AGAIN -> "Asked again for the approval of run ";
            case ANSWER -> "Answered run ";
            case RESUME -> "Let go on run ";
            case RETRY -> "Retried run ";
            case SKIP -> "Skipped a step of run ";
            case PAUSE -> "Paused run ";
            case UNDO_TO -> "Undid steps of run ";
            case WAY_BACK -> "Took back run ";
            case CANCEL -> "Cancelled run ";
        };
    }

    private static String refusal(RunChoice choice, RunRecord run) {
        String state = "Run " + run.id() + " is "
                + run.state().name().toLowerCase(Locale.ROOT).replace('_', ' ');
        return switch (choice) {
            case CANCEL -> run.forward() ? state + ": it cannot be cancelled" : state + " and cleans up";
            case PAUSE -> state + ": there is nothing to pause";
            case RESUME -> state + ": nobody has paused it";
            case RETRY, SKIP -> state + ": no step of it waits for a decision";
            case ANSWER -> state + ": no step of it asks anything";
            case APPROVE, ASK_AGAIN -> state + ": it does not wait for an approval";
            case UNDO_TO -> state + ": there is nothing to undo now";
            case WAY_BACK -> state + " and has no way back, or a later run of the same procedure has succeeded";
        };
    }
}
