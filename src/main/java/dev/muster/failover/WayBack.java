package dev.muster.failover;

import dev.muster.plan.Database;
import dev.muster.plan.Failover;
import dev.muster.plan.Plan;
import dev.muster.plan.Procedure;
import dev.muster.recovery.RunHistory;
import dev.muster.recovery.step.Finding;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;

/** The procedure that makes the old primary a standby again: without one, nothing fails over. */
@Component
class WayBack {

    private static final Duration OLD = Duration.ofDays(90);

    private final ObjectProvider<RunHistory> history;
    private final Clock clock;

    WayBack(ObjectProvider<RunHistory> history, Clock clock) {
        this.history = history;
        this.clock = clock;
    }

    /** @param testedAt when a run of it last went well */
    record Stored(Procedure procedure, Optional<Instant> testedAt) {}

    Optional<Stored> of(Plan plan, String database) {
        return plan.procedures().stream()
                .filter(it -> it.target().equals(database))
                .filter(it -> it.steps().stream().anyMatch(step -> step.type().equals(step(plan, database))))
                .map(it -> new Stored(it, testedAt(it)))
                .min(Comparator.comparingInt(it -> it.procedure().steps().size()));
    }

    /** What leads back: Patroni makes the old one a replica by itself, and a switchover goes back. */
    static String step(Plan plan, String database) {
        return plan.database(database)
                        .flatMap(Database::failover)
                        .flatMap(Failover::patroni)
                        .isPresent()
                ? PatroniSwitchoverStep.TYPE
                : RejoinStandbyStep.TYPE;
    }

    private Optional<Instant> testedAt(Procedure procedure) {
        return history.getObject().succeeded(procedure.key(), 1).stream()
                .findFirst()
                .map(RunHistory.Past::endedAt);
    }

    List<Finding> findings(Plan plan, String database) {
        Optional<Stored> stored = of(plan, database);
        if (stored.isEmpty()) {
            return List.of(Finding.block(
                    "way back",
                    "the plan has no procedure for " + database + " with a step " + step(plan, database)
                            + ": nothing fails over without a way back"));
        }
        String title = "\"" + stored.get().procedure().title() + "\"";
        return List.of(stored.get()
                .testedAt()
                .map(it -> Duration.between(it, clock.instant()))
                .map(age -> age.compareTo(OLD) > 0
                        ? Finding.warn("way back", title + " last went well " + days(age) + " ago: test it")
                        : Finding.ok("way back", title + ", last went well " + days(age) + " ago"))
                .orElseGet(() -> Finding.warn("way back", title + " is stored and was never tested")));
    }

    static String days(Duration age) {
        return age.toHours() < 48 ? Math.max(0, age.toHours()) + " h" : age.toDays() + " days";
    }
}
