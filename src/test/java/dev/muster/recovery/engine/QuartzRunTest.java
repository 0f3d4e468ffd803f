package dev.muster.recovery.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.muster.plan.PlanVersion;
import dev.muster.plan.Plans;
import dev.muster.recovery.RunId;
import dev.muster.recovery.RunState;
import dev.muster.recovery.step.StepOutcome;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.quartz.Scheduler;
import org.springframework.boot.quartz.autoconfigure.QuartzAutoConfiguration;
import org.springframework.context.annotation.Import;
import org.springframework.context.annotation.PropertySource;
import org.springframework.transaction.support.TransactionTemplate;

class QuartzRunTest {

    @TempDir
    Path work;

    @Test
    void a_launched_run_is_driven_through_the_job_store_and_a_lost_tick_is_found_by_the_sweep() throws Exception {
        try (EngineWorld world = new EngineWorld(work, Jobs.class)) {
            assertThat(world.get(Scheduler.class).getMetaData().isJobStoreClustered())
                    .isTrue();
            AtomicReference<String> thread = new AtomicReference<>("");
            world.first.run = it -> {
                thread.set(Thread.currentThread().getName());
                return StepOutcome.done("done");
            };
            RunId run = world.launched();
            until(() -> state(world, run) == RunState.SUCCEEDED);
            assertThat(thread.get()).contains("run-" + run + "-driver");

            // The row alone, as if the console had died between the commit and the ping.
            PlanVersion plan = world.get(Plans.class).current();
            RunId lost = world.get(TransactionTemplate.class).execute(status -> world.get(JooqRuns.class)
                    .insert(
                            world.aRequest(),
                            plan.plan().procedure("demo").orElseThrow(),
                            plan,
                            EngineWorld.COMMANDER));
            until(() -> state(world, lost) == RunState.SUCCEEDED);
            assertThat(thread.get()).contains("Worker");
        }
    }

    private static RunState state(EngineWorld world, RunId run) {
        return world.detail(run).summary().state();
    }

    private static void until(BooleanSupplier condition) {
        long end = System.nanoTime() + Duration.ofSeconds(30).toNanos();
        while (!condition.getAsBoolean()) {
            assertThat(System.nanoTime()).as("in time").isLessThan(end);
            LockSupport.parkNanos(Duration.ofMillis(50).toNanos());
        }
    }

    @PropertySource("classpath:dev/muster/recovery/engine/quartz-test.properties")
    @Import({QuartzAutoConfiguration.class, QuartzRunConfiguration.class, QuartzRunPings.class})
    static class Jobs {}
}
