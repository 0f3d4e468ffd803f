package dev.muster.recovery.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.muster.recovery.RunId;
import dev.muster.recovery.RunState;
import dev.muster.recovery.StepState;
import dev.muster.recovery.step.StepContext.LostLease;
import dev.muster.recovery.step.StepOutcome;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CrashTest {

    @TempDir
    Path work;

    private EngineWorld world;
    private final CountDownLatch wake = new CountDownLatch(1);
    private final CompletableFuture<Throwable> stale = new CompletableFuture<>();
    private Thread deadWorker = new Thread();

    @BeforeEach
    void start() {
        world = new EngineWorld(work);
    }

    @AfterEach
    void stop() throws Exception {
        wake.countDown();
        deadWorker.join(Duration.ofSeconds(10));
        world.close();
    }

    @Test
    void a_repeatable_step_runs_again_after_a_crash() throws Exception {
        world.second.repeatable = true;
        RunId run = leftInTheSecondStep();
        world.drive(run);

        assertThat(world.detail(run).summary().state()).isEqualTo(RunState.SUCCEEDED);
        assertThat(world.first.calls).containsExactly("run");
        assertThat(world.second.calls).containsExactly("run", "run");
        assertThat(world.detail(run).steps().get(1).attempt()).isEqualTo(2);
    }

    @Test
    void any_other_step_stops_for_a_person_and_says_what_is_known() throws Exception {
        RunId run = leftInTheSecondStep();
        world.drive(run);

        assertThat(world.detail(run).summary().state()).isEqualTo(RunState.INTERRUPTED);
        assertThat(world.steps(run).get(1)).isEqualTo(StepState.NEEDS_DECISION);
        assertThat(world.detail(run).summary().reason()).contains("side=app_restore");
        assertThat(world.second.calls).containsExactly("run");
    }

    @Test
    void a_worker_that_wakes_too_late_cannot_write_or_act() throws Exception {
        world.second.repeatable = true;
        RunId run = leftInTheSecondStep();
        world.drive(run);
        wake.countDown();

        assertThat(stale.get(10, TimeUnit.SECONDS)).isInstanceOf(LostLease.class);
        deadWorker.join(Duration.ofSeconds(10));
        assertThat(world.detail(run).facts()).doesNotContainKey("late");
        assertThat(world.detail(run).summary().state()).isEqualTo(RunState.SUCCEEDED);
        assertThat(world.log(run)).doesNotContain("too late");
    }

    @Test
    void nobody_takes_over_from_a_living_worker_and_the_sweep_finds_only_dead_ones() throws Exception {
        world.second.repeatable = true;
        world.execute("update run set wake_at = clock_timestamp() - interval '5 seconds'");
        RunId run = leftInTheSecondStep();
        world.execute("update run set wake_at = clock_timestamp() - interval '5 seconds'");
        assertThat(world.get(JooqLeases.class).abandoned()).containsExactly(run);
        world.execute("update target_lease set heartbeat_at = clock_timestamp()");
        assertThat(world.get(JooqLeases.class).abandoned()).isEmpty();
        world.drive(run);
        assertThat(world.second.calls).containsExactly("run");
    }

    @Test
    void what_a_dead_worker_left_running_is_ended_first() throws Exception {
        world.second.repeatable = true;
        RunId run = leftInTheSecondStep();
        OrphanProcesses orphans = world.get(OrphanProcesses.class);
        ProcessBuilder builder = new ProcessBuilder("sleep", "600");
        builder.environment().putAll(orphans.marks(run));
        Process orphan = builder.start();
        ProcessBuilder other = new ProcessBuilder("sleep", "600");
        other.environment().putAll(Map.of("MUSTER_RUN", run.toString(), "MUSTER_RUN_DIRECTORY", "/elsewhere/run-1"));
        Process foreign = other.start();
        try {
            world.drive(run);
            assertThat(orphan.isAlive()).isFalse();
            assertThat(foreign.isAlive()).isTrue();
            assertThat(world.log(run)).anyMatch(it -> it.contains("1 of its processes ended"));
        } finally {
            orphan.destroyForcibly();
            foreign.destroyForcibly();
        }
    }

    @Test
    void the_epoch_only_rises_and_fences_writes() {
        deadWorker = Thread.ofPlatform().start(() -> {});
        RunId run = world.launched();
        JooqLeases leases = world.get(JooqLeases.class);
        Lease old = leases.claim(run, "a").orElseThrow();
        assertThat(leases.claim(run, "b")).isEmpty();
        world.theLeaseExpires();
        Lease young = leases.claim(run, "b").orElseThrow();

        assertThat(young.epoch()).isGreaterThan(old.epoch());
        assertThat(leases.renew(old)).isEqualTo(JooqLeases.Hold.LOST);
        RunWriter writer = world.get(RunWriter.class);
        assertThatThrownBy(() -> writer.begins(old)).isInstanceOf(LostLease.class);
        assertThatThrownBy(() -> world.get(JooqRunLog.class)
                        .append(old, 1, List.of(new RunLine(java.time.Instant.EPOCH, 0, RunLine.Stream.OUT, "x"))))
                .isInstanceOf(LostLease.class);
        leases.release(old);
        assertThat(leases.renew(young)).isEqualTo(JooqLeases.Hold.OURS);
        assertThat(world.query().lastLogSeq(run)).isZero();
    }

    /** A worker that stands in the second step for ever; its lease has expired. */
    private RunId leftInTheSecondStep() throws Exception {
        CountDownLatch entered = new CountDownLatch(1);
        world.second.run = it -> {
            if (entered.getCount() == 0) {
                return StepOutcome.done("again");
            }
            it.keepFact("side", "app_restore");
            entered.countDown();
            try {
                wake.await();
                it.log("too late");
                it.guard();
                it.keepFact("late", "yes");
            } catch (Throwable e) {
                stale.complete(e);
                throw new IllegalStateException("stale", e);
            }
            return StepOutcome.done("late");
        };
        RunId run = world.launched();
        deadWorker = Thread.ofPlatform().start(() -> world.drive(run));
        assertThat(entered.await(10, TimeUnit.SECONDS)).isTrue();
        world.theLeaseExpires();
        return run;
    }
}
