package dev.muster.failover;

import dev.muster.common.Refused;
import dev.muster.incident.Incident;
import dev.muster.incident.Timeline;
import dev.muster.incident.TimelineKind;
import dev.muster.plan.Database;
import dev.muster.plan.Failover;
import dev.muster.plan.Plan;
import dev.muster.recovery.RunId;
import dev.muster.recovery.RunQuery;
import dev.muster.recovery.Runs;
import dev.muster.recovery.step.Finding;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Launches a failover without a person, where the plan says so and everything that a person would look at is well: both
 * vantage points, a fence that can be tried, a loss that is known and within the limit, and the cool-down.
 */
@Component
class Autopilot {

    private static final Logger LOG = LoggerFactory.getLogger(Autopilot.class);

    private final Runs runs;
    private final RunQuery history;
    private final StandbyCheck standby;
    private final Fences fences;
    private final LostPrimaries lost;
    private final Timeline timeline;
    private final TransactionTemplate transaction;
    private final Clock clock;
    /** By a clock that nobody sets; what another console or an earlier start launched is found in the history. */
    private final Map<String, Long> launched = new ConcurrentHashMap<>();

    private final Map<String, String> told = new ConcurrentHashMap<>();

    Autopilot(
            Runs runs,
            RunQuery history,
            StandbyCheck standby,
            Fences fences,
            LostPrimaries lost,
            Timeline timeline,
            TransactionTemplate transaction,
            Clock clock) {
        this.runs = runs;
        this.history = history;
        this.standby = standby;
        this.fences = fences;
        this.lost = lost;
        this.timeline = timeline;
        this.transaction = transaction;
        this.clock = clock;
    }

    void lost(Plan plan, Database database, LostPrimary primary, Confirmation.Result confirmed) {
        Failover failover = Node.failover(database);
        boolean held = history.live().stream().anyMatch(it -> it.target().equals(database.key()));
        if (failover.automatic() != Failover.Mode.AUTOMATIC || held) {
            // A run that holds the database, be it our own, tells of itself.
            return;
        }
        Optional<String> hindrance = hindrance(plan, database, primary, confirmed);
        if (hindrance.isPresent()) {
            tell(database.key(), "Muster does not fail " + database.title() + " over by itself: " + hindrance.get());
            return;
        }
        launched.put(database.key(), System.nanoTime());
        Optional<Incident> incident = lost.openIncident();
        try {
            RunId run = runs.launch(
                    new Runs.Request(
                            primary.procedure(),
                            Map.of(),
                            incident.map(Incident::id).orElse(null),
                            null),
                    database.name(),
                    Splits.WATCH);
            tell(
                    database.key(),
                    "Muster fails " + database.title() + " over by itself, run " + run + ", as the plan says: "
                            + primary.words()
                            + standby.expected(confirmed.pair(), confirmed.to())
                                    .map(it -> ". The standby lacks " + it.words())
                                    .orElse("")
                            + ". Nothing moves by itself again for "
                            + failover.coolDown().toMinutes() + " min");
        } catch (Refused e) {
            tell(database.key(), "Muster could not fail " + database.title() + " over by itself: " + e.getMessage());
        }
    }

    private Optional<String> hindrance(
            Plan plan, Database database, LostPrimary primary, Confirmation.Result confirmed) {
        if (coolsDown(database, primary.procedure())) {
            return Optional.of("the last time was less than "
                    + Node.failover(database).coolDown().toMinutes() + " min ago: a person decides");
        }
        if (standby.expected(confirmed.pair(), confirmed.to()).isEmpty()) {
            return Optional.of("what would be lost is not known");
        }
        if (fences.outlook(plan, confirmed.pair().from()).values().stream().noneMatch(Optional::isEmpty)) {
            return Optional.of("no fence can be proved");
        }
        List<Finding> findings = standby.findings(confirmed.pair(), confirmed.to(), Optional.empty());
        return findings.stream()
                .filter(it -> it.level() == Finding.Level.BLOCK)
                .map(Finding::message)
                .findFirst();
    }

    private boolean coolsDown(Database database, String procedure) {
        Duration coolDown = Node.failover(database).coolDown();
        Long own = launched.get(database.key());
        if (own != null && System.nanoTime() - own < coolDown.toNanos()) {
            return true;
        }
        return history.lastEnded(clock.instant().minus(coolDown)).stream()
                .anyMatch(it -> it.procedure().equals(procedure) && it.target().equals(database.key()));
    }

    /** Each thing once, in the log and in the story of the incident that is open. */
    private void tell(String database, String text) {
        if (text.equals(told.put(database, text))) {
            return;
        }
        LOG.warn("{}", text);
        lost.openIncident()
                .ifPresent(it -> transaction.executeWithoutResult(status ->
                        timeline.append(it.id(), clock.instant(), TimelineKind.SERVICE, Splits.WATCH, text, null)));
    }
}
