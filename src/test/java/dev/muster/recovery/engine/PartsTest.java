package dev.muster.recovery.engine;

import static dev.muster.recovery.StepState.FAILED;
import static dev.muster.recovery.StepState.NEEDS_DECISION;
import static dev.muster.recovery.StepState.PENDING;
import static dev.muster.recovery.StepState.SUCCEEDED;
import static dev.muster.recovery.StepState.WAITING;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.muster.recovery.HeldTarget;
import dev.muster.recovery.RunChoice;
import dev.muster.recovery.RunId;
import dev.muster.recovery.RunState;
import dev.muster.recovery.step.StepContext;
import dev.muster.recovery.step.StepOutcome;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Used procedures and branches in one run. */
class PartsTest {

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
    void a_used_procedure_has_its_own_target_parameters_facts_and_folder() {
        world.first.run = it -> StepOutcome.done("found", Map.of("backup", "outer"));
        world.second.run = it -> {
            assertThat(it.target()).isEqualTo("other-db");
            assertThat(it.parameter("chosen")).contains("newest");
            assertThat(it.parameter("fixed")).contains("yes");
            assertThat(it.parameter("backup")).isEmpty();
            assertThat(it.fact("backup")).isEmpty();
            assertThat(it.workDirectory().getFileName()).hasToString("part-2");
            it.keepFact("backup", "inner");
            return StepOutcome.done("ok");
        };
        world.third.run = it -> StepOutcome.done(it.fact("backup").orElse("nothing"));
        RunId run = world.driven("nested");
        assertThat(world.state(run)).isEqualTo(RunState.SUCCEEDED);
        assertThat(world.detail(run).steps().getLast().summary()).isEqualTo("inner");
        assertThat(world.detail(run).facts()).containsEntry("backup", "outer");
        assertThat(world.detail(run).steps().getLast().within())
                .extracting(it -> it.title())
                .containsExactly("Inner");
    }

    @Test
    void a_run_holds_the_targets_of_the_procedures_that_it_uses_until_it_has_ended() {
        world.third.run = it -> StepOutcome.failed("stands");
        RunId run = world.driven("nested");
        assertThatThrownBy(() -> world.launched("other"))
                .isInstanceOf(HeldTarget.class)
                .hasMessage("Run " + run + " holds other-db: it must end first")
                .returns(run, it -> ((HeldTarget) it).holder());
        world.runs().cancel(run, "give it back", EngineWorld.COMMANDER);
        world.drive(run);
        RunId other = world.launched("other");
        assertThatThrownBy(() -> world.launched("nested"))
                .isInstanceOf(HeldTarget.class)
                .hasMessageContaining("Run " + other + " holds other-db");
        assertThat(world.query().latest(10)).hasSize(2);
    }

    @Test
    void branches_work_at_the_same_time_and_what_follows_waits_for_both() {
        CountDownLatch both = new CountDownLatch(2);
        world.first.run = it -> meets(both);
        world.second.run = it -> meets(both);
        world.third.run = it -> StepOutcome.done(world.first.calls.size() + " and " + world.second.calls.size());
        RunId run = world.driven("beside");
        assertThat(world.steps(run)).containsExactly(SUCCEEDED, SUCCEEDED, SUCCEEDED);
        assertThat(world.detail(run).steps().getLast().summary()).isEqualTo("1 and 1");
    }

    @Test
    void when_a_branch_fails_the_other_ends_its_step_and_only_the_failed_one_is_tried_again() {
        CountDownLatch failed = new CountDownLatch(1);
        world.first.run = it -> {
            failed.countDown();
            return StepOutcome.failed("no space");
        };
        world.second.run = it -> meets(failed);
        RunId run = world.driven("beside");
        assertThat(world.state(run)).isEqualTo(RunState.INTERRUPTED);
        assertThat(world.steps(run)).containsExactly(FAILED, SUCCEEDED, PENDING);
        assertThat(world.detail(run).summary().reason()).isEqualTo("The first: no space");

        world.first.run = it -> StepOutcome.done("now");
        world.runs().retry(run, EngineWorld.OTHER);
        world.drive(run);
        assertThat(world.state(run)).isEqualTo(RunState.SUCCEEDED);
        assertThat(world.second.calls).containsExactly("run");
    }

