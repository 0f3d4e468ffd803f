package dev.muster.backup;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.muster.common.Refused;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SuspectedSinceTest {

    private static final Instant NOW = Instant.parse("2026-03-01T15:00:00Z");

    @ParameterizedTest
    @CsvSource({
        "2026-03-01 14:30, 2026-03-01T14:30:00Z",
        "2026-03-01T14:30, 2026-03-01T14:30:00Z",
        "2026-03-01T14:30:15Z, 2026-03-01T14:30:15Z",
        "2026-03-01 14:30+01:00, 2026-03-01T13:30:00Z",
        "' 2026-03-01 14:30 ', 2026-03-01T14:30:00Z"
    })
    void a_time_is_one_of_utc_unless_it_has_an_offset(String text, Instant at) {
        assertThat(of(text).at()).contains(at);
    }

    @Test
    void not_knowing_is_allowed() {
        assertThat(of("unknown").at()).isEmpty();
        assertThat(of("").at()).isEmpty();
        assertThat(SuspectedSince.of(Map.of(), NOW).at()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"yesterday", "14:30", "2026-02-30 10:00", "2026-03-01", "0", "2026-03-01 25:00", "Z"})
    void what_is_no_time_is_refused_with_what_is_allowed(String text) {
        assertThatThrownBy(() -> of(text))
                .isInstanceOf(Refused.class)
                .hasMessageContaining("\"" + text + "\" is no time; allowed: unknown, a time in UTC such as");
    }

    @Test
    void the_future_is_refused() {
        assertThatThrownBy(() -> of("2026-03-01 15:01")).hasMessageContaining("lies in the future");
    }

    private static SuspectedSince of(String text) {
        return SuspectedSince.of(Map.of(SuspectedSince.PARAMETER, text), NOW);
    }
}
