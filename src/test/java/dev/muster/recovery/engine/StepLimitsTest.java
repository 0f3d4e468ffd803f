package dev.muster.recovery.engine;

import static dev.muster.recovery.StepState.NEEDS_DECISION;
import static dev.muster.recovery.StepState.PENDING;
import static dev.muster.recovery.StepState.SUCCEEDED;
import static org.assertj.core.api.Assertions.assertThat;

import dev.muster.recovery.RunId;
import dev.muster.recovery.RunState;
import dev.muster.recovery.StepState;
import dev.muster.recovery.step.StepOutcome;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Objects;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** How long a step may take, and how often it is tried again. */
class StepLimitsTest {

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
    void a_failure_that_may_pass_is_tried_again_as_often_as_the_plan_says() {
        AtomicInteger calls = new AtomicInteger();
        world.first.repeatable = true;
        world.first.run = it -> calls.incrementAndGet() < 3
                ? new StepOutcome.Failed("the storage does not answer", true)
                : StepOutcome.done("fetched");
        RunId run = world.driven("patient");
        assertThat(world.state(run)).isEqualTo(RunState.SUCCEEDED);
        assertThat(calls).hasValue(3);
        assertThat(world.log(run))
                .anyMatch(
                        it -> it.startsWith("the storage does not answer; tried again in") && it.endsWith("(2 of 2)"));
    }

    @Test
    void after_the_last_try_the_run_stands_with_the_last_reason() {
        AtomicInteger calls = new AtomicInteger();
        world.first.repeatable = true;
        world.first.run = it -> new StepOutcome.Failed("try " + calls.incrementAndGet(), true);
        RunId run = world.driven("patient");
        assertThat(world.state(run)).isEqualTo(RunState.INTERRUPTED);
        assertThat(world.detail(run).steps().getFirst().summary()).isEqualTo("try 3");
    }

    @Test
    void what_does_not_pass_by_itself_is_not_tried_again() {
        world.first.repeatable = true;
        world.first.run = it -> StepOutcome.failed("a flipped byte");
        world.driven("patient");
        assertThat(world.first.calls).containsExactly("run");
    }

    @Test
    void what_may_not_simply_run_again_is_not_tried_again_and_the_plan_cannot_ask_for_it() {
        world.first.run = it -> new StepOutcome.Failed("half done", true);
        world.driven("patient");
        assertThat(world.first.calls).containsExactly("run");

        world.second.repeatable = true;
        var known = world.get(RegisteredStepTypes.class).known();
        assertThat(known.get("first")).contains(StepLimits.TIMEOUT).doesNotContain(StepLimits.RETRIES);
        assertThat(known.get("second")).contains(StepLimits.TIMEOUT, StepLimits.RETRIES);
    }

    @Test
    void a_cancel_does_not_wait_for_the_next_try() {
        world.first.repeatable = true;
        RunId[] run = new RunId[1];
        world.first.run = it -> {
            world.runs().cancel(run[0], "enough", EngineWorld.OTHER);
            return new StepOutcome.Failed("again", true);
        };
        run[0] = world.launched("patient");
        world.drive(run[0]);
        assertThat(world.first.calls).containsExactly("run", "undo");
        assertThat(world.state(run[0])).isEqualTo(RunState.CANCELLED);
    }

    @Test
    void a_step_that_takes_too_long_is_ended_with_its_processes_and_changes_nothing_after() {
        AtomicReference<Throwable> refusal = new AtomicReference<>();
        AtomicReference<Process> child = new AtomicReference<>();
        world.second.run = it -> {
            try {
                Process process = new ProcessBuilder("sleep", "600").start();
                child.set(process);
                it.working(process);
                process.waitFor();
                it.guard();
            } catch (IOException | InterruptedException | RuntimeException e) {
                try {
                    it.guard();
                } catch (RuntimeException refused) {
                    refusal.set(refused);
                }
            }
            return StepOutcome.failed("ended");
        };
        RunId run = world.driven("hasty");
        assertThat(world.steps(run)).containsExactly(SUCCEEDED, StepState.FAILED, PENDING);
        assertThat(world.detail(run).steps().get(1).summary()).isEqualTo("it did not end within 1 s and was ended");
        assertThat(Objects.requireNonNull(child.get()).onExit().join().isAlive())
                .isFalse();
        assertThat(refusal.get()).hasMessageContaining("the time of the step is over");
        assertThat(world.state(run)).isEqualTo(RunState.INTERRUPTED);
    }

    @Test
    void a_step_that_waits_for_ever_inside_itself_is_interrupted() {
        world.second.run = it -> {
            try {
                new CountDownLatch(1).await();
                return StepOutcome.done("never");
            } catch (InterruptedException e) {
                return StepOutcome.failed("interrupted");
            }
        };
        RunId run = world.driven("hasty");
        assertThat(world.detail(run).steps().get(1).summary()).isEqualTo("it did not end within 1 s and was ended");
        assertThat(world.steps(run)).doesNotContain(NEEDS_DECISION);
    }
}