    @Test
    void a_question_stops_its_own_branch_only_and_may_be_answered_while_the_other_works() throws Exception {
        CountDownLatch working = new CountDownLatch(1);
        CountDownLatch go = new CountDownLatch(2);
        world.second.run = it -> {
            working.countDown();
            return meets(go);
        };
        RunId run = world.launched("manual-beside");
        Thread worker = Thread.ofPlatform().start(() -> world.drive(run));
        assertThat(working.await(10, TimeUnit.SECONDS)).isTrue();
        Eventually.until(() -> world.runs().choices(run).contains(RunChoice.ANSWER));
        assertThat(world.state(run)).isEqualTo(RunState.RUNNING);
        assertThat(world.steps(run)).startsWith(NEEDS_DECISION);
        world.runs().answer(run, 1, "Done", EngineWorld.OTHER);
        Eventually.until(() -> world.steps(run).getFirst() == SUCCEEDED);
        go.countDown();
        worker.join(Duration.ofSeconds(20));
        assertThat(world.state(run)).isEqualTo(RunState.SUCCEEDED);
    }

    @Test
    void a_branch_that_waits_is_asked_again_while_the_other_works() {
        CountDownLatch asked = new CountDownLatch(4);
        world.first.run = it -> {
            asked.countDown();
            return world.first.calls.size() < 3
                    ? new StepOutcome.Waiting("the standby", Duration.ofMillis(20))
                    : StepOutcome.done("there");
        };
        world.second.run = it -> meets(asked);
        RunId run = world.driven("beside");
        assertThat(world.state(run)).isEqualTo(RunState.SUCCEEDED);
        assertThat(world.first.calls).hasSize(3);
    }

    @Test
    void a_pause_does_not_wait_for_a_step_that_only_waits() {
        world.first.run = it -> new StepOutcome.Waiting("the standby", Duration.ofMinutes(5));
        RunId run = world.driven("beside");
        assertThat(world.steps(run)).containsExactly(WAITING, SUCCEEDED, PENDING);
        world.runs().pause(run, "lunch", EngineWorld.COMMANDER);
        world.first.run = it -> StepOutcome.done("there");
        world.drive(run);
        assertThat(world.state(run)).isEqualTo(RunState.PAUSED);
        world.runs().resume(run, EngineWorld.COMMANDER);
        world.drive(run);
        assertThat(world.state(run)).isEqualTo(RunState.SUCCEEDED);
    }

    @Test
    void a_cancel_while_branches_work_undoes_both() throws Exception {
        CountDownLatch both = new CountDownLatch(2);
        world.first.run = it -> untilCancelled(it, both);
        world.second.run = it -> untilCancelled(it, both);
        RunId run = world.launched("beside");
        Thread worker = Thread.ofPlatform().start(() -> world.drive(run));
        assertThat(both.await(10, TimeUnit.SECONDS)).isTrue();
        world.runs().cancel(run, "stop", EngineWorld.OTHER);
        worker.join(Duration.ofSeconds(20));
        assertThat(world.state(run)).isEqualTo(RunState.CANCELLED);
        assertThat(world.first.calls).containsExactly("run", "undo");
        assertThat(world.second.calls).containsExactly("run", "undo");
        assertThat(world.third.calls).isEmpty();
    }

    private static StepOutcome untilCancelled(StepContext context, CountDownLatch both) {
        both.countDown();
        Process process;
        try {
            process = new ProcessBuilder("sleep", "600").start();
            context.working(process);
            return StepOutcome.failed("sleep ended with " + process.waitFor());
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    private static StepOutcome meets(CountDownLatch latch) {
        latch.countDown();
        try {
            return latch.await(10, TimeUnit.SECONDS) ? StepOutcome.done("met") : StepOutcome.failed("met nobody");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return StepOutcome.failed("interrupted");
        }
    }
}
