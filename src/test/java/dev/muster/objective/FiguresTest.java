package dev.muster.objective;

import static org.assertj.core.api.Assertions.assertThat;

import dev.muster.incident.Incident;
import dev.muster.incident.IncidentId;
import dev.muster.incident.IncidentState;
import dev.muster.incident.SamplePlan;
import dev.muster.objective.Figures.Restore;
import dev.muster.objective.Measure.Invalid;
import dev.muster.objective.Measure.Measured;
import dev.muster.objective.Measure.NotApplicable;
import dev.muster.objective.Measure.Pending;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FiguresTest {

    private static final Instant OCCURRED = Instant.parse("2026-11-22T11:50:00Z");
    private static final Instant DETECTED = Instant.parse("2026-11-22T11:58:00Z");
    private static final Instant RESPONDED = Instant.parse("2026-11-22T12:06:00Z");

    @Test
    void a_resolved_incident_with_a_restore_is_measured_throughout() {
        Figures figures = figures(resolvedAt(DETECTED.plus(Duration.ofMinutes(100))), new Restore.Succeeded("2280"));

        assertThat(figures)
                .isEqualTo(new Figures(
                        measured(8), measured(8), measured(100), measured(108), measured(38), met(true), met(true)));
    }

    @Test
    void the_objectives_themselves_are_still_met_and_a_second_more_is_not() {
        Figures exactly = figures(resolvedAt(DETECTED.plus(Duration.ofHours(2))), new Restore.Succeeded("3600"));
        Figures late =
                figures(resolvedAt(DETECTED.plus(Duration.ofHours(2)).plusSeconds(1)), new Restore.Succeeded("3601"));

        assertThat(exactly.metRto()).isEqualTo(met(true));
        assertThat(exactly.metRpo()).isEqualTo(met(true));
        assertThat(late.metRto()).isEqualTo(met(false));
        assertThat(late.metRpo()).isEqualTo(met(false));
    }

    @Test
    void less_critical_services_have_longer() {
        Instant threeHoursOn = DETECTED.plus(Duration.ofHours(3));
        Incident late = resolvedAt(threeHoursOn);
        Incident reports = incident(List.of("reports"), IncidentState.RESOLVED, OCCURRED, RESPONDED, threeHoursOn);

        assertThat(figures(late, new Restore.None()).metRto()).isEqualTo(met(false));
        assertThat(figures(reports, new Restore.None()).metRto()).isEqualTo(met(true));
    }

    @Test
    void before_the_resolution_the_later_figures_are_pending() {
        Figures figures = figures(incident(IncidentState.DECLARED, OCCURRED, null, null), new Restore.None());

        assertThat(figures.detection()).isEqualTo(measured(8));
        assertThat(figures.response()).isEqualTo(new Pending<>("nobody has responded yet"));
        assertThat(figures.recovery()).isEqualTo(new Pending<>("not resolved yet"));
        assertThat(figures.downtime()).isEqualTo(new Pending<>("not resolved yet"));
        assertThat(figures.dataLoss()).isEqualTo(new Pending<>("nothing restored yet"));
        assertThat(figures.metRto()).isEqualTo(new Pending<>("not resolved yet"));
        assertThat(figures.metRpo()).isEqualTo(new Pending<>("nothing restored yet"));
    }

    @Test
    void an_unknown_beginning_leaves_detection_and_downtime_pending_even_when_resolved() {
        Figures figures = figures(
                incident(IncidentState.RESOLVED, null, RESPONDED, DETECTED.plusSeconds(600)), new Restore.None());

        assertThat(figures.detection()).isEqualTo(new Pending<>("not known when it occurred"));
        assertThat(figures.downtime()).isEqualTo(new Pending<>("not known when it occurred"));
        assertThat(figures.recovery()).isEqualTo(measured(10));
    }

    @Test
    void without_a_restore_a_resolved_incident_has_no_data_loss_to_measure() {
        Figures figures = figures(resolvedAt(DETECTED.plusSeconds(600)), new Restore.None());

        assertThat(figures.dataLoss()).isEqualTo(new NotApplicable<>("nothing was restored"));
        assertThat(figures.metRpo()).isEqualTo(new NotApplicable<>("nothing was restored"));
    }

    @Test
    void a_run_on_its_way_leaves_the_loss_pending() {
        assertThat(figures(resolvedAt(DETECTED), new Restore.UnderWay()).dataLoss())
                .isInstanceOf(Pending.class);
    }

    @Test
    void a_measured_loss_of_zero_is_a_measured_zero() {
        assertThat(figures(resolvedAt(DETECTED), new Restore.Succeeded("0")).dataLoss())
                .isEqualTo(measured(0));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "-1", "12.5", "about an hour", "99999999999999999999"})
    void a_loss_that_is_no_number_of_seconds_is_invalid(String seconds) {
        Figures figures = figures(resolvedAt(DETECTED), new Restore.Succeeded(seconds));

        assertThat(figures.dataLoss()).isInstanceOf(Invalid.class);
        assertThat(figures.metRpo()).isInstanceOf(Invalid.class);
    }

    @Test
    void reversed_times_are_invalid_and_name_the_pair() {
        Figures figures = figures(
                incident(IncidentState.RESOLVED, DETECTED.plusSeconds(60), RESPONDED, DETECTED.minusSeconds(60)),
                new Restore.None());

        assertThat(figures.detection()).isEqualTo(new Invalid<>("detected lies before occurred"));
        assertThat(figures.recovery()).isEqualTo(new Invalid<>("resolved lies before detected"));
        assertThat(figures.downtime()).isEqualTo(new Invalid<>("resolved lies before occurred"));
        assertThat(figures.metRto()).isEqualTo(new Invalid<>("resolved lies before detected"));
    }

    @Test
    void a_cancelled_incident_has_nothing_to_measure() {
        Figures figures = figures(incident(IncidentState.CANCELLED, OCCURRED, null, null), new Restore.None());

        assertThat(figures.response()).isEqualTo(new NotApplicable<>("cancelled"));
        assertThat(figures.recovery()).isEqualTo(new NotApplicable<>("cancelled"));
        assertThat(figures.dataLoss()).isEqualTo(new NotApplicable<>("cancelled"));
        assertThat(figures.metRto()).isEqualTo(new NotApplicable<>("cancelled"));
    }

    private static Figures figures(Incident incident, Restore restore) {
        return Figures.of(incident, new SamplePlan(1).current().plan(), restore);
    }

    private static Incident resolvedAt(Instant resolved) {
        return incident(IncidentState.RESOLVED, OCCURRED, RESPONDED, resolved);
    }

    private static Incident incident(
            IncidentState state, @Nullable Instant occurred, @Nullable Instant responded, @Nullable Instant resolved) {
        return incident(List.of(), state, occurred, responded, resolved);
    }

    private static Incident incident(
            List<String> services,
            IncidentState state,
            @Nullable Instant occurred,
            @Nullable Instant responded,
            @Nullable Instant resolved) {
        return new Incident(
                new IncidentId(1),
                3,
                "Title",
                "ransomware",
                1,
                state,
                false,
                services,
                occurred,
                DETECTED,
                DETECTED,
                responded,
                resolved,
                null,
                null,
                "jane",
                "Jane Smith",
                1);
    }

    private static Measure<Duration> measured(int minutes) {
        return new Measured<>(Duration.ofMinutes(minutes));
    }

    private static Measure<Boolean> met(boolean met) {
        return new Measured<>(met);
    }
}
