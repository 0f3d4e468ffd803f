package dev.muster.failover;

import dev.muster.objective.StandbyOutlook;
import dev.muster.plan.Database;
import dev.muster.plan.Plan;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.springframework.stereotype.Component;

/** What the card of ways out says about promoting a standby. */
@Component
class WatchedStandbys implements StandbyOutlook {

    private final Sightings sightings;
    private final WayBack wayBack;
    private final Clock clock;

    WatchedStandbys(Sightings sightings, WayBack wayBack, Clock clock) {
        this.sightings = sightings;
        this.wayBack = wayBack;
        this.clock = clock;
    }

    @Override
    public Optional<Outlook> of(Plan plan, String database) {
        if (plan.database(database).flatMap(Database::failover).isEmpty()) {
            return Optional.empty();
        }
        Optional<WayBack.Stored> stored = wayBack.of(plan, database);
        return Optional.of(new Outlook(
                sightings.caughtUp(database),
                sightings.streamedUntil(database),
                stored.map(this::words).orElse("none is stored"),
                stored.isEmpty()
                        ? List.of(
                                "the plan stores no way back: no procedure with a step " + WayBack.step(plan, database))
                        : List.of()));
    }

    private String words(WayBack.Stored stored) {
        return stored.testedAt()
                .map(it -> "last went well " + WayBack.days(Duration.between(it, clock.instant())) + " ago")
                .orElse("stored and never tested");
    }
}
