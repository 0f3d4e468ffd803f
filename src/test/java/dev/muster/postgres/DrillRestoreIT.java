package dev.muster.postgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.muster.backup.BackupQuery;
import dev.muster.practice.Waiting;
import dev.muster.recovery.HeldTarget;
import dev.muster.recovery.RunId;
import dev.muster.recovery.RunQuery;
import dev.muster.recovery.RunState;
import dev.muster.recovery.Runs;
import dev.muster.recovery.StepState;
import dev.muster.recovery.step.Finding;
import dev.muster.recovery.step.StepOutcome;
import dev.muster.testing.LooseContext;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;

/** The rehearsal of a restore on the real engine, server and store: apart from the live database, and leaving nothing. */
@TestInstance(Lifecycle.PER_CLASS)
class DrillRestoreIT {

    private static final String LIVE = "bdc_production";
    private static final Duration SOON = Duration.ofSeconds(20);

    private final ExecutorService workers = Executors.newVirtualThreadPerTaskExecutor();
    private RestoreRig rig;
    private Path told;
    private Path go;
    private String before = "";

    @BeforeAll
    void an_estate_with_a_good_backup() throws Exception {
        rig = new RestoreRig();
        told = rig.folder.path().resolve("told");
        go = rig.folder.path().resolve("go");
        RunId backedUp = rig.launch("back-up", Map.of(), LIVE);
        assertThat(rig.driven(backedUp).summary().state()).isEqualTo(RunState.SUCCEEDED);
        before = everything();
    }

    @AfterAll
    void ends() {
        rig.close();
        workers.close();
    }

    /** The application's test says where it was sent and waits to be let go. */
    @BeforeEach
    void everything_is_well() throws IOException {
        Files.deleteIfExists(told);
        Files.deleteIfExists(go);
        rig.drill = RestoreRig.DRILL;
        rig.smokeTest = List.of(
                "/bin/sh",
                "-c",
                "printf '%s\\n"
                        + "' \"$DATABASE_PORT\" \"$DATABASE_NAME\" \"$DATABASE_USER\" \"$DATABASE_PASSWORD\" > \"$0.new\";"
                        + " mv \"$0.new\" \"$0\"; echo \"at $DATABASE_URL\"; until [ -e \"$1\" ]; do sleep 0.05; done; cat"
                        + " \"$1\"",
                told.toString(),
                go.toString());
        rig.plan = rig.plan(LIVE, Optional.empty());
    }

    @Test
    void a_rehearsal_proves_the_backup_apart_from_the_live_database_and_leaves_nothing() throws Exception {
        RunId run = drill();
        CompletableFuture<RunQuery.Detail> driven = driving(run);
        Where where = where();
        assertThat(where.name()).isEqualTo(LIVE + "_drill_" + run);

        try (Connection scratch = where.enter(where.name())) {
            assertThat(Server.value(scratch, "select count(*)::text from orders"))
                    .isEqualTo("5000");
            assertThat(Server.value(scratch, "select tableowner from pg_tables where tablename = 'users'"))
                    .isEqualTo(where.user());
        }
        for (String other : List.of(LIVE, "postgres", "template1")) {
            assertThatThrownBy(() -> where.enter(other))
                    .isInstanceOf(SQLException.class)
                    .hasMessageContaining(ScratchDatabase.LOCK);
        }
        assertThatThrownBy(() -> where.enter(LIVE, "-c session_preload_libraries="))
                .isInstanceOf(SQLException.class);
        String right = "select rolsuper or rolcreatedb or rolcreaterole or rolreplication or rolbypassrls or exists"
                + " (select from pg_auth_members m where m.member = r.oid) from pg_roles r where rolname = '"
                + where.user() + "'";
        assertThat(rig.cluster.value("postgres", right)).isEqualTo("f");

        Runs runs = rig.beans.getBean(Runs.class);
        assertThat(runs.holder(Set.of("bdc"))).isEmpty();
        assertThatThrownBy(this::drill).isInstanceOf(HeldTarget.class).hasMessageContaining("Run " + run);
        RunId live = rig.launch("back-up", Map.of(), LIVE);
        assertThat(rig.driven(live).summary().state()).isEqualTo(RunState.SUCCEEDED);

        Files.writeString(go, "all is well");
        RunQuery.Detail done = driven.get(30, TimeUnit.SECONDS);
        assertThat(done.summary().state()).as("%s", done.summary().reason()).isEqualTo(RunState.SUCCEEDED);
        assertThat(done.steps().get(7).summary()).isEqualTo("passed: all is well");
        long backup = Long.parseLong(done.facts().get("backup.id"));
        assertThat(rig.beans.getBean(BackupQuery.class).latest(10))
                .filteredOn(it -> it.id().value() == backup)
                .singleElement()
                .returns(run.value(), it -> it.provedByRun());
        assertThat(everything()).isEqualTo(before);
        assertThat(rig.work.resolve("run-" + run)).doesNotExist();
        assertThat(said(run)).contains("was turned away").doesNotContain(where.password());
        assertThat(runs.choices(run)).isEmpty();
    }

