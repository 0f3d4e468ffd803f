package dev.muster.recovery.engine;

import dev.muster.plan.PlanVersion;
import dev.muster.plan.Plans;
import dev.muster.plan.Procedure;
import dev.muster.recovery.RunState;
import dev.muster.recovery.StepState;
import dev.muster.recovery.engine.RunRecord.StepRecord;
import dev.muster.recovery.engine.RunWriter.Stand;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Walks through the steps of a run, forward or back, until it ends, stops or waits. */
@Component
class RunWalk {

    private final Plans plans;
    private final StepWork work;
    private final Desk desk;

    RunWalk(Plans plans, StepWork work, Desk desk) {
        this.plans = plans;
        this.work = work;
        this.desk = desk;
    }

    /** What every step of one walk shares. */
    record Way(ActiveRun active, PlanVersion version, Procedure procedure, Masks masks, LogSink sink, int orphans) {}

    /** The pause after which the run wants to be driven again, if it does. */
    Optional<Duration> walk(ActiveRun active) {
        Lease lease = active.lease();
        desk.patience().run(() -> desk.writer().begins(lease));
        RunRecord first = current(lease);
        PlanVersion version = desk.patience().get(() -> plans.version(first.planVersionId()));
        Procedure procedure = version.plan().procedure(first.procedure()).orElseThrow();
        boolean left = first.steps().stream().anyMatch(it -> it.state() == StepState.RUNNING);
        int orphans = left ? desk.orphans().end(first.id()) : 0;
        try (LogSink sink = desk.sink(lease);
                Flights flights = new Flights()) {
            Way way = new Way(active, version, procedure, Masks.of(version.plan()), sink, orphans);
            @Nullable Stand after = null;
            while (!active.stopping()) {
                Stand stand = after == null ? new Stand(current(lease), null) : after;
                after = null;
                RunRecord run = stand.run();
                if (run.state() != RunState.RUNNING) {
                    return Optional.empty();
                }
                active.backward(!run.forward());
                if (run.cancelRequested() && run.forward()) {
                    flights.land();
                    desk.patience().run(() -> desk.writer().turns(lease, Direction.CLEAN_UP));
                } else {
                    List<StepRecord> ready = ready(run, flights);
                    if (ready.size() == 1 && flights.none()) {
                        StepWork.Rest rest = work.alone(way, stand, ready.getFirst());
                        flights.note(ready.getFirst().position(), rest.again());
                        after = rest.after();
                    } else if (!ready.isEmpty()) {
                        ready.forEach(it -> flights.start(it.position(), () -> work.beside(way, run, it)));
                    } else {
                        Optional<Duration> again = rest(way, run, flights);
                        if (again.isPresent()) {
                            return again;
                        }
                    }
                }
            }
        }
        return Optional.empty();
    }

    /** The steps that may begin. */
    private static List<StepRecord> ready(RunRecord run, Flights flights) {
        return run.forward() && !run.mayBegin()
                ? List.of()
                : run.next().stream().filter(it -> flights.free(it.position())).toList();
    }

    /** Nothing may begin: waits for what works, or ends or stops the run. */
    private Optional<Duration> rest(Way way, RunRecord run, Flights flights) {
        if (flights.inTheAir()) {
            flights.await();
            return Optional.empty();
        }
        Lease lease = way.active().lease();
        Optional<StepRecord> standing = run.standing().stream().findFirst();
        String pause = run.pauseReason();
        if (standing.isPresent() && (run.anythingFailed() || flights.none())) {
            stop(way, run, standing.get());
        } else if (run.forward() && pause != null && !run.next().isEmpty()) {
            desk.patience().get(() -> desk.writer().stops(lease, RunState.PAUSED, pause));
        } else if (!flights.none()) {
            return Optional.of(flights.shortest());
        } else {
            end(lease, run);
        }
        return Optional.empty();
    }

    private void stop(Way way, RunRecord run, StepRecord step) {
        Lease lease = way.active().lease();
        String summary = step.summary() == null ? "" : step.summary();
        if (way.procedure().scratch() && run.forward() && !step.asks() && !work.onlyReadSoFar(run)) {
            // Nobody needs the copy any more, and a scheduled run has nobody who would clear it away.
            desk.patience().run(() -> desk.writer().givesUp(lease, step.title() + ": " + summary));
            return;
        }
        RunState to;
        if (step.asks()) {
            to = step.asksForApproval() ? RunState.AWAITING_APPROVAL : RunState.PAUSED;
        } else {
            boolean nothingToChoose = step.failed() && run.forward() && work.onlyReadSoFar(run);
            to = nothingToChoose ? RunState.FAILED : RunState.INTERRUPTED;
        }
        if (to == RunState.FAILED) {
            // Nothing but reading was done: there is nothing to choose and nothing to clean up but the folder.
            desk.folders().remove(run.id());
        }
        if (!step.asks()) {
            // Whoever decides now must know how every part stands, not only the one that failed.
            SplitSecrets split = way.masks().split();
            PartConditions.of(run, way.procedure())
                    .forEach(it -> desk.write(
                            way.sink(), way.masks(), split, step.position(), RunLine.Stream.MUSTER, it.toString()));
        }
        String reason = step.asks() ? summary : step.title() + ": " + summary;
        desk.patience().get(() -> desk.writer().stops(lease, to, reason));
    }

    private void end(Lease lease, RunRecord run) {
        if (run.direction() == Direction.UNDO_TO) {
            desk.patience().run(() -> desk.writer().standsBack(lease));
            return;
        }
        desk.folders().remove(run.id());
        RunState to =
                switch (run.direction()) {
                    case FORWARD -> RunState.SUCCEEDED;
                    case GIVE_UP -> RunState.FAILED;
                    case CLEAN_UP, WAY_BACK, UNDO_TO -> RunState.CANCELLED;
                };
        desk.patience().get(() -> desk.writer().ends(lease, to));
    }

    private RunRecord current(Lease lease) {
        return desk.patience().get(() -> desk.runs().find(lease.run())).orElseThrow();
    }
}
