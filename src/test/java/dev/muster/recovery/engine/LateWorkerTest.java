package dev.muster.recovery.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.muster.practice.Waiting;
import dev.muster.recovery.RunId;
import dev.muster.recovery.RunState;
import dev.muster.recovery.step.StepOutcome;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A worker that is stopped by the machine for longer than its lease, and then goes on as if nothing had been. */
class LateWorkerTest {

    private static final Duration PATIENCE = Duration.ofSeconds(40);

    @TempDir
    Path work;

    private EngineWorld world;
    private final List<Process> workers = new ArrayList<>();

    @BeforeEach
    void start() {
        world = new EngineWorld(work);
    }

    @AfterEach
    void stop() throws Exception {
        for (Process worker : workers) {
            worker.destroyForcibly().waitFor();
        }
        world.close();
    }

    @Test
    void a_process_that_was_stopped_past_its_lease_changes_nothing_when_it_goes_on() throws Exception {
        world.second.repeatable = true;
        world.second.run = it -> {
            LateWorker.act(it, work, "second worker");
            return StepOutcome.done("the second worker did it");
        };
        RunId run = world.launched();
        Path said = work.resolve("said");
        Process worker = started(run, said);
        workers.add(worker);
        Waiting.until(PATIENCE, "the first worker is in the step", () -> {
            assertThat(worker.isAlive()).as(text(said)).isTrue();
            return text(said).contains("works");
        });
        signal(worker, "STOP");
        world.drive(run);
        assertThat(world.second.calls).as("while the lease lasts").isEmpty();
        Waiting.until(PATIENCE, "the second worker takes over", () -> {
            world.drive(run);
            return world.state(run) == RunState.SUCCEEDED;
        });
        String after = everything();
        assertThat(after).contains("the second worker did it").doesNotContain("too late");

        Files.createFile(work.resolve("go on"));
        signal(worker, "CONT");
        assertThat(worker.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS)).isTrue();

        assertThat(text(said)).contains("guard: refused", "fact: refused", "command: refused", "left");
        assertThat(Files.readAllLines(work.resolve("estate"))).containsExactly("first worker", "second worker");
        assertThat(everything()).isEqualTo(after);
    }

    private Process started(RunId run, Path said) throws IOException {
        return new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx128m",
                        "-XX:TieredStopAtLevel=1",
                        "-cp",
                        System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")),
                        LateWorker.class.getName(),
                        world.database.url(),
                        world.database.owner(),
                        world.database.application(),
                        world.database.password(),
                        work.toString(),
                        run.toString())
                .redirectErrorStream(true)
                .redirectOutput(said.toFile())
                .start();
    }

    private void signal(Process worker, String name) throws Exception {
        Process kill = new ProcessBuilder("kill", "-" + name, String.valueOf(worker.pid())).start();
        assertThat(kill.waitFor()).isZero();
    }

    /** Every row that a worker writes. */
    private String everything() throws SQLException {
        StringBuilder rows = new StringBuilder();
        for (String table : List.of("run", "run_target", "run_step", "run_event", "run_log", "target_lease")) {
            try (var connection = world.database.asOwner();
                    var statement = connection.createStatement();
                    var row = statement.executeQuery(
                            "select coalesce(string_agg(t::text, E'\\n' order by t::text), '') from " + table + " t")) {
                row.next();
                rows.append(table).append('\n').append(row.getString(1)).append('\n');
            }
        }
        return rows.toString();
    }

    private static String text(Path file) {
        try {
            return Files.exists(file) ? Files.readString(file) : "";
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
