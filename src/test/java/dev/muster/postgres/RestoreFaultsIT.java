package dev.muster.postgres;

import static dev.muster.postgres.Outcomes.reason;
import static dev.muster.postgres.Outcomes.state;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.muster.backup.Backup;
import dev.muster.backup.BackupQuery;
import dev.muster.backup.BackupState;
import dev.muster.common.Refused;
import dev.muster.recovery.RunId;
import dev.muster.recovery.RunQuery;
import dev.muster.recovery.RunState;
import dev.muster.recovery.Runs;
import dev.muster.recovery.step.Finding;
import dev.muster.testing.TinyDisk;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;

/** What may be in the way of a restore, on the real engine, server and store: it is said at once and nothing begins. */
@TestInstance(Lifecycle.PER_CLASS)
class RestoreFaultsIT {

    private static final String LIVE = "bdc_production";
    private static final Duration SOON = Duration.ofSeconds(10);

    private RestoreRig rig;
    private PlantedBackups planted;
    private Backup good;

    @BeforeAll
    void an_estate_with_a_good_backup() throws Exception {
        rig = new RestoreRig();
        assertThat(state(rig.driven(launch("back-up", Map.of())))).isEqualTo(RunState.SUCCEEDED);
        good = rig.beans.getBean(BackupQuery.class).newestGood("bdc").orElseThrow();
        planted = new PlantedBackups(rig, good);
    }

    @AfterAll
    void ends() {
        rig.close();
    }

    @BeforeEach
    void everything_is_well() throws IOException {
        rig.endpoint = "";
        rig.port = 0;
        rig.restore = RestoreRig.RESTORE;
        rig.backUp = RestoreRig.BACK_UP;
        rig.plan = rig.plan(LIVE, Optional.empty());
        rig.disturbance.is(() -> {});
        rig.linkTools();
    }

    @Test
    void too_little_space_is_refused_with_figures_and_place() {
        long huge = 1L << 60;
        Map<String, String> largeDatabase = planted.with("\"databaseBytes\" : \\d+", "\"databaseBytes\" : " + huge);
        refused(largeDatabase, "disk space of the server: ", " free at " + rig.cluster.directory(), ", needed ");
        Map<String, String> largeFile = planted.with("\"size\" : \\d+", "\"size\" : " + (huge >> 4));
        refused(largeFile, "disk space for the copy: ", " free at " + rig.work, ", needed ");
    }

    @Test
    void a_copy_that_shares_its_disk_with_the_server_needs_room_for_both() throws IOException {
        long free = Files.getFileStore(rig.work).getUsableSpace();
        Map<String, String> each = planted.with(
                "(?s)\"databaseBytes\" : \\d+(.*?)\"size\" : \\d+",
                "\"databaseBytes\" : " + free / 2 + "$1\"size\" : " + free / 2);
        refused(each, "disk space of the server: ");
    }

    @Test
    void a_disk_that_fills_up_while_the_copy_is_fetched_ends_the_run_and_leaves_no_staging() {
        try (TinyDisk disk = TinyDisk.over(rig.work, 24L << 20)) {
            RunId run = launch("restore", Map.of());
            disk.fill(32L << 10);
            RunQuery.Detail detail = untouched(() -> rig.driven(run));
            assertThat(state(detail)).isEqualTo(RunState.FAILED);
            assertThat(reason(detail))
                    .contains("cannot be written to " + rig.work.resolve("run-" + run), "No space left on device");
            assertThat(rig.work.resolve("run-" + run)).doesNotExist();
        }
    }

    @Test
    void a_disk_that_fills_up_during_a_dump_fails_the_backup_and_leaves_no_staging() {
        rig.backUp = new ArrayList<>(RestoreRig.BACK_UP);
        rig.backUp.add(rig.backUp.indexOf("dump-database"), Disturbance.TYPE);
        rig.plan = rig.plan(LIVE, Optional.empty());
        try (TinyDisk disk = TinyDisk.over(rig.work, 48L << 20)) {
            RunId run = launch("back-up", Map.of());
            rig.disturbance.is(() -> disk.fill(16L << 10));
            RunQuery.Detail detail = untouched(() -> rig.driven(run));
            assertThat(reason(detail)).contains("pg_dump failed", "No space left on device");
            Backup row = rig.beans.getBean(BackupQuery.class).ofRun(run.value()).orElseThrow();
            assertThat(row.state()).isEqualTo(BackupState.FAILED);
            assertThat(rig.work.resolve("run-" + run + "/copy")).doesNotExist();
            rig.cancelled(run);
        }
    }

