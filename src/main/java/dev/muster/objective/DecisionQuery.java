package dev.muster.objective;

import dev.muster.backup.Backup;
import dev.muster.backup.BackupQuery;
import dev.muster.backup.SuspectedSince;
import dev.muster.incident.Incident;
import dev.muster.objective.DecisionCard.Launch;
import dev.muster.objective.DecisionCard.Way;
import dev.muster.objective.Measure.Measured;
import dev.muster.objective.Measure.NotApplicable;
import dev.muster.objective.Measure.Pending;
import dev.muster.objective.StandbyOutlook.Outlook;
import dev.muster.plan.Plan;
import dev.muster.plan.Plans;
import dev.muster.plan.Procedure;
import dev.muster.plan.RecoveryOption;
import dev.muster.plan.Scenario;
import dev.muster.recovery.RunHistory;
import dev.muster.recovery.RunQuery;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Service;

/** Puts the card of an incident together from its plan, the catalogue of backups and the history of runs. */
@Service
public class DecisionQuery {

    private final Plans plans;
    private final BackupQuery backups;
    private final RunQuery runs;
    private final RunHistory history;
    private final Predictions predictions;
    private final ObjectProvider<StandbyOutlook> standbys;

    DecisionQuery(
            Plans plans,
            BackupQuery backups,
            RunQuery runs,
            RunHistory history,
            Predictions predictions,
            ObjectProvider<StandbyOutlook> standbys) {
        this.plans = plans;
        this.backups = backups;
        this.runs = runs;
        this.history = history;
        this.predictions = predictions;
        this.standbys = standbys;
    }

    public DecisionCard card(Incident incident) {
        Plan declaredUnder = plans.version(incident.planVersionId()).plan();
        Optional<Scenario> scenario = declaredUnder.scenario(incident.scenario());
        return new DecisionCard(
                incident.id(),
                scenario.map(Scenario::title).orElse(incident.scenario()),
                scenario.stream()
                        .flatMap(it -> it.options().stream())
                        .flatMap(it -> declaredUnder.option(it.option()).stream()
                                .map(option -> way(incident, option, it.advice())))
                        .toList());
    }

    private Way way(Incident incident, RecoveryOption option, String advice) {
        // A launch goes by the plan in force, so what can be launched is asked of that one.
        Optional<Procedure> procedure =
                option.procedure().flatMap(it -> plans.current().plan().procedure(it));
        Optional<Instant> suspected =
                option.kind() == RecoveryOption.Kind.OLDER_BACKUP ? suspectedSince(incident) : Optional.empty();
        Optional<Backup> backup = procedure.flatMap(it -> backup(option.kind(), it.target(), suspected));
        Optional<Outlook> standby = option.kind() == RecoveryOption.Kind.PROMOTE_STANDBY
                ? procedure.flatMap(it -> outlook(it.target()))
                : Optional.empty();
        List<String> cannot = new ArrayList<>(cannot(incident, option, procedure, backup));
        standby.ifPresent(it -> cannot.addAll(it.cannot()));
        return new Way(
                option.key(),
                option.title(),
                suspected
                        .map(it -> advice + ". A stranger is suspected since " + it + ": taken from before that")
                        .orElse(advice),
                dataOf(option.kind(), backup, standby),
                takes(option.kind(), procedure, backup),
                proved(option.kind(), backup, standby),
                tested(option.kind(), procedure),
                option.destroys(),
                standby.map(it -> option.wayBack() + " (" + it.wayBack() + ")").orElse(option.wayBack()),
                List.copyOf(cannot),
                cannot.isEmpty()
                        ? procedure.map(it -> new Launch(
                                it.key(), backup.map(found -> found.id().value())))
                        : Optional.empty());
    }

    private Optional<Outlook> outlook(String database) {
        return standbys.stream()
                .flatMap(it -> it.of(plans.current().plan(), database).stream())
                .findFirst();
    }

    /** The older one is a proved one, too, where there is such; else the next good one before the newest proved. */
    private Optional<Backup> backup(RecoveryOption.Kind kind, String source, Optional<Instant> suspected) {
        return switch (kind) {
            case PROMOTE_STANDBY, WAIT -> Optional.empty();
            case NEWEST_PROVED_BACKUP -> backups.newestProved(source);
            case OLDER_BACKUP ->
                suspected.isPresent()
                        ? backups.goodBefore(source, suspected.get())
                        : backups.newestProved(source)
                                .or(() -> backups.newestGood(source))
                                .flatMap(it -> backups.goodBefore(source, Objects.requireNonNull(it.snapshotAt())));
        };
    }

