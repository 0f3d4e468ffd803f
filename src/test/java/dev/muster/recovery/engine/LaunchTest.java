package dev.muster.recovery.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.muster.common.Refused;
import dev.muster.recovery.RunId;
import dev.muster.recovery.Runs;
import dev.muster.recovery.step.Finding;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.security.access.AccessDeniedException;

class LaunchTest {

    private static final int ROUNDS = 200;

    @TempDir
    Path work;

    private EngineWorld world;

    @BeforeEach
    void start() {
        world = new EngineWorld(work);
    }

    @AfterEach
    void stop() {
        world.close();
    }

    @Test
    void the_preview_shows_what_would_run_and_hides_secrets() {
        Runs.Preview preview = world.runs().prepare(world.aRequest());
        assertThat(preview.nameToType()).isEqualTo("app_production");
        assertThat(preview.request().parameters()).containsEntry("backup", "newest");
        assertThat(preview.steps().getFirst().description().commands()).containsExactly("first --password=•••");
        assertThat(preview.blocked()).isFalse();
    }

    @Test
    void a_check_that_breaks_blocks_the_launch() {
        world.second.check = it -> {
            throw new IllegalStateException("S3 is down");
        };
        Runs.Preview preview = world.runs().prepare(world.aRequest());
        assertThat(preview.findings()).contains(Finding.block("The second", "S3 is down"));
        assertThatThrownBy(world::launched).isInstanceOf(Refused.class).hasMessageContaining("S3 is down");
        assertThat(world.query().latest(10)).isEmpty();
        assertThat(world.audit).anyMatch(it -> it.startsWith("launch-run refused: The pre-flight forbids it."));
    }

    @Test
    void a_check_that_hangs_blocks_the_launch_after_its_limit_and_the_others_are_shown() {
        CountDownLatch never = new CountDownLatch(1);
        world.second.check = it -> {
            while (true) {
                try {
                    never.await();
                } catch (InterruptedException e) {
                    // deaf, as a driver may be
                }
            }
        };
        long begun = System.nanoTime();
        Runs.Preview preview = world.runs().prepare(world.aRequest());
        assertThat(Duration.ofNanos(System.nanoTime() - begun)).isLessThan(Duration.ofSeconds(10));
        assertThat(preview.findings())
                .containsExactly(
                        Finding.ok("look", "fine"),
                        Finding.block("The second", "its pre-flight did not answer within 3 s"));
        assertThat(preview.steps())
                .extracting(it -> it.description().what())
                .containsExactly(
                        "would first",
                        "What it would do is not known: its pre-flight did not answer within 3 s",
                        "would third");
    }

    @Test
    void a_wrong_name_a_wrong_role_and_an_unknown_parameter_are_refused() {
        assertThatThrownBy(() -> world.runs().launch(world.aRequest(), "app", EngineWorld.COMMANDER))
                .isInstanceOf(Refused.class);
        assertThatThrownBy(() -> world.runs().launch(world.aRequest(), "app_production", EngineWorld.RESPONDER))
                .isInstanceOf(AccessDeniedException.class);
        Runs.Request unknown = new Runs.Request("demo", Map.of("x", "y"), null, null);
        assertThatThrownBy(() -> world.runs().launch(unknown, "app_production", EngineWorld.COMMANDER))
                .isInstanceOf(Refused.class);
        assertThat(world.query().latest(10)).isEmpty();
        assertThat(world.audit).hasSize(3);
    }

    @Test
    void two_launches_at_the_same_instant_make_exactly_one_run() throws Exception {
        CyclicBarrier barrier = new CyclicBarrier(2);
        try (ExecutorService threads = Executors.newFixedThreadPool(2)) {
            for (int round = 1; round <= ROUNDS; round++) {
                Callable<Object> launch = () -> {
                    barrier.await();
                    try {
                        return world.launched();
                    } catch (Refused e) {
                        return e;
                    }
                };
                List<Object> results = threads.invokeAll(List.of(launch, launch)).stream()
                        .map(java.util.concurrent.Future::resultNow)
                        .toList();
                RunId won = (RunId) results.stream()
                        .filter(RunId.class::isInstance)
                        .findFirst()
                        .orElseThrow();
                assertThat(results)
                        .filteredOn(Refused.class::isInstance)
                        .singleElement()
                        .satisfies(it -> assertThat((Refused) it).hasMessageContaining("Run " + won + " holds app-db"));
                assertThat(world.query().latest(1000)).hasSize(round);
                world.runs().cancel(won, "next round", EngineWorld.COMMANDER);
            }
        }
    }
}