    @Test
    void a_full_disk_of_the_server_stops_the_load_and_a_cancel_leaves_nothing() {
        TinyDisk.assumePossible();
        List<TinyDisk> disks = new ArrayList<>();
        rig.restore = new ArrayList<>(RestoreRig.RESTORE);
        rig.restore.add(rig.restore.indexOf("load-side-database"), Disturbance.TYPE);
        rig.plan = rig.plan(LIVE, Optional.empty());
        RunId run = launch("restore", Map.of());
        rig.disturbance.is(() -> disks.add(overSideDatabase(LIVE + "_restore_" + run)));
        try {
            RunQuery.Detail detail = untouched(() -> rig.driven(run), "_restore_");
            assertThat(state(detail)).isEqualTo(RunState.INTERRUPTED);
            assertThat(reason(detail)).contains("pg_restore failed", "No space left on device");
            untouched(() -> rig.cancelled(run), "_restore_");
            assertThat(databases()).noneMatch(it -> it.contains("_restore_"));
            assertThat(rig.work.resolve("run-" + run)).doesNotExist();
        } finally {
            disks.forEach(TinyDisk::close);
        }
    }

    @Test
    void missing_or_older_tools_are_refused_with_both_versions() throws IOException {
        int server = rig.cluster.installation().major();
        Files.delete(rig.tools.resolve("pg_restore"));
        refused(Map.of(), "pg_restore was not found in [" + rig.tools + "]");
        tool("pg_restore", "13.4");
        refused(
                Map.of(),
                "pg_restore: the server is PostgreSQL " + server + ".",
                "needed is " + server + " or newer, found " + rig.tools.resolve("pg_restore") + " (13.4)");
        tool("pg_dump", "13.4");
        refused(
                "back-up",
                Map.of(),
                "pg_dump: the server is PostgreSQL " + server + ".",
                "found " + rig.tools.resolve("pg_dump") + " (13.4)");
        rig.linkTools();
        refused(
                planted.with("\"toolVersion\" : \"[^\"]+", "\"toolVersion\" : \"99.1"),
                "the backup was made with pg_dump 99.1",
                "needed is 99 or newer, found " + rig.tools.resolve("pg_restore") + " (" + server);
        refused(
                planted.with("\"serverVersion\" : \"[^\"]+", "\"serverVersion\" : \"99.1"),
                "the backup is of PostgreSQL 99.1, the server is older: " + server);
    }

    @Test
    void a_signed_backup_of_another_database_is_refused() {
        Map<String, String> other = planted.with("\"database\" : \"[^\"]+", "\"database\" : \"payroll");
        refused(other, "identity: This is a backup of the database payroll, the target is " + LIVE);
        planted.refusedBeforeItIsLoaded(other, "backup of the database payroll");
    }

    @Test
    void a_signed_backup_of_another_cluster_needs_a_launch_that_names_that_cluster() {
        Map<String, String> parameters =
                planted.with("\"systemIdentifier\" : \"[^\"]+", "\"systemIdentifier\" : \"7000000000000000001");
        String differs = "backup of the cluster 7000000000000000001, the target's system identifier is "
                + rig.cluster.systemIdentifier();
        refused(parameters, "identity: This is a " + differs, "launch with accept-cluster = 7000000000000000001");
        planted.refusedBeforeItIsLoaded(parameters, differs);

        Map<String, String> accepted = new HashMap<>(parameters);
        accepted.put("accept-cluster", "7000000000000000001");
        assertThat(rig.beans
                        .getBean(Runs.class)
                        .prepare(new Runs.Request("restore", accepted, null, null))
                        .findings())
                .anyMatch(
                        it -> it.level() == Finding.Level.WARN && it.message().contains(differs + ". It was accepted"));
        RunQuery.Detail detail = rig.driven(launch("restore", accepted));
        assertThat(state(detail)).as(reason(detail)).isEqualTo(RunState.SUCCEEDED);
        // positions of two write-ahead logs cannot be compared: no figure instead of a false one
        assertThat(detail.facts()).containsKey("data-loss.seconds").doesNotContainKey("data-loss.wal-bytes");
    }

    @Test
    void a_storage_that_is_down_or_silent_is_said_in_seconds() throws IOException {
        try (ServerSocket silent = new ServerSocket(0, 50, InetAddress.getLoopbackAddress())) {
            rig.endpoint = "http://127.0.0.1:" + silent.getLocalPort();
            rig.plan = rig.plan(LIVE, Optional.empty());
            refused(Map.of(), "storage: ", "at " + rig.endpoint, "no answer");
            refused("back-up", Map.of(), "storage: ", "at " + rig.endpoint, "no answer");
        }
        refused(Map.of(), "storage: ", "at " + rig.endpoint, "no answer: Connection refused");
    }

