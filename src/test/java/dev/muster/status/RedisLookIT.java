package dev.muster.status;

import static org.assertj.core.api.Assertions.assertThat;

import dev.muster.plan.Secret;
import dev.muster.plan.ServiceProbe;
import dev.muster.practice.PracticeEstate;
import java.time.Duration;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.Test;

class RedisLookIT {

    @Test
    void a_real_redis_with_a_password_is_up_then_unknown_to_strangers_and_down_when_it_is_stopped() throws Exception {
        try (PracticeEstate estate = PracticeEstate.empty().withRedis();
                ExecutorService pool = Executors.newVirtualThreadPerTaskExecutor()) {
            int port = estate.redis().port();
            Secret right = new Secret("${file:" + estate.redis().passwordFile() + "}");

            assertThat(answered(pool, port, right).state()).isEqualTo(ServiceState.UP);
            assertThat(answered(pool, port, Secret.NONE).state()).isEqualTo(ServiceState.UNKNOWN);
            Secret wrong = new Secret("${file:/etc/hostname}");
            assertThat(answered(pool, port, wrong).state()).isEqualTo(ServiceState.UNKNOWN);
            estate.redis().stop();
            assertThat(answered(pool, port, right).state()).isEqualTo(ServiceState.DOWN);
        }
    }

    private static Answer answered(ExecutorService pool, int port, Secret password) throws InterruptedException {
        RedisLook look = new RedisLook(new ServiceProbe.Redis("127.0.0.1", port, password));
        return new Asking(look, Duration.ofSeconds(10), pool).ask().orElseThrow();
    }
}
