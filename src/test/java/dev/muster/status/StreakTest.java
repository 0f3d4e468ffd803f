package dev.muster.status;

import static dev.muster.status.ServiceState.DEGRADED;
import static dev.muster.status.ServiceState.DOWN;
import static dev.muster.status.ServiceState.UNKNOWN;
import static dev.muster.status.ServiceState.UP;
import static org.assertj.core.api.Assertions.assertThat;

import dev.muster.testing.TurnableClock;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class StreakTest {

    private static final Instant NOON = Instant.parse("2026-11-22T12:00:00Z");

    private final TurnableClock clock = new TurnableClock(NOON);
    private final Streak streak = new Streak(3, 2, NOON);

    @Test
    void nothing_is_known_before_the_first_look_and_a_good_one_is_enough() {
        assertThat(streak.state()).isEqualTo(UNKNOWN);
        assertThat(sees(UP)).isEqualTo(UP);
    }

    @Test
    void it_is_down_after_as_many_bad_looks_as_the_plan_says_and_since_the_first_of_them() {
        sees(UP);
        Instant first = clock.instant().plusSeconds(1);
        assertThat(sees(DOWN)).isEqualTo(UP);
        assertThat(streak.wavers()).isTrue();
        assertThat(sees(DOWN)).isEqualTo(UP);
        assertThat(sees(DOWN)).isEqualTo(DOWN);
        assertThat(streak.since()).isEqualTo(first);
        assertThat(streak.wavers()).isFalse();
    }

    @Test
    void a_good_look_between_begins_the_count_anew() {
        sees(UP);
        sees(DOWN);
        sees(DOWN);
        sees(UP);
        sees(DOWN);
        assertThat(sees(DOWN)).isEqualTo(UP);
    }

    @Test
    void it_is_up_again_only_after_its_own_threshold() {
        down();
        assertThat(sees(UP)).isEqualTo(DOWN);
        assertThat(sees(UP)).isEqualTo(UP);
    }

    @Test
    void bad_looks_of_several_kinds_count_together_and_the_last_one_says_how_it_is() {
        sees(UP);
        sees(DEGRADED);
        sees(UNKNOWN);
        assertThat(sees(DOWN)).isEqualTo(DOWN);
    }

    @Test
    void flapping_makes_no_state() {
        sees(UP);
        for (int i = 0; i < 50; i++) {
            assertThat(sees(DOWN)).isEqualTo(UP);
            assertThat(sees(UP)).isEqualTo(UP);
        }
    }

    @Test
    void who_cannot_look_any_more_does_not_say_that_it_is_down() {
        sees(UP);
        sees(UNKNOWN);
        sees(UNKNOWN);
        assertThat(sees(UNKNOWN)).isEqualTo(UNKNOWN);
    }

    private void down() {
        sees(DOWN);
        sees(DOWN);
        assertThat(sees(DOWN)).isEqualTo(DOWN);
    }

    private ServiceState sees(ServiceState seen) {
        clock.turn(Duration.ofSeconds(1));
        streak.add(seen, clock.instant());
        return streak.state();
    }
}