    @Test
    void a_rehearsal_that_fails_clears_up_by_itself_and_says_why() throws Exception {
        rig.smokeTest = List.of("/bin/sh", "-c", "echo 'BDC has no users' >&2; exit 3");
        rig.plan = rig.plan(LIVE, Optional.empty());
        RunId run = drill();
        RunQuery.Detail failed = rig.driven(run);
        assertThat(failed.summary().state()).isEqualTo(RunState.FAILED);
        assertThat(failed.summary().reason())
                .contains("smoke-test", "the application's test failed with exit code 3", "BDC has no users");
        assertThat(failed.steps().get(4).state()).isEqualTo(StepState.UNDONE);
        assertThat(everything()).isEqualTo(before);
        assertThat(rig.work.resolve("run-" + run)).doesNotExist();
        assertThat(rig.beans.getBean(Runs.class).holder(Set.of("bdc-scratch"))).isEmpty();
    }

    @Test
    void a_cancelled_rehearsal_clears_up() throws Exception {
        RunId run = drill();
        CompletableFuture<RunQuery.Detail> driven = driving(run);
        where();
        assertThat(everything()).isNotEqualTo(before);
        rig.cancel(run);
        assertThat(driven.get(30, TimeUnit.SECONDS).summary().state()).isEqualTo(RunState.CANCELLED);
        assertThat(everything()).isEqualTo(before);
        assertThat(rig.work.resolve("run-" + run)).doesNotExist();
    }

    @Test
    void after_a_crash_another_worker_ends_the_test_that_was_left_and_clears_up() throws Exception {
        RunId run = drill();
        CompletableFuture<RunQuery.Detail> dead = driving(run);
        String first = where().password();
        Files.delete(told);
        rig.theLeaseExpires();
        CompletableFuture<RunQuery.Detail> driven = driving(run);
        assertThat(where().password()).isNotEqualTo(first);
        dead.get(30, TimeUnit.SECONDS);
        Files.writeString(go, "well after all");
        RunQuery.Detail done = driven.get(30, TimeUnit.SECONDS);
        assertThat(done.summary().state()).isEqualTo(RunState.SUCCEEDED);
        assertThat(done.steps().get(7)).returns(2, RunQuery.StepRow::attempt);
        assertThat(everything()).isEqualTo(before);
    }

