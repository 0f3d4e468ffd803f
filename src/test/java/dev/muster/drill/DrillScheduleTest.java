package dev.muster.drill;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.muster.objective.Measure;
import dev.muster.plan.Drill;
import dev.muster.recovery.RunId;
import dev.muster.recovery.RunQuery;
import dev.muster.recovery.Runs;
import dev.muster.recovery.step.Finding;
import dev.muster.recovery.step.StepOutcome;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.io.TempDir;
import org.quartz.SimpleTrigger;
import org.quartz.Trigger;

@TestInstance(Lifecycle.PER_CLASS)
class DrillScheduleTest {

    private static final Instant SIX = Instant.parse("2026-12-01T06:00:00Z");

    private DrillWorld world;

    @BeforeAll
    void start(@TempDir Path work) throws Exception {
        world = new DrillWorld(work);
    }

    @AfterAll
    void stop() {
        world.close();
    }

    @BeforeEach
    void a_console_that_has_looked_half_an_hour_before_the_drill() throws Exception {
        world.execute("delete from drill");
        world.execute("delete from drill_watch");
        world.execute("update run_target set held = false");
        world.execute("update run set state = 'CANCELLED' where state not in ('SUCCEEDED', 'FAILED', 'CANCELLED')");
        world.plan(DrillWorld.MONTHLY);
        world.step.findings = List.of();
        world.step.outcome = StepOutcome.done("12 tables are as they were");
        world.clock.turn(Duration.between(world.clock.instant(), DrillWorld.BEFORE));
        world.audit.clear();
        world.look();
        assertThat(world.all()).isEmpty();
    }

    @Test
    void at_its_hour_in_utc_the_drill_runs_once_and_its_figures_are_kept() {
        world.clock.turn(Duration.ofMinutes(29));
        world.look();
        assertThat(world.all()).isEmpty();
        world.clock.turn(Duration.ofMinutes(1).plusSeconds(10));
        world.look();
        Rehearsal running = world.newest();
        assertThat(running)
                .returns(DrillState.RUNNING, Rehearsal::state)
                .returns(SIX, Rehearsal::dueAt)
                .returns(SIX.plusSeconds(10), Rehearsal::startedAt);
        RunId run = Objects.requireNonNull(running.run());
        assertThat(running.duration()).isInstanceOf(Measure.Pending.class);

        world.step.outcome =
                StepOutcome.done("12 tables are as they were", Map.of("backup.snapshot-at", "2026-12-01T05:20:10Z"));
        world.clock.turn(Duration.ofMinutes(4));
        world.drive(run);
        world.look();
        world.look();
        Rehearsal passed = world.newest();
        assertThat(world.all()).hasSize(1);
        assertThat(passed.state()).isEqualTo(DrillState.PASSED);
        assertThat(passed.duration()).isEqualTo(new Measure.Measured<>(Duration.ofMinutes(4)));
        assertThat(passed.dataAge()).isEqualTo(new Measure.Measured<>(Duration.ofMinutes(40)));
        assertThat(passed.metRto()).isEqualTo(new Measure.Measured<>(true));
        assertThat(passed.metRpo()).isEqualTo(new Measure.Measured<>(true));
        assertThat(world.get(DrillQuery.class).shown(passed))
                .singleElement()
                .returns("12 tables are as they were", DrillQuery.Shown::said);
        assertThat(world.audit)
                .contains("system:drill start-drill", "system:drill launch-run", "system:drill end-drill");
    }

    @Test
    void slow_or_on_old_data_it_passed_and_missed_its_objective() {
        world.clock.turn(Duration.ofMinutes(30));
        world.look();
        world.step.outcome = StepOutcome.done("done", Map.of("backup.snapshot-at", "2026-12-01T04:59:59Z"));
        world.clock.turn(Duration.ofHours(2).plusSeconds(1));
        world.drive(Objects.requireNonNull(world.newest().run()));
        assertThat(world.newest())
                .returns(DrillState.PASSED, Rehearsal::state)
                .returns(new Measure.Measured<>(false), Rehearsal::metRto)
                .returns(new Measure.Measured<>(false), Rehearsal::metRpo);
    }

    @Test
    void a_pre_flight_that_forbids_it_is_a_failed_drill_with_the_reason() {
        world.step.findings = List.of(Finding.block("backup", "there is no good backup of bdc"));
        world.clock.turn(Duration.ofMinutes(31));
        world.look();
        assertThat(world.newest())
                .returns(DrillState.FAILED, Rehearsal::state)
                .returns(null, Rehearsal::run)
                .satisfies(it -> assertThat(it.reason())
                        .contains("It could not start", "backup: there is no good backup of bdc"))
                .satisfies(it -> assertThat(it.duration()).isInstanceOf(Measure.NotApplicable.class));
        world.look();
        assertThat(world.all()).hasSize(1);
    }

