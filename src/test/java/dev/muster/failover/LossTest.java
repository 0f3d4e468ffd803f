package dev.muster.failover;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.muster.common.Refused;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What may be lost, and what a person accepts. */
class LossTest {

    private static final Loss TWENTY =
            new Loss(20L << 20, Duration.ofSeconds(5), OptionalLong.of(7), "counted in the old primary's own log");

    @Test
    void too_much_is_told_with_the_numbers_of_both() {
        assertThat(TWENTY.over(new Loss.Limit(16L << 20, Duration.ofSeconds(30), false)))
                .contains("20.0 MB and 5.0 s, 7 transactions, (counted in the old primary's own log) would be lost; the"
                        + " plan accepts 16.0 MB and 30 s");
        assertThat(TWENTY.over(new Loss.Limit(20L << 20, Duration.ofSeconds(5), false)))
                .isEmpty();
        assertThat(TWENTY.over(new Loss.Limit(64L << 20, Duration.ofSeconds(4), true)))
                .hasValueSatisfying(it -> assertThat(it).endsWith("accepted were 64.0 MB and 4.0 s"));
    }

    @Test
    void a_person_names_minutes_and_an_amount() {
        assertThat(Loss.Limit.accepted(Optional.of("10 min, 64 MB")))
                .contains(new Loss.Limit(64L << 20, Duration.ofMinutes(10), true));
        assertThat(Loss.Limit.accepted(Optional.of("none"))).isEmpty();
        assertThat(Loss.Limit.accepted(Optional.empty())).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"all", "10 min", "64 MB", "10 min, 64", "-1 min, 64 MB", "10 min, 64 MB; x", "999999 min, 1 GB"})
    void anything_else_is_refused_with_what_is_allowed(String text) {
        assertThatThrownBy(() -> Loss.Limit.accepted(Optional.of(text)))
                .isInstanceOf(Refused.class)
                .hasMessageContaining("allowed: none, or minutes and an amount such as 10 min, 64 MB");
    }

    @Test
    void a_clock_that_is_set_makes_no_lag() {
        Sightings sightings = new Sightings();
        Instant noon = Instant.parse("2026-03-01T12:00:00Z");
        sightings.saw("bdc", sighting("0/100", noon), 0);
        sightings.saw(
                "bdc",
                sighting("0/200", noon.plus(Duration.ofHours(1))),
                Duration.ofSeconds(1).toNanos());

        assertThat(sightings.behind("bdc", Wal.of("0/150"))).isEqualTo(Duration.ofSeconds(1));
        assertThat(sightings.behind("bdc", Wal.of("0/200"))).isEqualTo(Duration.ZERO);
    }

    @Test
    void what_was_seen_of_the_other_server_as_a_primary_is_forgotten() {
        Sightings sightings = new Sightings();
        Instant noon = Instant.parse("2026-03-01T12:00:00Z");
        sightings.saw("bdc", sighting("0/100", noon), 0);
        sightings.saw("bdc", new Sighting("standby", "7", 2, Wal.of("0/90"), false, noon), 5);

        assertThat(sightings.last("bdc", "primary")).isEmpty();
        assertThat(sightings.last("bdc", "standby")).isPresent();
    }

    private static Sighting sighting(String written, Instant at) {
        return new Sighting("primary", "7", 1, Wal.of(written), true, at);
    }
}
