package dev.muster.recovery.engine;

import static dev.muster.recovery.StepState.NEEDS_DECISION;
import static dev.muster.recovery.StepState.PENDING;
import static dev.muster.recovery.StepState.SUCCEEDED;
import static dev.muster.recovery.StepState.UNDONE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.muster.common.Refused;
import dev.muster.recovery.RunChoice;
import dev.muster.recovery.RunId;
import dev.muster.recovery.RunState;
import dev.muster.recovery.step.Finding;
import dev.muster.recovery.step.StepOutcome;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.security.access.AccessDeniedException;

/** What people decide about a run: approve, answer, pause, go on, undo. Each by whoever is there, not the launcher. */
class RunControlTest {

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
    void nothing_behind_a_gate_begins_before_another_commander_has_approved() {
        RunId run = world.driven("gated");
        assertThat(world.state(run)).isEqualTo(RunState.AWAITING_APPROVAL);
        assertThat(world.steps(run)).containsExactly(SUCCEEDED, NEEDS_DECISION, PENDING);
        assertThat(world.runs().choices(run))
                .containsExactlyInAnyOrder(RunChoice.APPROVE, RunChoice.ASK_AGAIN, RunChoice.CANCEL, RunChoice.UNDO_TO);

        world.runs().approve(run, asked(run), EngineWorld.OTHER);
        world.drive(run);
        assertThat(world.state(run)).isEqualTo(RunState.SUCCEEDED);
        assertThat(world.detail(run).steps().get(1).summary()).isEqualTo("approved by Bob Johnson");
        assertThat(world.audit).contains("approve-run done");
    }

    @Test
    void who_launched_and_who_asked_again_may_not_approve_nor_may_a_responder() {
        RunId run = world.driven("gated");
        String hash = asked(run);
        assertThatThrownBy(() -> world.runs().approve(run, hash, EngineWorld.COMMANDER))
                .isInstanceOf(Refused.class)
                .hasMessageContaining("You launched this run");
        assertThatThrownBy(() -> world.runs().approve(run, hash, EngineWorld.RESPONDER))
                .isInstanceOf(AccessDeniedException.class);
        world.runs().askAgain(run, EngineWorld.OTHER);
        assertThatThrownBy(() -> world.runs().approve(run, asked(run), EngineWorld.OTHER))
                .isInstanceOf(Refused.class)
                .hasMessageContaining("You asked for this approval");
        assertThat(world.state(run)).isEqualTo(RunState.AWAITING_APPROVAL);
        assertThat(world.audit)
                .filteredOn(it -> it.startsWith("approve-run refused"))
                .hasSize(3);
    }

    @Test
    void an_approval_dies_after_fifteen_minutes_and_is_asked_for_again() {
        RunId run = world.driven("gated");
        world.execute("update run_approval set asked_at = asked_at - interval '15 minutes'");
        assertThatThrownBy(() -> world.runs().approve(run, asked(run), EngineWorld.OTHER))
                .isInstanceOf(Refused.class)
                .hasMessageContaining("expired after 15 minutes");
        world.runs().askAgain(run, EngineWorld.COMMANDER);
        world.runs().approve(run, asked(run), EngineWorld.OTHER);
        world.drive(run);
        assertThat(world.state(run)).isEqualTo(RunState.SUCCEEDED);
    }

    @Test
    void an_approval_dies_when_a_finding_changes_but_not_when_only_its_words_do() {
        RunId run = world.driven("gated");
        String hash = asked(run);
        world.second.check = it -> List.of(Finding.warn("look", "nearly full"));
        assertThatThrownBy(() -> world.runs().approve(run, hash, EngineWorld.OTHER))
                .isInstanceOf(Refused.class)
                .hasMessageContaining("has changed since it was asked");
        world.second.check = it -> List.of(Finding.ok("look", "61.2 GB free"));
        world.runs().approve(run, hash, EngineWorld.OTHER);
        assertThat(world.state(run)).isEqualTo(RunState.QUEUED);
    }

    @Test
    void only_the_hash_that_was_asked_is_approved_and_never_what_the_pre_flight_forbids() {
        RunId run = world.driven("gated");
        assertThatThrownBy(() -> world.runs().approve(run, "0".repeat(64), EngineWorld.OTHER))
                .isInstanceOf(Refused.class)
                .hasMessageContaining("not what was asked");
        world.second.check = it -> List.of(Finding.block("disk", "full"));
        world.runs().askAgain(run, EngineWorld.COMMANDER);
        assertThatThrownBy(() -> world.runs().approve(run, asked(run), EngineWorld.OTHER))
                .isInstanceOf(Refused.class)
                .hasMessageContaining("disk: full");
    }