    @Test
    void a_rehearsal_in_the_way_is_named_and_one_by_hand_is_kept_too() {
        RunId first = world.launched();
        world.clock.turn(Duration.ofMinutes(31));
        world.look();
        assertThat(world.all()).hasSize(2);
        assertThat(world.newest()).returns(DrillState.FAILED, Rehearsal::state).satisfies(it -> assertThat(it.reason())
                .contains("Run " + first + " holds bdc-scratch"));
        world.get(Runs.class).cancel(first, "it is in the way", DrillWorld.JANE);
        assertThat(world.all().getLast())
                .returns(DrillState.CANCELLED, Rehearsal::state)
                .returns(null, Rehearsal::dueAt)
                .returns(first, Rehearsal::run)
                .satisfies(it -> assertThat(it.reason()).contains("it is in the way"));
    }

    @Test
    void a_step_that_fails_is_a_failed_drill_with_the_reason() {
        world.step.outcome = StepOutcome.failed("orders has 4999 rows");
        RunId run = world.launched();
        world.drive(run);
        assertThat(world.get(RunQuery.class)
                        .run(run)
                        .orElseThrow()
                        .summary()
                        .state()
                        .name())
                .isEqualTo("FAILED");
        assertThat(world.newest()).returns(DrillState.FAILED, Rehearsal::state).satisfies(it -> assertThat(it.reason())
                .contains("Rehearse it: orders has 4999 rows"));
    }

    @Test
    void hours_at_which_the_console_was_down_are_missed_and_not_made_up_for() {
        world.clock.turn(Duration.ofDays(70));
        world.look();
        assertThat(world.all())
                .extracting(Rehearsal::state, Rehearsal::dueAt)
                .containsExactlyInAnyOrder(
                        tuple(DrillState.MISSED, SIX),
                        tuple(DrillState.MISSED, Instant.parse("2027-01-01T06:00:00Z")),
                        tuple(DrillState.MISSED, Instant.parse("2027-02-01T06:00:00Z")));
        assertThat(world.all()).allSatisfy(it -> assertThat(it.reason()).contains("was not running"));
        assertThat(world.get(RunQuery.class).live()).isEmpty();
        assertThat(world.audit).filteredOn("system:drill miss-drill"::equals).hasSize(3);
        world.look();
        assertThat(world.all()).hasSize(3);
    }

    @Test
    void a_console_that_comes_back_minutes_late_still_runs_it() {
        world.clock.turn(Duration.ofMinutes(44));
        world.look();
        assertThat(world.newest()).returns(DrillState.RUNNING, Rehearsal::state).returns(SIX, Rehearsal::dueAt);
    }

    @Test
    void a_clock_that_is_set_back_does_not_run_it_twice() {
        world.clock.turn(Duration.ofMinutes(31));
        world.look();
        world.clock.turn(Duration.ofMinutes(-20));
        world.look();
        world.clock.turn(Duration.ofMinutes(21));
        world.look();
        assertThat(world.all()).hasSize(1);
    }

    @Test
    void another_schedule_counts_from_the_moment_that_it_is_in_force() {
        world.clock.turn(Duration.ofMinutes(10));
        Drill old = DrillWorld.MONTHLY;
        world.plan(new Drill(old.key(), old.title(), "0 0 5 * * ?", old.procedure(), old.checks()));
        world.look();
        assertThat(world.all()).isEmpty();
        world.clock.turn(Duration.ofDays(1).minusMinutes(39));
        world.look();
        assertThat(world.newest().dueAt()).isEqualTo(Instant.parse("2026-12-02T05:00:00Z"));
    }

    @Test
    void a_console_that_dies_before_the_launch_leaves_no_drill_that_runs_for_ever() {
        world.clock.turn(Duration.ofMinutes(31));
        assertThat(world.get(DrillBook.class).due(DrillWorld.MONTHLY)).isPresent();
        world.look();
        assertThat(world.newest().state()).isEqualTo(DrillState.RUNNING);
        world.clock.turn(Duration.ofMinutes(6));
        world.look();
        assertThat(world.newest()).returns(DrillState.FAILED, Rehearsal::state).satisfies(it -> assertThat(it.reason())
                .contains("the console stopped"));
    }

    @Test
    void quartz_makes_up_for_no_look_that_it_missed() {
        Trigger trigger = world.get(Trigger.class);
        assertThat(trigger.getMisfireInstruction())
                .isEqualTo(SimpleTrigger.MISFIRE_INSTRUCTION_RESCHEDULE_NEXT_WITH_REMAINING_COUNT);
        assertThat(world.get(DrillTimes.class).next("0 0 6 1 * ?", DrillWorld.BEFORE, 2))
                .containsExactly(SIX, Instant.parse("2027-01-01T06:00:00Z"));
    }
}
