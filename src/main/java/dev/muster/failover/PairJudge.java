package dev.muster.failover;

import dev.muster.plan.Database;
import dev.muster.plan.Plan;
import dev.muster.plan.Procedure;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.springframework.stereotype.Component;

/** Makes of one look after the other what is told: two primaries at once, a lost one only after a row of looks. */
@Component
class PairJudge {

    private static final int IN_A_ROW = 3;

    /** By then it has, with its usual settings; a person looks why it has not. */
    private static final Duration PATRONI_MOVES = Duration.ofMinutes(1);

    private record Row(int looks, Instant since) {}

    private final PairSight sight;
    private final Splits splits;
    private final LostPrimaries lost;
    private final Confirmation confirmation;
    private final Autopilot autopilot;
    private final PatroniMoves patroni;
    private final Clock clock;
    private final Map<String, Row> silent = new ConcurrentHashMap<>();

    PairJudge(
            PairSight sight,
            Splits splits,
            LostPrimaries lost,
            Confirmation confirmation,
            Autopilot autopilot,
            PatroniMoves patroni,
            Clock clock) {
        this.sight = sight;
        this.splits = splits;
        this.lost = lost;
        this.confirmation = confirmation;
        this.autopilot = autopilot;
        this.patroni = patroni;
        this.clock = clock;
    }

    /** One look; true when the next one should follow soon. */
    boolean look(Plan plan, Database database) {
        Pair.Seen seen = sight.see(plan, database);
        splits.saw(database.key(), database.title(), seen);
        boolean ofPatroni = Node.failover(database).patroni().isPresent();
        if (ofPatroni) {
            patroni.saw(plan, database, seen);
        }
        boolean gone = (seen.first().silent() && seen.second().standby())
                || (seen.second().silent() && seen.first().standby());
        if (!gone) {
            silent.remove(database.key());
            lost.isThere(database.key());
            return false;
        }
        Row row = silent.merge(
                database.key(),
                new Row(1, clock.instant()),
                (before, now) -> new Row(before.looks() + 1, before.since()));
        if (row.looks() < IN_A_ROW) {
            return true;
        }
        if (ofPatroni && Duration.between(row.since(), clock.instant()).compareTo(PATRONI_MOVES) < 0) {
            // It moves by itself, and knows better when.
            return false;
        }
        Confirmation.Result result = confirmation.of(plan, database);
        Optional<Procedure> procedure = LostPrimaries.procedure(plan, database.key());
        if (!result.down() || procedure.isEmpty()) {
            lost.isThere(database.key());
            return false;
        }
        LostPrimary primary = new LostPrimary(
                database.key(), database.title(), procedure.get().key(), result.words(), row.since());
        lost.is(primary);
        if (ofPatroni) {
            return false;
        }
        autopilot.lost(plan, database, primary, result);
        return false;
    }
}
