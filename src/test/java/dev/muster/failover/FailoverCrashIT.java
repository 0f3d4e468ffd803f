package dev.muster.failover;

import static org.assertj.core.api.Assertions.assertThat;

import dev.muster.practice.Waiting;
import dev.muster.recovery.step.RecoveryStep;
import dev.muster.recovery.step.StepOutcome;
import dev.muster.testing.LooseContext;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** A console that dies in the middle of it looks before it acts. */
class FailoverCrashIT {

    @Test
    void a_console_that_dies_between_the_promotion_and_its_record_looks_and_does_not_promote_twice() {
        try (FailoverRig rig = new FailoverRig()) {
            rig.killPrimary();
            LooseContext context = new LooseContext(7, rig.plan());
            rig.steps(context, "confirm-primary-down", "check-standby", "fence-primary", "promote-standby");
            String timeline = rig.standby.value("postgres", "select timeline_id from pg_control_checkpoint()");

            context.facts.remove(PromoteStandbyStep.AT);
            context.facts.remove("promote.timeline");
            StepOutcome again = rig.step("promote-standby").run(context);

            assertThat(again).isInstanceOfSatisfying(StepOutcome.Done.class, it -> assertThat(it.summary())
                    .contains("is the primary now, on timeline 2"));
            context.facts.putAll(((StepOutcome.Done) again).facts());
            assertThat(rig.standby.value("postgres", "select timeline_id from pg_control_checkpoint()"))
                    .isEqualTo(timeline);
            assertThat(context.commands)
                    .filteredOn(it -> it.contains("pg_promote"))
                    .hasSize(1);

            // every other step, run again after a crash, finds its work done
            rig.steps(context, "fence-primary", "verify-promoted", "verify-promoted", "point-application");
            rig.steps(context, "point-application", "record-failover", "record-failover");
            Waiting.until(
                    Duration.ofSeconds(20),
                    "BDC answers",
                    () -> rig.bdc.get("/health").status() == 200);

            // a cancel now must not let the old primary go
            assertThat(rig.step("fence-primary").undo(context))
                    .isInstanceOfSatisfying(StepOutcome.Done.class, it -> assertThat(it.summary())
                            .contains("the old one stays fenced"));
        }
    }

    @Test
    void a_promotion_that_nothing_fences_is_refused_and_a_cancelled_one_lets_the_primary_go() {
        try (FailoverRig rig = new FailoverRig()) {
            rig.hangPrimary();
            LooseContext context = new LooseContext(8, rig.plan());
            rig.steps(context, "confirm-primary-down", "check-standby");
            RecoveryStep promote = rig.step("promote-standby");
            assertThat(promote.run(context))
                    .isInstanceOfSatisfying(StepOutcome.Failed.class, it -> assertThat(it.reason())
                            .contains("Nothing proves that the old primary cannot write"));

            rig.steps(context, "fence-primary");
            assertThat(rig.primary.running()).isFalse();
            assertThat(rig.step("fence-primary").undo(context)).isInstanceOf(StepOutcome.Done.class);

            assertThat(rig.primary.value("postgres", "select pg_is_in_recovery()"))
                    .isEqualTo("f");
            assertThat(rig.standbyReads()).isTrue();
        }
    }
}
