package dev.muster.recovery.engine;

import static dev.muster.recovery.StepState.SUCCEEDED;
import static org.assertj.core.api.Assertions.assertThat;

import dev.muster.practice.ClusterSettings;
import dev.muster.practice.EstateFolder;
import dev.muster.practice.PostgresCluster;
import dev.muster.practice.PostgresInstallation;
import dev.muster.recovery.RunId;
import dev.muster.recovery.RunState;
import dev.muster.recovery.step.StepOutcome;
import dev.muster.testing.TestDatabase;
import java.nio.file.Path;
import java.util.Map;
import org.jooq.DSLContext;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The console's own PostgreSQL goes away in the middle of a run, and comes back. */
class PatienceIT {

    @TempDir
    Path work;

    private final EstateFolder folder = EstateFolder.temporary();
    private PostgresCluster cluster;
    private EngineWorld world;

    @BeforeEach
    void start() {
        cluster = PostgresCluster.started(PostgresInstallation.newest(), ClusterSettings.in(folder.resolve("console")));
        world = new EngineWorld(
                work,
                TestDatabase.on(
                        cluster.url("postgres") + "?user=" + cluster.user() + "&password=" + cluster.password()));
    }

    @AfterEach
    void stop() {
        cluster.start();
        world.close();
        cluster.close();
        folder.close();
    }

    @Test
    void a_run_waits_for_the_consoles_database_and_goes_on() {
        world.first.run = it -> {
            it.log("said before the outage");
            cluster.crash();
            Thread.ofPlatform().start(cluster::start);
            it.log("said in the outage");
            it.guard();
            it.keepFact("side", "app_restore");
            return StepOutcome.done("found", Map.of("backup", "b-1"));
        };
        // reads the catalogue itself, right in a second outage
        world.second.repeatable = true;
        world.second.run = it -> {
            boolean outage = world.second.calls.size() == 1;
            if (outage) {
                cluster.stop();
            }
            try {
                return StepOutcome.done(
                        String.valueOf(world.get(DSLContext.class).fetchValue("select 'read'")));
            } finally {
                if (outage) {
                    Thread.ofPlatform().start(cluster::start);
                }
            }
        };
        RunId run = world.driven();

        assertThat(world.detail(run).summary().state()).isEqualTo(RunState.SUCCEEDED);
        assertThat(world.steps(run)).containsExactly(SUCCEEDED, SUCCEEDED, SUCCEEDED);
        assertThat(world.first.calls).containsExactly("run");
        assertThat(world.second.calls).containsExactly("run", "run");
        assertThat(world.detail(run).facts())
                .containsEntry("side", "app_restore")
                .containsEntry("backup", "b-1");
        assertThat(world.log(run))
                .contains(
                        "said before the outage",
                        "said in the outage",
                        "The console's own database was away: the step begins again");
    }
}
