package dev.muster.drill;

import dev.muster.audit.AuditFact;
import dev.muster.audit.AuditLog;
import dev.muster.plan.Drill;
import dev.muster.plan.Plan;
import dev.muster.plan.Plans;
import dev.muster.recovery.RunMoved;
import dev.muster.security.Actor;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.transaction.event.TransactionPhase;
import org.springframework.transaction.event.TransactionalEventListener;

/** Keeps what became of each rehearsal: of the schedule's, and of those that people launch. */
@Service
class DrillBook {

    /** Who launches what the schedule wants. */
    static final Actor SCHEDULE = Actor.console("drill");

    /** A console that starts anew, or is busy, is a little late; more than this and the hour has passed. */
    private static final Duration LATE = Duration.ofMinutes(15);
    /** A launch takes seconds; after this its console is gone. */
    private static final Duration LAUNCH = Duration.ofMinutes(5);
    /** After years of standing still the newest are told, not all. */
    private static final int MOST = 1000;

    private final Drills drills;
    private final DrillTimes times;
    private final Plans plans;
    private final AuditLog audit;
    private final Clock clock;
    private final ApplicationEventPublisher events;

    DrillBook(
            Drills drills,
            DrillTimes times,
            Plans plans,
            AuditLog audit,
            Clock clock,
            ApplicationEventPublisher events) {
        this.drills = drills;
        this.times = times;
        this.plans = plans;
        this.audit = audit;
        this.clock = clock;
        this.events = events;
    }

    /**
     * Looks at the schedule since the last look. What was due long ago is written down as missed.
     *
     * @return the rehearsal that is due now and is to be launched
     */
    @Transactional
    public Optional<Long> due(Drill drill) {
        Instant now = clock.instant();
        Instant since = drills.watchedTo(drill, now);
        List<Instant> due = times.next(drill.schedule(), since, MOST).stream()
                .filter(it -> !it.isAfter(now))
                .toList();
        // Clocks may be set back: what was looked at once is not looked at again.
        drills.watched(drill, now.isAfter(since) ? now : since);
        Optional<Long> wanted = Optional.empty();
        for (Instant at : due) {
            boolean late = at.isBefore(now.minus(LATE)) || !at.equals(due.getLast());
            wanted = begins(drill, late ? DrillState.MISSED : DrillState.RUNNING, at, now);
            if (late) {
                wanted = Optional.empty();
            }
        }
        return wanted;
    }

    private Optional<Long> begins(Drill drill, DrillState state, Instant due, Instant now) {
        String reason = state == DrillState.MISSED ? "The console was not running when it was due" : null;
        Optional<Long> id = drills.insert(new Drills.Start(
                drill, state, due, now, null, reason, plans.current().plan().objectives()));
        id.ifPresent(it -> tell(
                state == DrillState.MISSED ? "miss-drill" : "start-drill",
                it,
                null,
                drill.title() + ", due " + due + (reason == null ? "" : ": " + reason)));
        return id;
    }

    /** It could not be launched. */
    @Transactional
    public void failed(long id, String reason) {
        ended(id, DrillState.FAILED, clock.instant(), reason, null);
    }

    /** A console that dies between the row and the launch leaves a row that nobody will go on with. */
    @Transactional
    public void endAbandoned() {
        drills.neverLaunched(clock.instant().minus(LAUNCH))
                .forEach(it -> failed(it, "It could not start: the console stopped at that moment"));
    }

    /** A run of a drill moved. */
    @TransactionalEventListener(phase = TransactionPhase.AFTER_COMMIT, fallbackExecution = true)
    @Transactional(propagation = Propagation.REQUIRES_NEW)
    void on(RunMoved moved) {
        Plan plan = plans.current().plan();
        drills.run(moved.run()).ifPresent(run -> plan.drills().stream()
                .filter(it -> it.procedure().equals(run.procedure()))
                .findFirst()
                .ifPresent(drill -> follow(drill, run, plan)));
    }

    private void follow(Drill drill, Drills.Run run, Plan plan) {
        if (!drills.known(run.id()) && !mine(run)) {
            drills.insert(new Drills.Start(
                            drill, DrillState.RUNNING, null, run.launchedAt(), run.id(), null, plan.objectives()))
                    .ifPresent(it -> tell("start-drill", it, null, drill.title() + ", run " + run.id()));
        }
        DrillState state = DrillState.of(run.state());
        if (state != DrillState.RUNNING) {
            String reason = state == DrillState.PASSED
                    ? null
                    : Objects.requireNonNullElse(run.reason(), "the run's page says why");
            Instant at = Objects.requireNonNullElse(run.endedAt(), clock.instant());
            drills.running(run.id()).ifPresent(it -> ended(it, state, at, reason, run.snapshotAt()));
        }
    }

    private boolean mine(Drills.Run run) {
        return run.launchedBy().equals(SCHEDULE.login()) && drills.link(run.id(), run.procedure());
    }

    private void ended(long id, DrillState state, Instant at, @Nullable String reason, @Nullable Instant snapshotAt) {
        if (drills.end(id, state, at, reason, snapshotAt)) {
            tell("end-drill", id, DrillState.RUNNING.name(), state.name() + (reason == null ? "" : ": " + reason));
        }
    }

    private void tell(String action, long id, @Nullable String before, String after) {
        audit.record(SCHEDULE, AuditFact.done(action, "drill", id, before, after));
        events.publishEvent(new DrillsChanged());
    }
}