    /** What the newest run that isolated something for this incident was told. */
    private Optional<Instant> suspectedSince(Incident incident) {
        return runs.ofIncident(incident.id()).stream()
                .sorted(Comparator.comparingLong(
                                (RunQuery.Summary it) -> it.id().value())
                        .reversed())
                .flatMap(it -> runs.run(it.id()).stream())
                .map(RunQuery.Detail::parameters)
                .filter(it -> it.containsKey(SuspectedSince.PARAMETER))
                .flatMap(it -> SuspectedSince.of(it, Instant.MAX).at().stream())
                .findFirst();
    }

    private List<String> cannot(
            Incident incident, RecoveryOption option, Optional<Procedure> procedure, Optional<Backup> backup) {
        List<String> why = new ArrayList<>();
        if (!incident.state().open()) {
            why.add("the incident is no longer open");
        }
        option.procedure()
                .filter(it -> procedure.isEmpty())
                .ifPresent(it -> why.add("the plan in force has no procedure " + it));
        if (procedure.isPresent() && backup.isEmpty()) {
            switch (option.kind()) {
                case NEWEST_PROVED_BACKUP -> why.add("no backup was proved yet");
                case OLDER_BACKUP -> why.add("there is no older good backup");
                case PROMOTE_STANDBY, WAIT -> {}
            }
        }
        procedure
                .flatMap(it -> runs.live().stream()
                        .filter(run -> run.target().equals(it.target()))
                        .findFirst())
                .ifPresent(it -> why.add("run " + it.id() + " (" + it.title() + ") holds " + it.target()));
        return List.copyOf(why);
    }

    private static Measure<Instant> dataOf(
            RecoveryOption.Kind kind, Optional<Backup> backup, Optional<Outlook> standby) {
        return switch (kind) {
            case PROMOTE_STANDBY ->
                standby.flatMap(Outlook::dataOf)
                        .<Measure<Instant>>map(Measured::new)
                        .orElseGet(() -> new Pending<>("this console has not seen both servers yet"));
            case WAIT -> new NotApplicable<>("waiting restores nothing");
            case NEWEST_PROVED_BACKUP, OLDER_BACKUP ->
                backup.map(Backup::snapshotAt)
                        .<Measure<Instant>>map(Measured::new)
                        .orElseGet(() -> new NotApplicable<>("there is no such backup"));
        };
    }

    private Measure<Estimate> takes(RecoveryOption.Kind kind, Optional<Procedure> procedure, Optional<Backup> backup) {
        if (kind == RecoveryOption.Kind.WAIT) {
            return new NotApplicable<>("until somebody decides");
        }
        Map<String, String> parameters =
                backup.map(it -> Map.of("backup", it.id().toString())).orElseGet(Map::of);
        return procedure
                .map(it -> predictions.of(it, parameters).total())
                .orElseGet(() -> new NotApplicable<>("there is no procedure"));
    }

    private static Measure<Instant> proved(
            RecoveryOption.Kind kind, Optional<Backup> backup, Optional<Outlook> standby) {
        return switch (kind) {
            case PROMOTE_STANDBY ->
                standby.flatMap(Outlook::seenWell)
                        .<Measure<Instant>>map(Measured::new)
                        .orElseGet(() -> new Pending<>("the standby was not seen connected yet"));
            case WAIT -> new NotApplicable<>("there is nothing to prove");
            case NEWEST_PROVED_BACKUP, OLDER_BACKUP ->
                backup.<Measure<Instant>>map(it -> it.provedAt() == null
                                ? new Pending<>("this backup was never restored")
                                : new Measured<>(it.provedAt()))
                        .orElseGet(() -> new NotApplicable<>("there is no such backup"));
        };
    }

    private Measure<Instant> tested(RecoveryOption.Kind kind, Optional<Procedure> procedure) {
        if (kind == RecoveryOption.Kind.WAIT) {
            return new NotApplicable<>("there is nothing to test");
        }
        return procedure.stream()
                .flatMap(it -> history.succeeded(it.key(), 1).stream())
                .findFirst()
                .<Measure<Instant>>map(it -> new Measured<>(it.endedAt()))
                .orElseGet(() -> new Pending<>("it has never gone well"));
    }
}
