package dev.muster.objective;

import static org.assertj.core.api.Assertions.assertThat;

import dev.muster.objective.Measure.Measured;
import dev.muster.objective.Measure.Pending;
import dev.muster.recovery.RunId;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class PredictionsTest {

    private final ObjectiveWorld world = new ObjectiveWorld();

    @AfterEach
    void close() {
        world.close();
    }

    @Test
    void below_three_runs_that_went_well_there_is_no_prediction() {
        world.aRestore(10, 1, "{}");
        world.aRestore(20, 1, "{}");

        assertThat(newest().total()).isEqualTo(new Pending<>("not enough history: 2 of 3 runs that went well"));
    }

    @Test
    void the_middle_and_the_ninth_of_ten_are_of_whole_runs_and_of_each_step() {
        world.aRestore(10, 4, "{}");
        world.aRestore(20, 3, "{}");
        world.aRestore(30, 2, "{}");
        world.aRestore(40, 1, "{}");

        Prediction prediction = newest();

        assertThat(prediction.runs()).isEqualTo(4);
        assertThat(prediction.total()).isEqualTo(takes(27.5, 41)); // of 14, 23, 32 and 41 minutes
        assertThat(prediction.steps()).extracting(Prediction.Step::takes).containsExactly(takes(25, 40), takes(2.5, 4));
    }

    @Test
    void of_ten_runs_the_slowest_is_left_aside() {
        for (int minutes = 1; minutes <= 10; minutes++) {
            world.aRestore(minutes, 0, "{}");
        }

        assertThat(newest().total()).isEqualTo(takes(5.5, 9));
    }

    @Test
    void what_grows_with_the_data_is_scaled_to_the_chosen_backup() {
        for (int i = 0; i < 3; i++) {
            world.aRestore(10, 2, "{\"backup.bytes\": \"100\"}");
        }
        world.aBackup(Duration.ofMinutes(10), 300, false);
        long small = world.aBackup(Duration.ofHours(5), 50, false);

        assertThat(newest().total()).isEqualTo(takes(32, 32));
        assertThat(world.predictions()
                        .of(world.restore(), Map.of("backup", String.valueOf(small)))
                        .total())
                .isEqualTo(takes(7, 7));
    }

    @Test
    void a_size_that_is_not_known_scales_nothing() {
        world.aRestore(10, 2, "{}");
        world.aRestore(10, 2, "{\"backup.bytes\": \"0\"}");
        world.aRestore(10, 2, "{\"backup.bytes\": \"many\"}");
        world.aBackup(Duration.ofMinutes(10), 300, false);

        assertThat(newest().total()).isEqualTo(takes(12, 12));
    }

    @Test
    void failed_runs_skipped_steps_and_other_steps_are_no_history() {
        world.aRestore(10, 1, "{}");
        world.aRestore(10, 1, "{}");
        world.aRun("FAILED", null, "{}", List.of("SUCCEEDED", "FAILED"), 10, 1);
        world.aRun("SUCCEEDED", null, "{}", List.of("SUCCEEDED", "SKIPPED"), 10, 1);
        world.aRun("CANCELLED", null, "{}", List.of("UNDONE", "UNDONE"), 10, 1);
        RunId other = world.aRestore(10, 1, "{}");
        world.execute("update run_step set type = 'copy' where position = 1 and run_id = " + other);

        assertThat(newest().runs()).isEqualTo(2);
    }

    @Test
    void of_a_run_under_way_only_what_is_not_done_is_left() {
        world.aRestore(10, 4, "{}");
        world.aRestore(20, 4, "{}");
        world.aRestore(30, 4, "{}");
        RunId running = world.aRun("RUNNING", null, "{}", List.of("RUNNING", "PENDING"), 15, 0);

        Work left = world.predictions().left(world.run(running));

        assertThat(left.rest()).isEqualTo(takes(9, 19)); // 0, 5 or 15 minutes of the load, and the swap
        assertThat(left.later()).isEqualTo(takes(4, 4));
        assertThat(left.parts()).extracting(Work.Part::takes).containsExactly(takes(5, 15), takes(4, 4));
    }

    private Prediction newest() {
        return world.predictions().of(world.restore(), Map.of("backup", "newest"));
    }

    private static Measure<Estimate> takes(double p50, double p90) {
        return new Measured<>(new Estimate(minutes(p50), minutes(p90)));
    }

    private static Duration minutes(double minutes) {
        return Duration.ofSeconds(Math.round(minutes * 60));
    }
}
