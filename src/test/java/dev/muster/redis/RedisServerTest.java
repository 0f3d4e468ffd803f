package dev.muster.redis;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

/** Redis has two clocks, and the one that it notes saves by is late. */
class RedisServerTest {

    @Test
    void a_second_counts_when_the_late_clock_is_in_it_too() {
        assertThat(RedisServer.noted(List.of("1700000000", "3000"))).isEqualTo(1_699_999_999);
        assertThat(RedisServer.noted(List.of("1700000000", "60000"))).isEqualTo(1_700_000_000);
    }
}
