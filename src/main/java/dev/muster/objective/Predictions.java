package dev.muster.objective;

import dev.muster.backup.Backup;
import dev.muster.backup.BackupFacts;
import dev.muster.backup.BackupId;
import dev.muster.backup.BackupQuery;
import dev.muster.plan.Procedure;
import dev.muster.recovery.RunHistory;
import dev.muster.recovery.RunQuery;
import dev.muster.recovery.StepState;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.IntStream;
import org.springframework.stereotype.Service;

/** Predicts how long procedures take, from the last runs that went well, drills included. */
@Service
public class Predictions {

    /** Older runs were of another estate. */
    private static final int LAST = 20;

    /** The parameter of a restore that names the backup. */
    private static final String BACKUP = "backup";

    private record Named(String type, String title) {}

    private final RunHistory history;
    private final BackupQuery backups;
    private final Clock clock;

    Predictions(RunHistory history, BackupQuery backups, Clock clock) {
        this.history = history;
        this.backups = backups;
        this.clock = clock;
    }

    /** @param parameters as for a launch; the size of the backup that they name scales the prediction */
    public Prediction of(Procedure procedure, Map<String, String> parameters) {
        boolean restores = procedure.parameters().stream().anyMatch(it -> it.kind() == Procedure.Kind.BACKUP);
        List<Named> steps = procedure.steps().stream()
                .map(it -> new Named(it.type(), it.title()))
                .toList();
        return prediction(
                procedure.key(),
                steps,
                past(
                        procedure.key(),
                        steps,
                        restores
                                ? bytes(parameters.getOrDefault(BACKUP, ""), procedure.target())
                                : OptionalLong.empty()));
    }

    /** How long the whole of a run takes, by the runs before it. */
    public Prediction of(RunQuery.Detail run) {
        return prediction(run.summary().procedure(), named(run), past(run));
    }

    private static Prediction prediction(String procedure, List<Named> steps, PastTimes past) {
        return new Prediction(
                procedure,
                past.size(),
                past.estimate(Predictions::sum),
                IntStream.range(0, steps.size())
                        .mapToObj(at -> new Prediction.Step(
                                steps.get(at).type(), steps.get(at).title(), past.estimate(it -> it.get(at))))
                        .toList());
    }

    /** All of a procedure that nobody has launched yet. */
    Work ahead(Procedure procedure) {
        Prediction whole = of(procedure, Map.of());
        return new Work(
                procedure.title(),
                whole.total(),
                whole.total(),
                whole.steps().stream()
                        .map(it -> new Work.Part(it.title(), it.takes()))
                        .toList());
    }

    /** What is left of a run under way: of the step at work what it has not used yet, of those after it all. */
    Work left(RunQuery.Detail run) {
        PastTimes past = past(run);
        Instant now = clock.instant();
        List<Integer> open = IntStream.range(0, run.steps().size())
                .filter(it -> !finished(run.steps().get(it)))
                .boxed()
                .toList();
        List<Integer> later =
                open.stream().filter(it -> !atWork(run.steps().get(it))).toList();
        return new Work(
                run.summary().title(),
                past.estimate(it -> left(it, open, run.steps(), now)),
                past.estimate(it -> left(it, later, run.steps(), now)),
                open.stream()
                        .map(at -> new Work.Part(
                                run.steps().get(at).title(),
                                past.estimate(it -> left(it, List.of(at), run.steps(), now))))
                        .toList());
    }

    private static Duration left(List<Duration> past, List<Integer> open, List<RunQuery.StepRow> steps, Instant now) {
        return sum(
                open.stream().map(at -> rest(past.get(at), steps.get(at), now)).toList());
    }

    private static Duration rest(Duration took, RunQuery.StepRow step, Instant now) {
        Duration used =
                atWork(step) && step.startedAt() != null ? Duration.between(step.startedAt(), now) : Duration.ZERO;
        return took.compareTo(used) > 0 ? took.minus(used) : Duration.ZERO;
    }

    private static boolean finished(RunQuery.StepRow step) {
        return step.state() == StepState.SUCCEEDED || step.state() == StepState.SKIPPED;
    }

    private static boolean atWork(RunQuery.StepRow step) {
        return step.state() == StepState.RUNNING || step.state() == StepState.WAITING;
    }

    private static Duration sum(List<Duration> durations) {
        return durations.stream().reduce(Duration.ZERO, Duration::plus);
    }

    private PastTimes past(RunQuery.Detail run) {
        String known = run.facts().get(BackupFacts.BYTES);
        String chosen = run.parameters().get(BACKUP);
        OptionalLong bytes = OptionalLong.empty();
        if (known != null && known.matches("\\d{1,18}")) {
            bytes = OptionalLong.of(Long.parseLong(known));
        } else if (chosen != null) {
            bytes = bytes(chosen, run.summary().target());
        }
        return past(run.summary().procedure(), named(run), bytes);
    }

    private static List<Named> named(RunQuery.Detail run) {
        return run.steps().stream().map(it -> new Named(it.type(), it.title())).toList();
    }

    private PastTimes past(String procedure, List<Named> steps, OptionalLong bytes) {
        return new PastTimes(steps.stream().map(Named::type).toList(), history.succeeded(procedure, LAST), bytes);
    }

    /** Of the backup with that number; of the newest good one when it is none. */
    private OptionalLong bytes(String chosen, String source) {
        Optional<Backup> backup = chosen.matches("\\d{1,18}")
                ? backups.backup(new BackupId(Long.parseLong(chosen)))
                : backups.newestGood(source);
        return backup.map(Backup::bytes).map(OptionalLong::of).orElse(OptionalLong.empty());
    }
}
