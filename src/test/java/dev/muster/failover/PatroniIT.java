package dev.muster.failover;

import static org.assertj.core.api.Assertions.assertThat;

import dev.muster.practice.Waiting;
import dev.muster.recovery.RunQuery;
import dev.muster.recovery.step.StepOutcome;
import dev.muster.testing.LooseContext;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A real Patroni on a real etcd is asked, and never worked against. */
class PatroniIT {

    @Test
    void patroni_swaps_both_under_their_writers_without_a_lost_token_and_no_own_step_touches_its_servers() {
        try (PatroniRig rig = new PatroniRig(PatroniRig.FAST, plan -> {})) {
            try (Writers writers = new Writers(rig.estate.one(), "s", 4, 64)) {
                Waiting.until(Duration.ofSeconds(20), "200 tokens", () -> writers.acknowledged.size() > 200);

                RunQuery.Detail run = rig.run("switch-over-database");

                FailoverRig.succeeded(run);
                assertThat(writers.missing(rig.estate.two())).isEmpty();
                assertThat(Writers.in(rig.estate.two(), "s")).doesNotHaveDuplicates();
                assertThat(run.facts()).containsKey("app.down.ms").containsEntry("promote.timeline", "2");
            }
            assertThat(rig.estate.two().writes()).isTrue();
            assertThat(rig.estate.one().inRecovery()).isTrue();
            assertThat(rig.env()).contains("DATABASE_PORT=" + rig.estate.two().port());
            assertThat(rig.estate.application().post("/users").status()).isEqualTo(201);

            theOwnStepsRefuse(rig);
            aSecondRunOfTheStepAsksNothing(rig);
            aPlanThatDoesNotKnowOfItIsRefusedToo(rig);
        }
    }

    /** Even where a plan would name them, for example one of before. */
    private static void theOwnStepsRefuse(PatroniRig rig) {
        LooseContext context = new LooseContext(7, rig.plan());
        context.facts.put(Pair.TO, Node.PRIMARY);
        context.facts.put(FencePrimaryStep.PROOF, "none");
        for (String type : List.of("fence-primary", "drain-primary", "promote-standby", "rejoin-standby")) {
            assertThat(rig.step(context, type))
                    .as(type)
                    .isInstanceOfSatisfying(StepOutcome.Failed.class, it -> assertThat(it.reason())
                            .contains("Patroni runs 127.0.0.1:"));
        }
        assertThat(rig.estate.one().inRecovery()).isTrue();
        assertThat(rig.estate.two().writes()).isTrue();
    }

    /** A console that died after Patroni had done it. */
    private static void aSecondRunOfTheStepAsksNothing(PatroniRig rig) {
        rig.see();
        LooseContext context = new LooseContext(8, rig.plan());
        assertThat(rig.step(context, "check-switchover")).isInstanceOf(StepOutcome.Done.class);
        assertThat(rig.step(context, "patroni-switchover")).isInstanceOf(StepOutcome.Done.class);
        assertThat(rig.estate.one().writes()).isTrue();
        context.facts.remove(PromoteStandbyStep.AT);
        context.facts.remove("promote.timeline");

        assertThat(rig.step(context, "patroni-switchover"))
                .isInstanceOfSatisfying(
                        StepOutcome.Done.class, it -> assertThat(it.summary()).contains("on timeline 3"));

        assertThat(context.commands).filteredOn(it -> it.contains("POST ")).hasSize(1);
        assertThat(rig.step(context, "patroni-replica")).isInstanceOf(StepOutcome.Done.class);
    }

    private static void aPlanThatDoesNotKnowOfItIsRefusedToo(PatroniRig rig) {
        rig.plan(rig.estate.planWithoutPatroni(plan -> {}));
        assertThat(rig.blocks("switch-over-database")).anySatisfy(it -> assertThat(it)
                .startsWith("drain: Patroni runs 127.0.0.1:")
                .contains("data/patroni.dynamic.json is on local")
                .contains("name it under failover.patroni in the plan"));
    }
}
