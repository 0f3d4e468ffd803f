package dev.muster.failover;

import static org.assertj.core.api.Assertions.assertThat;

import dev.muster.practice.Waiting;
import dev.muster.recovery.RunQuery;
import dev.muster.recovery.RunState;
import dev.muster.recovery.step.StepOutcome;
import dev.muster.testing.LooseContext;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The fences beside the one on the primary's own host: the plan's command, and applications that are stopped. */
class FencesIT {

    @Test
    void the_plans_command_fences_and_one_that_ends_well_while_the_primary_writes_proves_nothing() throws IOException {
        try (FailoverRig rig = new FailoverRig(plan -> {
            Path mark = Path.of(String.valueOf(FailoverRig.part(FailoverRig.failover(plan), "primary")
                            .get("directory")))
                    .resolveSibling("fenced by hand");
            FailoverRig.failover(plan)
                    .put(
                            "fence",
                            Map.of("command", Map.of("host", "local", "run", List.of("touch", "--", mark.toString()))));
        })) {
            Path mark = rig.primary.dataDirectory().resolveSibling("fenced by hand");
            LooseContext context = new LooseContext(7, rig.plan());
            context.facts.put(Pair.TO, Node.STANDBY);
            assertThat(rig.step("fence-primary").run(context))
                    .isInstanceOfSatisfying(StepOutcome.Failed.class, it -> assertThat(it.reason())
                            .contains("No fence can be proved, so nothing is promoted")
                            .contains("the fencing command ended well, and 127.0.0.1:" + rig.primary.port()
                                    + " still takes writes"));
            assertThat(rig.standbyReads()).isTrue();
            Files.delete(mark);

            rig.killPrimary();
            RunQuery.Detail run = rig.run("fail-over-database", Map.of());

            FailoverRig.succeeded(run);
            assertThat(mark).exists();
            assertThat(run.facts())
                    .containsEntry(FencePrimaryStep.HOW, "command")
                    .containsEntry(FencePrimaryStep.PROOF, "the plan's fencing command on local ended well");
            assertThat(rig.primary.dataDirectory().resolve("standby.signal"))
                    .as("its host was not touched")
                    .doesNotExist();
            assertThat(rig.standbyReads()).isFalse();
            assertThat(rig.bdc.post("/users").status()).isEqualTo(201);
        }
    }

    @Test
    void stopped_applications_fence_and_come_back_with_the_new_address_only() throws IOException {
        try (FailoverRig rig =
                new FailoverRig(plan -> FailoverRig.failover(plan).put("fence", Map.of("stop-applications", "true")))) {
            rig.killPrimary();
            LooseContext context = new LooseContext(8, rig.plan());
            rig.steps(context, "confirm-primary-down", "check-standby", "fence-primary");
            assertThat(rig.bdc.program().running()).as("it is stopped").isEmpty();
            assertThat(context.facts)
                    .containsEntry(FencePrimaryStep.HOW, "stop-applications")
                    .containsEntry(
                            FencePrimaryStep.PROOF,
                            "all that write to it are stopped (bdc) and come back with the new address only");

            // taken back, it runs again as before
            assertThat(rig.step("fence-primary").undo(context)).isInstanceOf(StepOutcome.Done.class);
            assertThat(rig.bdc.program().running()).isPresent();

            // and the whole way: it comes back with the new address, and the old one coming back harms nobody
            RunQuery.Detail run = rig.run("fail-over-database", Map.of());
            FailoverRig.succeeded(run);
            assertThat(run.summary().state()).isEqualTo(RunState.SUCCEEDED);
            assertThat(Files.readString(rig.env())).contains("DATABASE_PORT=" + rig.standby.port());
            rig.primary.start();
            String before = rig.primary.value("bdc_production", "select count(*) from users");
            assertThat(rig.bdc.post("/users").status()).isEqualTo(201);
            assertThat(rig.primary.value("bdc_production", "select count(*) from users"))
                    .isEqualTo(before);
            rig.watch();
            assertThat(rig.beans.getBean(TwoPrimaries.class).now())
                    .as("both write now, since its own host was not fenced: that is told")
                    .hasSize(1);
            rig.primary.stop();
            Waiting.until(Duration.ofSeconds(5), "one is left", () -> {
                rig.watch();
                return rig.beans.getBean(TwoPrimaries.class).now().isEmpty();
            });
        }
    }
}
