package dev.muster.host;

import static org.assertj.core.api.Assertions.assertThat;

import dev.muster.plan.Service;
import dev.muster.practice.PracticeData;
import dev.muster.practice.PracticeEstate;
import dev.muster.practice.ServerProcess;
import dev.muster.practice.Waiting;
import java.time.Duration;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The parts of the estate under the means by which a plan runs them. */
class PracticeServicesIT {

    private static PracticeEstate estate;

    @BeforeAll
    static void start() {
        estate = PracticeEstate.empty()
                .withPrimary(new PracticeData(1, 42))
                .withApplication()
                .withSecondApplication()
                .withRedis()
                .withNginx();
    }

    @AfterAll
    static void stop() {
        estate.close();
    }

    @Test
    void both_applications_are_killed_and_started_again() {
        var first = estate.application();
        var second = estate.secondApplication();
        goesDownAndUp(first.program(), () -> first.get("/health").status() == 200);
        goesDownAndUp(second.program(), () -> second.get("/health").status() == 200);
    }

    @Test
    void redis_is_killed_and_started_again() {
        goesDownAndUp(estate.redis().program(), () -> estate.redis().answers());
    }

    @Test
    void nginx_is_killed_and_started_again_though_its_workers_keep_the_port() {
        goesDownAndUp(estate.nginx().program(), () -> estate.nginx().answers());
    }

    private static void goesDownAndUp(ServerProcess program, BooleanSupplier well) {
        ServiceControl control = new ProcessServiceControl(
                "part",
                new Service.PlainProcess(
                        program.arguments(),
                        program.directory().toString(),
                        program.pidFile().toString(),
                        program.logFile().toString()));
        assertThat(control.running()).isTrue();

        program.running().orElseThrow().destroyForcibly();
        Waiting.until(Duration.ofSeconds(10), "it is seen to be dead", () -> !control.running());
        control.start();
        Waiting.until(Duration.ofSeconds(20), "it answers again", well);

        control.stop();
        assertThat(well.getAsBoolean()).isFalse();
        control.start();
        Waiting.until(Duration.ofSeconds(20), "it answers after a stop", well);
        assertThat(program.running()).isPresent();
    }
}
