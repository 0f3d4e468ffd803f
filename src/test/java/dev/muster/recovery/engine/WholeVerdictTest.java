package dev.muster.recovery.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.muster.recovery.RunId;
import dev.muster.recovery.RunState;
import dev.muster.recovery.step.PartCondition;
import dev.muster.recovery.step.StepOutcome;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** How the parts of a run stand, at its end and when it stands still. */
class WholeVerdictTest {

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

    private String verdict(RunId run) {
        return String.valueOf(world.detail(run).steps().getLast().summary());
    }

    @Test
    void a_part_that_went_well_is_restored_and_the_verdict_keeps_its_way_back() {
        world.third.run = it -> StepOutcome.done("all is there");

        RunId run = world.driven("whole");

        assertThat(world.state(run)).isEqualTo(RunState.SUCCEEDED);
        assertThat(verdict(run)).isEqualTo("Whole: Inner restored");
        assertThat(world.detail(run).facts())
                .containsEntry(
                        "verdict.1",
                        "Inner: restored; step 3 (The third): all is there; way back: undo back to step 2");
    }

    @Test
    void a_part_that_had_nothing_to_do_is_left_as_it_was() {
        world.second.run = it -> StepOutcome.done("the same", Map.of(PartCondition.LEFT, "it is right already"));

        RunId run = world.driven("whole");

        assertThat(verdict(run)).isEqualTo("Whole: Inner left as it was");
        assertThat(world.detail(run).facts().get("verdict.1")).contains("it is right already");
    }

    @Test
    void a_part_with_a_skipped_step_is_not_proved_and_somebody_has_to_accept_that() {
        world.third.run = it -> StepOutcome.failed("does not answer");
        RunId run = world.driven("whole");
        assertThat(world.log(run))
                .anyMatch(it -> it.startsWith("Inner: stopped half way; at step 3 (The third): does not"));
        world.runs().skip(run, "seen by eye", EngineWorld.COMMANDER);
        world.drive(run);

        assertThat(world.state(run)).isEqualTo(RunState.PAUSED);
        assertThat(verdict(run))
                .startsWith("Not whole: Inner: not proved; step 3")
                .contains("seen by eye");

        world.runs().answer(run, 4, "Accept it as it is", EngineWorld.OTHER);
        world.drive(run);
        assertThat(world.state(run)).isEqualTo(RunState.SUCCEEDED);
        assertThat(verdict(run)).isEqualTo("Not whole, accepted by Bob Johnson: Inner not proved");
    }
}
