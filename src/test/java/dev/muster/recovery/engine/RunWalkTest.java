package dev.muster.recovery.engine;

import static dev.muster.recovery.StepState.FAILED;
import static dev.muster.recovery.StepState.NEEDS_DECISION;
import static dev.muster.recovery.StepState.PENDING;
import static dev.muster.recovery.StepState.SKIPPED;
import static dev.muster.recovery.StepState.SUCCEEDED;
import static dev.muster.recovery.StepState.UNDONE;
import static dev.muster.recovery.StepState.WAITING;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.muster.common.Refused;
import dev.muster.recovery.RunChoice;
import dev.muster.recovery.RunId;
import dev.muster.recovery.RunState;
import dev.muster.recovery.step.StepEffect;
import dev.muster.recovery.step.StepOutcome;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RunWalkTest {

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
    void steps_run_in_order_and_pass_facts_on() {
        world.first.run = it -> StepOutcome.done("found", Map.of("backup", "b-1"));
        world.second.run = it -> {
            it.keepFact("side", it.fact("backup").orElseThrow() + "-side");
            it.command("psql --password=hunter2");
            assertThat(it.workDirectory()).isDirectory();
            it.log("loading with " + EngineWorld.SECRET);
            return StepOutcome.done("loaded");
        };
        RunId run = world.driven();

        assertThat(state(run)).isEqualTo(RunState.SUCCEEDED);
        assertThat(world.detail(run).facts()).containsEntry("side", "b-1-side").containsEntry("backup", "b-1");
        assertThat(world.steps(run)).containsExactly(SUCCEEDED, SUCCEEDED, SUCCEEDED);
        assertThat(world.detail(run).steps().get(1).commands()).containsExactly("psql --password=•••");
        assertThat(world.log(run)).contains("loading with •••").noneMatch(it -> it.contains(EngineWorld.SECRET));
        assertThat(Files.exists(work.resolve("run-" + run))).isFalse();
    }

    @Test
    void a_failure_before_anything_but_reading_ends_the_run() {
        world.first.effect = StepEffect.READ_ONLY;
        world.first.run = it -> {
            it.workDirectory();
            return StepOutcome.failed("the hash differs");
        };
        RunId run = world.driven();

        assertThat(state(run)).isEqualTo(RunState.FAILED);
        assertThat(world.detail(run).summary().reason()).isEqualTo("The first: the hash differs");
        assertThat(world.steps(run)).containsExactly(FAILED, PENDING, PENDING);
        assertThat(Files.exists(work.resolve("run-" + run))).isFalse();
        assertThat(world.launched()).isNotEqualTo(run);
    }

    @Test
    void a_retry_goes_on_from_the_failed_step() {
        RunId run = interruptedAtTheSecond();
        world.second.run = it -> StepOutcome.done("now it works");
        world.runs().retry(run, EngineWorld.COMMANDER);
        world.drive(run);

        assertThat(state(run)).isEqualTo(RunState.SUCCEEDED);
        assertThat(world.first.calls).containsExactly("run");
        assertThat(world.second.calls).containsExactly("run", "run");
        assertThat(world.detail(run).steps().get(1).attempt()).isEqualTo(2);
    }

    @Test
    void a_skip_needs_a_reason_and_goes_on_with_the_next() {
        RunId run = interruptedAtTheSecond();
        assertThatThrownBy(() -> world.runs().skip(run, " ", EngineWorld.COMMANDER))
                .isInstanceOf(Refused.class);
        world.runs().skip(run, "checked by hand", EngineWorld.COMMANDER);
        world.drive(run);

        assertThat(state(run)).isEqualTo(RunState.SUCCEEDED);
        assertThat(world.steps(run)).containsExactly(SUCCEEDED, SKIPPED, SUCCEEDED);
        assertThat(world.detail(run).steps().get(1).summary()).isEqualTo("skipped by Jane Smith: checked by hand");
        assertThat(world.audit).contains("skip-run refused: Say why", "skip-run done");
    }

    @Test
    void a_skip_in_an_incident_is_kept_until_somebody_reviews_it() throws SQLException {
        RunId run = interruptedAtTheSecond();
        try (Connection connection = world.database.asOwner();
                var statement = connection.createStatement()) {
            // Nobody commands here.
            statement.execute("alter table incident drop constraint commanded_from_the_start");
            statement.execute("with declared as (insert into incident (title, scenario, severity, state, detected_at,"
                    + " declared_at, commander, commander_name, plan_version_id) select 'Corruption', 'corruption', 1,"
                    + " 'DECLARED', now(), now(), 'jane', 'Jane Smith', id from plan_version limit 1 returning id)"
                    + " update run set incident_id = (select id from declared) where id = " + run.value());
        }
        world.runs().skip(run, "checked by hand", EngineWorld.COMMANDER);

        assertThat(world.brokenGlass)
                .singleElement()
                .asString()
                .startsWith("Skipped a step of run " + run)
                .endsWith("checked by hand");
    }

    @Test
    void a_cancelled_run_cleans_up_in_reverse_order() {
        RunId run = interruptedAtTheSecond();
        world.runs().cancel(run, "wrong backup", EngineWorld.COMMANDER);
        world.drive(run);

        assertThat(state(run)).isEqualTo(RunState.CANCELLED);
        assertThat(world.steps(run)).containsExactly(UNDONE, UNDONE, PENDING);
        assertThat(world.third.calls).isEmpty();
        assertThat(world.detail(run).summary().reason()).isEqualTo("cancelled by Jane Smith: wrong backup");
        assertThat(world.runs().choices(run)).isEmpty();
    }

    @Test
    void a_cancel_ends_the_process_of_the_step_at_work() throws Exception {
        CountDownLatch started = new CountDownLatch(1);
        world.second.run = it -> {
            try {
                Process process = new ProcessBuilder("sleep", "600").start();
                it.working(process);
                started.countDown();
                return StepOutcome.failed("sleep ended with " + process.waitFor());
            } catch (Exception e) {
                throw new IllegalStateException(e);
            }
        };
        RunId run = world.launched();
        Thread worker = Thread.ofPlatform().start(() -> world.drive(run));
        assertThat(started.await(10, TimeUnit.SECONDS)).isTrue();
        world.runs().cancel(run, "not now", EngineWorld.COMMANDER);
        worker.join(Duration.ofSeconds(20));

        assertThat(worker.isAlive()).isFalse();
        assertThat(state(run)).isEqualTo(RunState.CANCELLED);
        assertThat(world.steps(run)).containsExactly(UNDONE, UNDONE, PENDING);
    }

    @Test
    void the_way_back_undoes_every_step_of_a_succeeded_run() {
        RunId run = world.driven();
        assertThat(world.runs().choices(run)).containsExactlyInAnyOrder(RunChoice.WAY_BACK, RunChoice.UNDO_TO);
        world.runs().wayBack(run, "users report lost orders", EngineWorld.COMMANDER);
        assertThatThrownBy(world::launched).isInstanceOf(Refused.class).hasMessageContaining("Run " + run + " holds");
        world.drive(run);

        assertThat(state(run)).isEqualTo(RunState.CANCELLED);
        assertThat(world.steps(run)).containsExactly(UNDONE, UNDONE, UNDONE);
        assertThat(world.detail(run).summary().reason()).startsWith("taken back by Jane Smith");
    }

    @Test
    void a_way_back_that_fails_stops_and_may_leave_a_step_as_it_is() {
        RunId run = world.driven();
        world.second.undo = it -> StepOutcome.failed("the old database is gone");
        world.runs().wayBack(run, "wrong data", EngineWorld.COMMANDER);
        world.drive(run);
        assertThat(state(run)).isEqualTo(RunState.INTERRUPTED);
        assertThat(world.runs().choices(run)).containsExactlyInAnyOrder(RunChoice.RETRY, RunChoice.SKIP);

        world.runs().skip(run, "nothing to swap", EngineWorld.COMMANDER);
        world.drive(run);
        assertThat(state(run)).isEqualTo(RunState.CANCELLED);
        assertThat(world.steps(run)).containsExactly(UNDONE, SKIPPED, UNDONE);
    }

    @Test
    void a_waiting_step_is_asked_again_and_a_question_pauses_the_run() {
        world.first.run = it -> new StepOutcome.Waiting("the standby", Duration.ofSeconds(3));
        RunId run = world.driven();
        assertThat(world.steps(run)).startsWith(WAITING);
        assertThat(world.wanted().getLast().in()).isBetween(Duration.ofSeconds(2), Duration.ofSeconds(3));

        world.first.run = it -> new StepOutcome.NeedsDecision("really?", List.of("Yes"));
        world.drive(run);
        assertThat(state(run)).isEqualTo(RunState.PAUSED);
        assertThat(world.steps(run)).startsWith(NEEDS_DECISION);
        assertThat(world.detail(run).steps().getFirst().attempt()).isEqualTo(1);
    }

    @Test
    void a_viewer_may_not_decide() {
        RunId run = interruptedAtTheSecond();
        assertThatThrownBy(() -> world.runs().retry(run, EngineWorld.RESPONDER))
                .isInstanceOf(org.springframework.security.access.AccessDeniedException.class);
        assertThat(world.audit).contains("retry-run refused: Only a commander decides about runs");
    }

    private RunId interruptedAtTheSecond() {
        world.second.run = it -> StepOutcome.failed("no space");
        RunId run = world.driven();
        assertThat(state(run)).isEqualTo(RunState.INTERRUPTED);
        assertThat(world.runs().choices(run))
                .containsExactlyInAnyOrder(RunChoice.RETRY, RunChoice.SKIP, RunChoice.CANCEL, RunChoice.UNDO_TO);
        return run;
    }

    private RunState state(RunId run) {
        return world.detail(run).summary().state();
    }
}
