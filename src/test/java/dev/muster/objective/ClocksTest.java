package dev.muster.objective;

import static org.assertj.core.api.Assertions.assertThat;

import dev.muster.incident.Declaration;
import dev.muster.incident.IncidentId;
import dev.muster.incident.IncidentWorld;
import dev.muster.objective.Forecast.Verdict;
import dev.muster.objective.Measure.Measured;
import dev.muster.objective.Measure.NotApplicable;
import dev.muster.objective.Measure.Pending;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** An incident detected at 11:56 and declared at noon, with a critical budget of two hours. */
class ClocksTest {

    private static final Instant NOON = IncidentWorld.NOON;
    private static final Instant BUDGET_ENDS = NOON.plus(Duration.ofMinutes(116));

    private final ObjectiveWorld world = new ObjectiveWorld();

    @AfterEach
    void close() {
        world.close();
    }

    @Test
    void an_open_incident_has_absolute_moments_and_no_prediction_without_history() {
        Clocks clocks = world.clocks(world.incidents.aDeclaredIncident());

        assertThat(clocks.declared()).isEqualTo(new Measured<>(new Elapsed(NOON, Optional.empty())));
        assertThat(clocks.phase())
                .isEqualTo(new Measured<>(new Deadline("Assessment", NOON, NOON.plus(Duration.ofHours(1)))));
        assertThat(clocks.rto())
                .isEqualTo(new Measured<>(
                        new Deadline("critical systems", NOON.minus(Duration.ofMinutes(4)), BUDGET_ENDS)));
        assertThat(clocks.full()).isInstanceOf(Measured.class);
        assertThat(clocks.forecast().verdict())
                .isEqualTo(new Pending<>("Restore the database: not enough history: 0 of 3 runs that went well"));
        assertThat(clocks.forecast().byHand()).isEqualTo(24);
    }

    @Test
    void the_budget_is_that_of_the_most_critical_affected_service_and_waived_work_is_none() {
        IncidentId id = declaredWith("reports");
        world.incidents.phases().waive(id, "recovery", "Nothing was lost", IncidentWorld.COMMANDER);

        Clocks clocks = world.clocks(id);

        assertThat(clocks.rto())
                .isEqualTo(new Measured<>(new Deadline(
                        "non-critical systems",
                        NOON.minus(Duration.ofMinutes(4)),
                        NOON.plus(Duration.ofMinutes(476)))));
        assertThat(clocks.forecast().verdict()).isEqualTo(new NotApplicable<>("nothing is left that a procedure does"));
        assertThat(clocks.forecast().byHand()).isEqualTo(20);
        assertThat(world.clocks(declaredWith("reports", "bdc")).rto())
                .isEqualTo(new Measured<>(
                        new Deadline("critical systems", NOON.minus(Duration.ofMinutes(4)), BUDGET_ENDS)));
    }

    private IncidentId declaredWith(String... services) {
        Declaration declaration = new Declaration(
                "database-corruption",
                2,
                "Something is slow",
                null,
                NOON.minus(Duration.ofMinutes(4)),
                List.of(services),
                false);
        return world.incidents.incidents().declare(declaration, IncidentWorld.COMMANDER);
    }

    @Test
    void the_verdict_turns_from_likely_to_tight_to_late_at_the_moments_that_were_told_before() {
        IncidentId id = world.incidents.aDeclaredIncident();
        world.aRestore(20, 2, "{}");
        world.aRestore(30, 2, "{}");
        world.aRestore(60, 2, "{}");

        Forecast first = world.clocks(id).forecast();

        assertThat(first.verdict()).isEqualTo(new Measured<>(Verdict.LIKELY));
        assertThat(first.likelyUntil()).contains(BUDGET_ENDS.minus(Duration.ofMinutes(62)));
        assertThat(first.tightUntil()).contains(BUDGET_ENDS.minus(Duration.ofMinutes(32)));
        assertThat(first.eats()).first().returns("The load", Forecast.Part::step);
        at(id, first.likelyUntil().orElseThrow(), Verdict.LIKELY);
        at(id, first.likelyUntil().orElseThrow().plusSeconds(1), Verdict.TIGHT);
        at(id, first.tightUntil().orElseThrow(), Verdict.TIGHT);
        at(id, first.tightUntil().orElseThrow().plusSeconds(1), Verdict.LATE);
    }

    @Test
    void a_run_under_way_counts_with_what_is_left_of_it_and_one_that_went_well_no_longer() {
        IncidentId id = world.incidents.aDeclaredIncident();
        for (int i = 0; i < 3; i++) {
            world.aRestore(30, 2, "{}");
        }
        var running = world.aRun("RUNNING", id, "{}", List.of("RUNNING", "PENDING"), 10, 0);

        Forecast under_way = world.clocks(id).forecast();
        assertThat(under_way.work())
                .isEqualTo(new Measured<>(new Estimate(Duration.ofMinutes(22), Duration.ofMinutes(22))));
        // If the load never ended, only the swap would be sure to come after it.
        assertThat(under_way.likelyUntil()).contains(BUDGET_ENDS.minus(Duration.ofMinutes(2)));

        world.execute("update run_step set state = 'SUCCEEDED', ended_at = started_at where run_id = " + running);
        world.execute("update run set state = 'SUCCEEDED', ended_at = launched_at where id = " + running);
        assertThat(world.clocks(id).forecast().verdict())
                .isEqualTo(new NotApplicable<>("nothing is left that a procedure does"));
    }

    @Test
    void a_budget_that_is_used_up_is_missed_whatever_is_known() {
        IncidentId id = world.incidents.aDeclaredIncident();

        at(id, BUDGET_ENDS.plusSeconds(1), Verdict.LATE);
    }

    @Test
    void when_it_is_over_the_clocks_stand() {
        IncidentId id = world.incidents.aDeclaredIncident();
        world.incidents.clock.turn(Duration.ofMinutes(50));
        world.incidents.incidents().resolve(id, IncidentWorld.COMMANDER);
        world.incidents.clock.turn(Duration.ofDays(1));

        Clocks clocks = world.clocks(id);

        assertThat(clocks.declared())
                .isEqualTo(new Measured<>(new Elapsed(NOON, Optional.of(NOON.plus(Duration.ofMinutes(50))))));
        assertThat(clocks.rto()).isEqualTo(new NotApplicable<>("resolved"));
        assertThat(clocks.forecast().verdict()).isEqualTo(new NotApplicable<>("resolved"));
    }

    private void at(IncidentId id, Instant moment, Verdict verdict) {
        world.incidents.clock.turn(Duration.between(world.incidents.clock.instant(), moment));
        assertThat(world.clocks(id).forecast().verdict()).isEqualTo(new Measured<>(verdict));
    }
}
