package dev.muster.journey;

import static org.assertj.core.api.Assertions.assertThat;

import dev.muster.practice.PracticeStart;
import dev.muster.practice.Waiting;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.function.BooleanSupplier;

/** One run of the estate, seen from outside: its rows, its databases, its folder and its processes. */
record RestoreWatch(PracticeStart estate, long id) {

    private static final Duration PATIENCE = Duration.ofMinutes(5);
    private static final List<String> STANDS = List.of("SUCCEEDED", "FAILED", "CANCELLED", "INTERRUPTED");

    static RestoreWatch of(PracticeStart estate, long id) {
        return new RestoreWatch(estate, id);
    }

    /** Until it ended or waits for a person; more than one pg_restore of the estate at any time is a failure. */
    String untilStands() {
        until("run " + id + " ends", () -> {
            assertThat(restores()).hasSizeLessThanOrEqualTo(1);
            return stands();
        });
        return state();
    }

    boolean stands() {
        return STANDS.contains(state());
    }

    String state() {
        return ask("select coalesce((select state from run where id = " + id + "), '')");
    }

    long millis() {
        return number("select (extract(epoch from ended_at - launched_at) * 1000)::bigint from run where id = " + id);
    }

    long attempts() {
        return number("select sum(attempt) from run_step where run_id = " + id);
    }

    /** How often somebody or the launch has put it into the queue. */
    long queued() {
        return number("select count(*) from run_event where step_position is null and to_state = 'QUEUED' and run_id = "
                + id);
    }

    /** Waits until that long after the launch, unless it ended before. */
    void untilAfterLaunch(long millis) {
        until(
                "the moment comes",
                () -> stands()
                        || ask("select clock_timestamp() >= launched_at + " + millis
                                        + " * interval '1 millisecond' from run where id = " + id)
                                .equals("t"));
    }

    /** Kills the console and says in which step that was. */
    String killConsole() {
        ProcessHandle console = estate.console();
        console.destroyForcibly();
        console.onExit().join();
        return ask("select coalesce((select position || ' ' || type || ' ' || state from run_step where run_id = " + id
                + " and state <> 'SUCCEEDED' order by position limit 1), 'its end')");
    }

    String side() {
        return "bdc_production_restore_" + id;
    }

    String before() {
        return "bdc_production_before_" + id;
    }

    Path folder() {
        return estate.home().resolve("work/run-" + id);
    }

    boolean there(String database) {
        return estate.primaryValue("postgres", "select count(*) from pg_database where datname = '" + database + "'")
                .equals("1");
    }

    /** Takes the name to which the live database must be moved, as soon as the run is past its own look at it. */
    void putObstacle() {
        until(side() + " is made", () -> there(side()));
        estate.primaryExecute("create database " + before());
    }

    void dropObstacle() {
        estate.primaryExecute("drop database " + before());
    }

    void hasLeftNothingBehind() {
        assertThat(restores()).isEmpty();
        assertThat(there(side())).isFalse();
        assertThat(folder()).doesNotExist();
        assertThat(ask("select count(*) from run where state in ('QUEUED', 'RUNNING', 'PAUSED', 'INTERRUPTED')"))
                .isEqualTo("0");
        assertThat(ask("select count(*) from run_step s join run r on r.id = run_id where r.id = " + id
                        + " and r.state = 'SUCCEEDED' and s.state <> 'SUCCEEDED'"))
                .isEqualTo("0");
        assertThat(estate.applicationIsHealthy()).isTrue();
    }

    /** The pg_restore processes of this estate that a console started; their own workers are not counted. */
    private List<String> restores() {
        return ProcessHandle.allProcesses()
                .filter(RestoreWatch::isRestore)
                .filter(it -> it.parent().filter(RestoreWatch::isRestore).isEmpty())
                .map(it -> it.info().commandLine().orElse(""))
                .filter(it -> it.contains(estate.home().toString()))
                .toList();
    }

    private static boolean isRestore(ProcessHandle process) {
        return process.info().command().orElse("").endsWith("/pg_restore");
    }

    private void until(String what, BooleanSupplier holds) {
        Waiting.until(PATIENCE, what, holds);
    }

    private String ask(String sql) {
        return estate.consoleValue(sql);
    }

    private long number(String sql) {
        return Long.parseLong(ask(sql));
    }
}
