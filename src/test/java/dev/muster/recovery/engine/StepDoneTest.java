package dev.muster.recovery.engine;

import static dev.muster.db.Tables.RUN_EVENT;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.muster.recovery.RunId;
import dev.muster.recovery.RunState;
import dev.muster.recovery.StepState;
import dev.muster.recovery.engine.RunWriter.Stand;
import dev.muster.recovery.step.StepContext.LostLease;
import dev.muster.recovery.step.StepOutcome;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.jooq.DSLContext;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The end of a step and the beginning of the next one are one write. */
class StepDoneTest {

    private static final Map<String, String> FACTS = Map.of("side", "app_restore");

    @TempDir
    Path work;

    private EngineWorld world;
    private RunWriter writer;

    @BeforeEach
    void start() {
        world = new EngineWorld(work);
        writer = world.get(RunWriter.class);
    }

    @AfterEach
    void stop() {
        world.close();
    }

    @Test
    void it_begins_the_next_step_and_says_how_the_run_stands() {
        RunId run = world.launched();
        Stand stand = writer.stepDone(inTheFirst(run), 1, "done", FACTS, true);

        assertThat(stand.begun()).isEqualTo(2);
        assertThat(world.steps(run)).containsExactly(StepState.SUCCEEDED, StepState.RUNNING, StepState.PENDING);
        assertThat(world.detail(run).steps().get(1).attempt()).isEqualTo(1);
        assertThat(stand.run()).isEqualTo(world.get(JooqRuns.class).find(run).orElseThrow());
    }

    @Test
    void made_a_second_time_when_the_first_answer_was_lost_it_changes_nothing_and_says_the_same() {
        RunId run = world.launched();
        Lease lease = inTheFirst(run);
        Stand first = writer.stepDone(lease, 1, "done", FACTS, true);
        int events = events(run);

        assertThat(writer.stepDone(lease, 1, "done", FACTS, true)).isEqualTo(first);
        assertThat(events(run)).isEqualTo(events);
    }

    @Test
    void it_begins_nothing_when_a_person_wants_the_run_to_stop_or_the_console_does() {
        RunId paused = world.launched();
        Lease lease = inTheFirst(paused);
        world.runs().pause(paused, "look first", EngineWorld.COMMANDER);
        assertThat(writer.stepDone(lease, 1, "done", FACTS, true).begun()).isNull();
        assertThat(world.steps(paused)).containsExactly(StepState.SUCCEEDED, StepState.PENDING, StepState.PENDING);
        world.runs().cancel(paused, "enough", EngineWorld.COMMANDER);
        world.get(JooqLeases.class).release(lease);
        world.drive(paused);

        RunId cancelled = world.launched();
        lease = inTheFirst(cancelled);
        world.runs().cancel(cancelled, "enough", EngineWorld.COMMANDER);
        assertThat(writer.stepDone(lease, 1, "done", FACTS, true).begun()).isNull();
        world.get(JooqLeases.class).release(lease);
        world.drive(cancelled);

        RunId stopping = world.launched();
        assertThat(writer.stepDone(inTheFirst(stopping), 1, "done", FACTS, false)
                        .begun())
                .isNull();
    }

    @Test
    void steps_beside_each_other_are_not_begun_by_one_of_them() {
        RunId run = world.launched("beside");
        Lease lease = inTheFirst(run);
        writer.stepStarts(lease, 2, 1, null);
        assertThat(writer.stepDone(lease, 1, "done", FACTS, true).begun()).isNull();
        assertThat(world.steps(run)).containsExactly(StepState.SUCCEEDED, StepState.RUNNING, StepState.PENDING);
    }

    @Test
    void a_worker_that_lost_its_lease_neither_ends_nor_begins_a_step() {
        RunId run = world.launched();
        Lease old = inTheFirst(run);
        world.theLeaseExpires();
        assertThat(world.get(JooqLeases.class).claim(run, "young")).isPresent();

        assertThatThrownBy(() -> writer.stepDone(old, 1, "done", FACTS, true)).isInstanceOf(LostLease.class);
        assertThat(world.steps(run)).containsExactly(StepState.RUNNING, StepState.PENDING, StepState.PENDING);
    }

    @Test
    void a_step_sees_the_facts_that_the_ones_before_it_kept_and_returned() {
        world.first.run = it -> {
            it.keepFact("kept", "1");
            return StepOutcome.done("done", Map.of("returned", "2"));
        };
        world.second.run = it -> StepOutcome.done(
                it.fact("kept").orElseThrow() + it.fact("returned").orElseThrow());
        RunId run = world.driven();

        assertThat(world.detail(run).steps().get(1).summary()).isEqualTo("12");
    }

    @Test
    void who_asks_for_the_lease_hears_of_a_cancel_until_the_run_cleans_up() {
        RunId run = world.launched();
        Lease lease = inTheFirst(run);
        JooqLeases leases = world.get(JooqLeases.class);
        assertThat(leases.renew(lease)).isEqualTo(JooqLeases.Hold.OURS);
        world.runs().cancel(run, "enough", EngineWorld.COMMANDER);
        assertThat(leases.renew(lease)).isEqualTo(JooqLeases.Hold.CANCELLED);
        writer.turns(lease, Direction.CLEAN_UP);
        assertThat(leases.renew(lease)).isEqualTo(JooqLeases.Hold.OURS);
    }

    @Test
    void a_person_who_decides_before_the_worker_has_left_is_not_made_to_wait_for_the_sweep() {
        RunId run = world.launched();
        Lease lease = inTheFirst(run);
        writer.stepStands(lease, 1, StepState.FAILED, "no", List.of());
        writer.stops(lease, RunState.INTERRUPTED, "no");
        world.runs().retry(run, EngineWorld.COMMANDER);
        assertThat(world.get(JooqLeases.class).release(lease)).isTrue();
        assertThat(world.get(JooqLeases.class).release(inTheFirst(run))).isFalse();
    }

    private Lease inTheFirst(RunId run) {
        Lease lease = world.get(JooqLeases.class).claim(run, "worker").orElseThrow();
        writer.begins(lease);
        writer.stepStarts(lease, 1, 1, null);
        return lease;
    }

    private int events(RunId run) {
        return world.get(DSLContext.class).fetchCount(RUN_EVENT, RUN_EVENT.RUN_ID.eq(run.value()));
    }
}