    @Test
    void a_server_that_is_down_or_silent_is_said_in_seconds() throws IOException {
        try (ServerSocket silent = new ServerSocket(0, 50, InetAddress.getLoopbackAddress())) {
            rig.port = silent.getLocalPort();
            rig.plan = rig.plan(LIVE, Optional.empty());
            refused(Map.of(), "PostgreSQL at 127.0.0.1:" + rig.port);
            refused("back-up", Map.of(), "server: PostgreSQL at 127.0.0.1:" + rig.port);
        }
        refused(Map.of(), "PostgreSQL at 127.0.0.1:" + rig.port, "refused");
    }

    @Test
    void a_wrong_typed_name_is_refused_by_the_service() {
        List<String> before = databases();
        Throwable thrown = catchThrowable(() -> rig.launch("restore", Map.of(), "bdc_productiom"));
        assertThat(thrown).isInstanceOf(Refused.class).hasMessage("The typed name is not " + LIVE);
        assertThat(rig.audit).contains("launch-run refused: The typed name is not " + LIVE);
        assertThat(databases()).isEqualTo(before);
    }

    @Test
    void signed_backups_that_the_catalogue_lost_are_found_in_the_storage_and_others_are_not() throws Exception {
        planted.with("\"rows\" : 5000", "\"rows\" : 4999");
        planted.tamperWithTheLast();
        planted.forget();
        assertThat(rig.beans.getBean(BackupQuery.class).latest(10)).isEmpty();

        RunQuery.Detail detail = rig.driven(launch("restore", Map.of()));
        assertThat(state(detail)).as(reason(detail)).isEqualTo(RunState.SUCCEEDED);
        Backup found = rig.beans.getBean(BackupQuery.class).newestGood("bdc").orElseThrow();
        assertThat(found.location()).isEqualTo(good.location());
        assertThat(found.manifestSha256()).isEqualTo(good.manifestSha256());
        assertThat(found.provedByRun()).isEqualTo(detail.summary().id().value());
        assertThat(rig.beans.getBean(BackupQuery.class).latest(50))
                .extracting(Backup::location)
                .doesNotHaveDuplicates()
                .doesNotContain(planted.last());
        assertThat(rig.audit).contains("adopt-backup done");
    }

    private RunId launch(String procedure, Map<String, String> parameters) {
        return rig.launch(procedure, parameters, LIVE);
    }

    private void refused(Map<String, String> parameters, String... words) {
        refused("restore", parameters, words);
    }

    /** The launch is refused soon with these words, and neither a run nor a database is there that was not. */
    private void refused(String procedure, Map<String, String> parameters, String... words) {
        List<String> before = databases();
        int runs = rig.beans.getBean(RunQuery.class).latest(1000).size();
        long begun = System.nanoTime();
        Throwable thrown = catchThrowable(() -> launch(procedure, parameters));
        assertThat(Duration.ofNanos(System.nanoTime() - begun)).isLessThan(SOON);
        assertThat(thrown).isInstanceOf(Refused.class).hasMessageContainingAll(words);
        assertThat(rig.beans.getBean(RunQuery.class).latest(1000)).hasSize(runs);
        assertThat(databases()).isEqualTo(before);
    }

    /** Runs it, and sees that every database but one of that kind is the one that it was. */
    private RunQuery.Detail untouched(Supplier<RunQuery.Detail> work, String... but) {
        List<String> before = databases();
        RunQuery.Detail detail = work.get();
        List<String> after = databases();
        before.removeIf(it -> List.of(but).stream().anyMatch(it::contains));
        after.removeIf(it -> List.of(but).stream().anyMatch(it::contains));
        assertThat(after).isEqualTo(before);
        assertThat(rig.cluster.value(LIVE, "select count(*) from orders")).isEqualTo("5000");
        return detail;
    }

    private List<String> databases() {
        return new ArrayList<>(List.of(rig.cluster
                .value("postgres", "select string_agg(oid || ' ' || datname, ',' order by 1) from pg_database")
                .split(",", -1)));
    }

    /** Puts the files of the fresh database on a disk that has room for hardly more. */
    private TinyDisk overSideDatabase(String name) {
        rig.cluster.execute("postgres", "checkpoint");
        String oid = rig.cluster.value("postgres", "select oid from pg_database where datname = '" + name + "'");
        return TinyDisk.overWithContents(rig.cluster.directory().resolve("data/base/" + oid), 256L << 10);
    }

    private void tool(String name, String version) throws IOException {
        Path file = rig.tools.resolve(name);
        Files.deleteIfExists(file);
        Files.writeString(file, "#!/bin/sh\necho '" + name + " (PostgreSQL) " + version + "'\n");
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
    }
}
