package dev.muster.kill;

import dev.muster.practice.Waiting;
import dev.muster.recovery.RunId;
import dev.muster.testing.TestDatabase;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.LockSupport;

/** One run, seen from outside: its rows and its processes. */
record KilledRun(TestDatabase database, Path work, RunId id) {

    private static final Duration PATIENCE = Duration.ofMinutes(3);
    private static final String IS = " where run_id = ";

    /** A step as it stood. */
    record Step(int position, String type, String state) {}

    String state() {
        return one("select state from run where id = " + id);
    }

    boolean underWay() {
        return List.of("QUEUED", "RUNNING").contains(state());
    }

    /** Until it ended or waits for a person. */
    String untilStands() {
        Waiting.until(PATIENCE, this::told, () -> !underWay());
        return state();
    }

    /** Until that long after the step has begun; false when the run came to rest before. */
    boolean untilIn(int position, Duration then) {
        Waiting.until(
                PATIENCE,
                this::told,
                () -> !underWay()
                        || one("select attempt from run_step" + IS + id + " and position = " + position)
                                        .compareTo("0")
                                > 0);
        LockSupport.parkNanos(then.toNanos());
        return underWay();
    }

    /** The steps that nobody had ended. */
    List<Step> atWork() {
        return steps("and state = 'RUNNING'");
    }

    List<Step> steps(String which) {
        return all("select position || ' ' || type || ' ' || state from run_step" + IS + id + " " + which
                        + " order by position")
                .stream()
                .map(it -> it.split(" "))
                .map(it -> new Step(Integer.parseInt(it[0]), it[1], it[2]))
                .toList();
    }

    /** How often the step was begun forward. */
    int begun(int position) {
        return Integer.parseInt(one("select count(*) from run_event" + IS + id + " and step_position = " + position
                + " and to_state = 'RUNNING' and from_state in ('PENDING', 'RUNNING')"));
    }

    String log() {
        return String.join("\n", all("select line from run_log" + IS + id + " order by seq"));
    }

    String told() {
        return "run " + id + " " + state() + "\n"
                + String.join(
                        "\n",
                        all("select position || ' ' || type || ' ' || state || ' ' || attempt || ': ' ||"
                                + " coalesce(summary, '') from run_step" + IS + id + " order by position"))
                + "\n"
                + String.join(
                        "\n",
                        all("select line from (select seq, line from run_log" + IS + id
                                + " order by seq desc limit 15) as t order by seq"));
    }

    /** Locks, rows, processes and folders of this run that are still there. */
    List<String> left() {
        List<String> left = new ArrayList<>();
        all("select 'lease of ' || target || ' by ' || holder from target_lease where holder <> ''")
                .forEach(left::add);
        all("select 'target ' || target || ' of run ' || run_id from run_target where held")
                .forEach(left::add);
        all("select 'backup ' || id || ' RUNNING' from backup where state = 'RUNNING'")
                .forEach(left::add);
        if (Files.exists(work.resolve("run-" + id))) {
            left.add("folder " + work.resolve("run-" + id));
        }
        processes().forEach(it -> left.add("process " + it));
        return left;
    }

    /** Their command lines. */
    List<String> processes() {
        String mark = "MUSTER_RUN_DIRECTORY=" + work.resolve("run-" + id);
        return ProcessHandle.allProcesses()
                .filter(it -> environment(it).contains(mark))
                .map(it -> it.pid() + " " + it.info().commandLine().orElse(""))
                .toList();
    }

    private static List<String> environment(ProcessHandle process) {
        try {
            return List.of(Files.readString(Path.of("/proc/" + process.pid() + "/environ"), StandardCharsets.ISO_8859_1)
                    .split("\0"));
        } catch (IOException e) {
            return List.of();
        }
    }

    private String one(String sql) {
        List<String> all = all(sql);
        return all.isEmpty() ? "" : all.getFirst();
    }

    private List<String> all(String sql) {
        try (var connection = database.asOwner();
                var statement = connection.createStatement();
                var rows = statement.executeQuery(sql)) {
            List<String> all = new ArrayList<>();
            while (rows.next()) {
                all.add(rows.getString(1));
            }
            return all;
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }
}
