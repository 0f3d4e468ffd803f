package dev.muster.recovery.engine;

import dev.muster.audit.AuditFact;
import dev.muster.audit.AuditLog;
import dev.muster.common.Refused;
import dev.muster.incident.IncidentId;
import dev.muster.incident.Timeline;
import dev.muster.incident.TimelineKind;
import dev.muster.recovery.Approval;
import dev.muster.recovery.HeldTarget;
import dev.muster.recovery.RunChoice;
import dev.muster.recovery.RunId;
import dev.muster.recovery.Runs;
import dev.muster.recovery.TargetHeld;
import dev.muster.recovery.step.Finding;
import dev.muster.security.Actor;
import dev.muster.security.Role;
import java.time.Clock;
import java.time.Duration;
import java.util.Collection;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.stereotype.Service;
import org.springframework.transaction.support.TransactionTemplate;

/** The launch of runs; what is done with them afterwards is {@link RunControl}'s. */
@Service
class LaunchedRuns implements Runs {

    private static final String LAUNCH = "launch-run";

    private final Preflight preflight;
    private final RunDecisions decisions;
    private final RunControl control;
    private final Approvals approvals;
    private final JooqRuns runs;
    private final AuditLog audit;
    private final Timeline timeline;
    private final Clock clock;
    private final ApplicationEventPublisher events;
    private final TransactionTemplate transaction;

    LaunchedRuns(
            Preflight preflight,
            RunDecisions decisions,
            RunControl control,
            Approvals approvals,
            JooqRuns runs,
            AuditLog audit,
            Timeline timeline,
            Clock clock,
            ApplicationEventPublisher events,
            TransactionTemplate transaction) {
        this.preflight = preflight;
        this.decisions = decisions;
        this.control = control;
        this.approvals = approvals;
        this.runs = runs;
        this.audit = audit;
        this.timeline = timeline;
        this.clock = clock;
        this.events = events;
        this.transaction = transaction;
    }

    @Override
    public Preview prepare(Request request) {
        return preflight.prepare(request).preview();
    }

    @Override
    public RunId launch(Request request, String typedName, Actor actor) {
        try {
            if (!actor.role().includes(Role.COMMANDER)) {
                throw new AccessDeniedException("Only a commander launches runs");
            }
            Preflight.Prepared prepared = preflight.prepare(request);
            requireClear(prepared.preview(), typedName);
            return store(prepared, actor);
        } catch (Refused | AccessDeniedException e) {
            audit.recordAlone(
                    actor, AuditFact.refused(LAUNCH, "procedure", request.procedure(), String.valueOf(e.getMessage())));
            throw e;
        }
    }

    private static void requireClear(Preview preview, String typedName) {
        if (preview.blocked()) {
            throw new Refused(preview.findings().stream()
                    .filter(it -> it.level() == Finding.Level.BLOCK)
                    .map(it -> it.check() + ": " + it.message())
                    .collect(Collectors.joining("; ", "The pre-flight forbids it. ", "")));
        }
        if (!preview.nameToType().equals(typedName)) {
            throw new Refused("The typed name is not " + preview.nameToType());
        }
    }

    private RunId store(Preflight.Prepared prepared, Actor actor) {
        try {
            return transaction.execute(status -> insert(prepared, actor));
        } catch (DuplicateKeyException e) {
            throw runs.holderOf(prepared.procedure().targets())
                    .<Refused>map(it -> new HeldTarget(it, e))
                    .orElseGet(() -> new Refused(
                            "Another run held " + prepared.procedure().target() + " just now: try again", e));
        } catch (DataIntegrityViolationException e) {
            throw new Refused("The incident or the checklist item of this launch does not exist", e);
        }
    }

    private RunId insert(Preflight.Prepared prepared, Actor actor) {
        Preview preview = prepared.preview();
        RunId run = runs.insert(preview.request(), prepared.procedure(), prepared.version(), actor);
        audit.record(
                actor,
                AuditFact.done(
                        LAUNCH,
                        "run",
                        run,
                        null,
                        preview.request().procedure() + " on " + preview.target() + " with "
                                + preview.request().parameters() + ", plan "
                                + prepared.version().shortHash()));
        IncidentId incident = preview.request().incident();
        if (incident != null) {
            timeline.append(
                    incident,
                    clock.instant(),
                    TimelineKind.RUN,
                    actor,
                    "Launched run " + run + " (" + preview.title() + ")",
                    run.value());
        }
        events.publishEvent(new RunWanted(run, Duration.ZERO));
        return run;
    }

    @Override
    public Optional<TargetHeld> holder(Collection<String> targets) {
        return runs.holderOf(targets);
    }

    @Override
    public Set<RunChoice> choices(RunId run) {
        return decisions.choices(run);
    }

    @Override
    public void cancel(RunId run, String reason, Actor actor) {
        control.cancel(run, reason, actor);
    }

    @Override
    public void pause(RunId run, String reason, Actor actor) {
        control.pause(run, reason, actor);
    }

    @Override
    public void resume(RunId run, Actor actor) {
        control.resume(run, actor);
    }

    @Override
    public void retry(RunId run, Actor actor) {
        control.retry(run, actor);
    }

    @Override
    public void skip(RunId run, String reason, Actor actor) {
        control.skip(run, reason, actor);
    }

    @Override
    public void answer(RunId run, int step, String answer, Actor actor) {
        control.answer(run, step, answer, actor);
    }

    @Override
    public void wayBack(RunId run, String reason, Actor actor) {
        control.wayBack(run, reason, actor);
    }

    @Override
    public void undoTo(RunId run, int step, String reason, Actor actor) {
        control.undoTo(run, step, reason, actor);
    }

    @Override
    public Optional<Approval> approval(RunId run) {
        return approvals.open(run);
    }

    @Override
    public Ahead ahead(RunId run) {
        return approvals.ahead(run);
    }

    @Override
    public void approve(RunId run, String hash, Actor actor) {
        approvals.approve(run, hash, actor);
    }

    @Override
    public void askAgain(RunId run, Actor actor) {
        approvals.askAgain(run, actor);
    }
}
