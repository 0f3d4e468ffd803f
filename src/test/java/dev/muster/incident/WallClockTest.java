package dev.muster.incident;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.muster.common.Refused;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import org.junit.jupiter.api.Test;

class WallClockTest {

    private static final ZoneId BERLIN = ZoneId.of("Europe/Berlin");
    private static final LocalDateTime TWICE = LocalDateTime.parse("2026-10-25T02:30");

    @Test
    void an_ordinary_time_is_its_moment_in_that_zone() {
        assertThat(WallClock.moment(LocalDateTime.parse("2026-07-01T14:00"), BERLIN, Instant.MAX))
                .isEqualTo("2026-07-01T12:00:00Z");
        assertThat(WallClock.moment(LocalDateTime.parse("2026-07-01T14:00"), ZoneId.of("Asia/Kolkata"), Instant.MAX))
                .isEqualTo("2026-07-01T08:30:00Z");
    }

    @Test
    void a_time_that_comes_twice_is_the_later_one_once_that_has_been() {
        assertThat(WallClock.moment(TWICE, BERLIN, Instant.parse("2026-10-25T01:40:00Z")))
                .isEqualTo("2026-10-25T01:30:00Z");
    }

    @Test
    void before_the_second_time_it_is_the_first() {
        assertThat(WallClock.moment(TWICE, BERLIN, Instant.parse("2026-10-25T00:40:00Z")))
                .isEqualTo("2026-10-25T00:30:00Z");
    }

    @Test
    void a_time_that_never_was_is_refused_and_says_why() {
        assertThatThrownBy(() -> WallClock.moment(LocalDateTime.parse("2026-03-29T02:30"), BERLIN, Instant.MAX))
                .isInstanceOf(Refused.class)
                .hasMessage("02:30 never was on 2026-03-29 in Europe/Berlin: the clock went from 02:00 to 03:00.");
    }
}
