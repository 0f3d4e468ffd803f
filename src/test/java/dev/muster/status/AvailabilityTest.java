package dev.muster.status;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class AvailabilityTest {

    private static final Instant MIDNIGHT = Instant.parse("2026-11-22T00:00:00Z");
    private static final Instant NEXT = MIDNIGHT.plus(Duration.ofDays(1));

    @Test
    void an_hour_down_of_a_day_is_counted_and_degraded_is_still_there() {
        Availability day = day(
                List.of(
                        at(-5, ServiceState.UP),
                        at(6, ServiceState.DOWN),
                        at(7, ServiceState.DEGRADED),
                        at(8, ServiceState.UP)),
                List.of());

        assertThat(day).isEqualTo(new Availability(hours(23), hours(1), hours(0)));
        assertThat(day.share()).hasValue(23.0 / 24);
    }

    @Test
    void what_nobody_saw_counts_neither_way() {
        Availability day = day(
                List.of(at(6, ServiceState.UP), at(10, ServiceState.UNKNOWN), at(20, ServiceState.DOWN)), List.of());

        assertThat(day).isEqualTo(new Availability(hours(4), hours(4), hours(16)));
        assertThat(day.share()).hasValue(0.5);
    }

    @Test
    void without_any_look_there_is_no_figure() {
        assertThat(day(List.of(), List.of()).share()).isEmpty();
        assertThat(day(List.of(at(-1, ServiceState.UNKNOWN)), List.of()).share())
                .isEmpty();
    }

    @Test
    void maintenance_is_not_counted_also_where_windows_overlap() {
        Availability day = day(
                List.of(at(0, ServiceState.UP), at(10, ServiceState.DOWN), at(14, ServiceState.UP)),
                List.of(window(11, 13), window(9, 12), window(23, 30)));

        assertThat(day).isEqualTo(new Availability(hours(18), hours(1), hours(5)));
    }

    @Test
    void what_lies_outside_of_the_stretch_is_left_out() {
        assertThat(day(
                        List.of(at(-9, ServiceState.DOWN), at(-8, ServiceState.UP), at(30, ServiceState.DOWN)),
                        List.of()))
                .isEqualTo(new Availability(hours(24), hours(0), hours(0)));
    }

    private static Availability day(List<Transition> transitions, List<Maintenance> windows) {
        return Availability.of(transitions, windows, MIDNIGHT, NEXT);
    }

    private static Duration hours(int hours) {
        return Duration.ofHours(hours);
    }

    private static Transition at(int hour, ServiceState state) {
        return new Transition("bdc", state, MIDNIGHT.plus(hours(hour)), Optional.empty(), "");
    }

    private static Maintenance window(int from, int to) {
        return new Maintenance(1, "bdc", MIDNIGHT.plus(hours(from)), MIDNIGHT.plus(hours(to)), "disk", "Jane", 0);
    }
}