    @Test
    void steps_that_a_crash_cut_off_begin_anew_with_an_empty_database() {
        LooseContext run = rig.run();
        rig.steps(RestoreRig.DRILL.subList(0, 5), run);
        String scratch = run.fact("side.database").orElseThrow();
        rig.cluster.execute(scratch, "create table users (half int)");
        assertThat(rig.step("create-scratch-database", run)).isInstanceOf(StepOutcome.Done.class);
        assertThat(rig.cluster.value(scratch, "select count(*) from pg_tables where tablename = 'users'"))
                .isEqualTo("0");
        rig.cluster.execute(scratch, "create table users (half int)");
        run.facts.put("scratch.load-begun", "x");
        assertThat(rig.step("load-scratch-database", run)).isInstanceOf(StepOutcome.Done.class);
        assertThat(rig.step("compare-with-manifest", run)).isInstanceOf(StepOutcome.Done.class);
        rig.cluster.execute(scratch, "delete from orders where id = 1");
        assertThat(rig.step("compare-with-manifest", run))
                .isInstanceOfSatisfying(
                        StepOutcome.Failed.class, it -> assertThat(it.reason()).contains("has 4999 rows"));
        assertThat(rig.find("create-scratch-database").undo(run)).isInstanceOf(StepOutcome.Done.class);
        assertThat(rig.find("create-scratch-database").undo(run)).isInstanceOf(StepOutcome.Done.class);
        assertThat(everything()).isEqualTo(before);
    }

    @Test
    void a_database_or_role_of_that_name_that_somebody_else_made_is_left_alone() {
        LooseContext run = rig.run();
        rig.steps(RestoreRig.DRILL.subList(0, 4), run);
        String taken = "\"" + LIVE + "_drill_" + run.runId() + "\"";
        rig.cluster.execute("postgres", "create role " + taken);
        assertThat(rig.step("create-scratch-database", run))
                .isInstanceOfSatisfying(
                        StepOutcome.Failed.class, it -> assertThat(it.reason()).contains("is not this run's"));
        assertThat(rig.find("create-scratch-database").undo(run)).isInstanceOf(StepOutcome.Done.class);
        rig.cluster.execute("postgres", "drop role " + taken);
        assertThat(everything()).isEqualTo(before);
    }

    @Test
    void a_step_that_changes_the_live_database_is_refused_in_a_rehearsal() {
        rig.drill = new ArrayList<>(RestoreRig.DRILL);
        rig.drill.add(7, "swap-database");
        rig.plan = rig.plan(LIVE, Optional.empty());
        Runs.Preview preview = rig.beans.getBean(Runs.class).prepare(new Runs.Request("drill", Map.of(), null, null));
        assertThat(preview.findings())
                .filteredOn(it -> it.level() == Finding.Level.BLOCK)
                .singleElement()
                .satisfies(it -> assertThat(it.message()).contains("swap-database changes bdc itself"));
        assertThat(preview.nameToType()).isEqualTo("bdc-scratch");
    }

    private CompletableFuture<RunQuery.Detail> driving(RunId run) {
        return CompletableFuture.supplyAsync(() -> rig.driven(run), workers);
    }

    private RunId drill() {
        return rig.launch("drill", Map.of(), "bdc-scratch");
    }

    /** Where the application's test was sent to. */
    private record Where(String port, String name, String user, String password) {

        Connection enter(String database) throws SQLException {
            return enter(database, "");
        }

        Connection enter(String database, String options) throws SQLException {
            Properties properties = new Properties();
            properties.setProperty("user", user);
            properties.setProperty("password", password);
            if (!options.isEmpty()) {
                properties.setProperty("options", options);
            }
            return DriverManager.getConnection("jdbc:postgresql://127.0.0.1:" + port + "/" + database, properties);
        }
    }

    private Where where() throws IOException {
        Waiting.until(SOON, "the application's test has begun", () -> Files.exists(told));
        List<String> lines = Files.readAllLines(told);
        return new Where(lines.get(0), lines.get(1), lines.get(2), lines.get(3));
    }

    /** Every database and role, and what settings they carry. */
    private String everything() {
        return rig.cluster.value(
                "postgres",
                "select (select string_agg(datname || coalesce(datacl::text, ''), ' ' order by 1) from pg_database) ||"
                        + " ' ' || (select string_agg(rolname, ' ' order by 1) from pg_roles) || ' ' || (select count(*)"
                        + " from pg_db_role_setting)");
    }

    private String said(RunId run) {
        RunQuery query = rig.beans.getBean(RunQuery.class);
        return query.log(run, 0, 10_000) + " " + query.run(run).orElseThrow();
    }
}