    @Test
    void a_gate_cannot_be_skipped_and_a_cancel_there_cleans_up() {
        RunId run = world.driven("gated");
        assertThatThrownBy(() -> world.runs().skip(run, "nobody is there", EngineWorld.COMMANDER))
                .isInstanceOf(Refused.class);
        assertThatThrownBy(() -> world.runs().retry(run, EngineWorld.COMMANDER)).isInstanceOf(Refused.class);
        assertThatThrownBy(() -> world.runs().answer(run, 2, "Approve", EngineWorld.OTHER))
                .isInstanceOf(Refused.class);
        world.runs().cancel(run, "not today", EngineWorld.OTHER);
        world.drive(run);
        assertThat(world.state(run)).isEqualTo(RunState.CANCELLED);
        assertThat(world.steps(run)).containsExactly(UNDONE, UNDONE, PENDING);
        assertThat(world.second.calls).isEmpty();
    }

    @Test
    void manual_work_waits_for_a_tick_and_asks_again_on_the_way_back() {
        RunId run = world.driven("manual");
        assertThat(world.state(run)).isEqualTo(RunState.PAUSED);
        assertThat(world.detail(run).summary().reason()).isEqualTo("Call the data centre");
        assertThatThrownBy(() -> world.runs().answer(run, 2, "Later", EngineWorld.OTHER))
                .isInstanceOf(Refused.class)
                .hasMessageContaining("allowed: Done");
        world.runs().answer(run, 2, "Done", EngineWorld.OTHER);
        world.drive(run);
        assertThat(world.state(run)).isEqualTo(RunState.SUCCEEDED);
        assertThat(world.detail(run).steps().get(1))
                .returns("done, says Bob Johnson", it -> it.summary())
                .returns(1, it -> it.attempt());

        world.runs().wayBack(run, "wrong day", EngineWorld.COMMANDER);
        world.drive(run);
        assertThat(world.state(run)).isEqualTo(RunState.PAUSED);
        assertThat(world.detail(run).steps().get(1).summary()).isEqualTo("Call them again");
        world.runs().answer(run, 2, "Done", EngineWorld.COMMANDER);
        world.drive(run);
        assertThat(world.state(run)).isEqualTo(RunState.CANCELLED);
        assertThat(world.steps(run)).containsExactly(UNDONE, UNDONE, UNDONE);
    }

    @Test
    void a_pause_lets_the_step_at_work_end_and_another_person_lets_the_run_go_on() {
        RunId run = world.launched();
        world.first.run = it -> {
            world.runs().pause(run, "wait for the DBA", EngineWorld.COMMANDER);
            return StepOutcome.done("done");
        };
        world.drive(run);
        assertThat(world.state(run)).isEqualTo(RunState.PAUSED);
        assertThat(world.steps(run)).containsExactly(SUCCEEDED, PENDING, PENDING);
        assertThat(world.detail(run).summary().reason()).isEqualTo("paused by Jane Smith: wait for the DBA");
        assertThat(world.runs().choices(run))
                .containsExactlyInAnyOrder(RunChoice.RESUME, RunChoice.CANCEL, RunChoice.UNDO_TO);

        world.runs().resume(run, EngineWorld.OTHER);
        world.drive(run);
        assertThat(world.state(run)).isEqualTo(RunState.SUCCEEDED);
        assertThat(world.first.calls).containsExactly("run");
        assertThat(world.audit).contains("pause-run done", "resume-run done");
    }

    @Test
    void undo_to_a_step_forgets_what_it_said_and_does_it_again() {
        world.second.run = it ->
                StepOutcome.done("loaded", Map.of("loaded", it.fact("loaded").orElse("first time")));
        world.third.run = it -> StepOutcome.failed("does not answer");
        RunId run = world.driven();
        world.runs().undoTo(run, 2, "load the other half too", EngineWorld.OTHER);
        world.drive(run);

        assertThat(world.state(run)).isEqualTo(RunState.PAUSED);
        assertThat(world.steps(run)).containsExactly(SUCCEEDED, PENDING, PENDING);
        assertThat(world.first.calls).containsExactly("run");
        assertThat(world.second.calls).containsExactly("run", "undo");
        assertThat(world.third.calls).containsExactly("run", "undo");
        assertThat(world.detail(run).facts()).doesNotContainKey("loaded");
        assertThat(world.detail(run).summary().reason())
                .isEqualTo("undone back to step 2 (The second) by Bob Johnson: load the other half too");

        world.third.run = it -> StepOutcome.done("answers");
        world.runs().resume(run, EngineWorld.COMMANDER);
        world.drive(run);
        assertThat(world.state(run)).isEqualTo(RunState.SUCCEEDED);
        assertThat(world.second.calls).containsExactly("run", "undo", "run");
        assertThat(world.audit).contains("undo-to-run done");
    }

    @Test
    void undo_to_a_step_that_has_not_begun_is_refused() {
        world.second.run = it -> StepOutcome.failed("no");
        RunId run = world.driven();
        assertThatThrownBy(() -> world.runs().undoTo(run, 3, "why not", EngineWorld.COMMANDER))
                .isInstanceOf(Refused.class)
                .hasMessageContaining("Step 3");
        assertThat(world.state(run)).isEqualTo(RunState.INTERRUPTED);
    }

    private String asked(RunId run) {
        return world.runs().approval(run).orElseThrow().hash();
    }
}
