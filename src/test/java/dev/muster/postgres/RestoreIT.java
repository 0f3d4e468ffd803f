package dev.muster.postgres;

import static org.assertj.core.api.Assertions.assertThat;

import dev.muster.backup.Backup;
import dev.muster.backup.BackupQuery;
import dev.muster.backup.BackupState;
import dev.muster.backup.Manifest;
import dev.muster.recovery.step.Finding;
import dev.muster.recovery.step.StepOutcome;
import dev.muster.testing.LooseContext;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class RestoreIT {

    private RestoreRig rig;

    @BeforeEach
    void an_estate() throws Exception {
        rig = new RestoreRig();
    }

    @AfterEach
    void ends() {
        rig.close();
    }

    @Test
    void a_backup_is_restored_beside_the_live_database_swapped_in_and_swapped_back() {
        Backup backup = aGoodBackup();
        rig.cluster.execute("bdc_production", "delete from orders", "insert into users values (99999, 'late')");
        LooseContext run = rig.run();
        StepOutcome outcome = rig.steps(RestoreRig.RESTORE, run);
        assertThat(outcome).as("%s", outcome).isInstanceOf(StepOutcome.Done.class);
        assertThat(count("bdc_production", "orders")).isEqualTo(5000);
        assertThat(count("bdc_production", "users")).isEqualTo(5000);
        assertThat(rig.cluster.value("bdc_production", "show work_mem")).isEqualTo("7MB");
        String before = "bdc_production_before_" + run.runId();
        assertThat(count(before, "users")).isEqualTo(5001);
        assertThat(run.facts)
                .containsEntry("before.database", before)
                .containsEntry("backup.id", backup.id().toString())
                .containsKeys("data-loss.seconds", "data-loss.wal-bytes", "side.database", "backup.snapshot-at");
        assertThat(query().backup(backup.id()).orElseThrow().provedByRun()).isEqualTo(run.runId());
        assertThat(String.join("\n", run.everything())).doesNotContain(rig.cluster.password());

        // as after a kill -9 between the renames and what follows them: the step runs once more and finishes its work
        for (String closed : List.of("bdc_production", before)) {
            rig.cluster.execute("postgres", "alter database " + closed + " allow_connections false");
        }
        assertThat(rig.step("swap-database", run)).isInstanceOf(StepOutcome.Done.class);
        assertThat(count(before, "users")).isEqualTo(5001);
        assertThat(count("bdc_production", "users")).isEqualTo(5000);

        List<String> back = new ArrayList<>(RestoreRig.RESTORE);
        Collections.reverse(back);
        for (String type : back) {
            assertThat(rig.find(type).undo(run)).as(type).isInstanceOf(StepOutcome.Done.class);
        }
        assertThat(count("bdc_production", "users")).isEqualTo(5001);
        assertThat(count("bdc_production_undone_" + run.runId(), "users")).isEqualTo(5000);
    }

    @Test
    void a_load_that_was_cut_off_begins_anew_and_a_cancelled_run_leaves_no_side_database() {
        aGoodBackup();
        LooseContext run = rig.run();
        rig.steps(RestoreRig.RESTORE.subList(0, 5), run);
        rig.cluster.execute(run.fact("side.database").orElseThrow(), "create table users (half int)");
        run.facts.put("side.load-begun", "x");
        assertThat(rig.step("load-side-database", run)).isInstanceOf(StepOutcome.Done.class);
        assertThat(unpackedTables(run)).as("removed as each was loaded").isEmpty();
        assertThat(rig.step("compare-with-manifest", run)).isInstanceOf(StepOutcome.Done.class);
        rig.cluster.execute(run.fact("side.database").orElseThrow(), "delete from orders where id = 1");
        assertThat(reason(rig.step("compare-with-manifest", run))).contains("public.orders has 4999 rows");
        rig.find("create-side-database").undo(run);
        assertThat(rig.cluster.value("postgres", "select count(*) from pg_database where datname like '%restore%'"))
                .isEqualTo("0");
    }

    private static List<Path> unpackedTables(LooseContext run) {
        try (Stream<Path> files = Files.list(run.workDirectory().resolve("unpacked"))) {
            return files.filter(it -> it.getFileName().toString().matches("\\d+\\.dat"))
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Test
    void damaged_unsigned_or_strange_backups_never_reach_pg_restore() throws IOException {
        Backup backup = aGoodBackup();
        Path folder = rig.store.file("off-site/" + backup.location());
        Path data = data(folder);
        byte[] whole = Files.readAllBytes(data);
        Files.write(data, java.util.Arrays.copyOf(whole, whole.length - 1));
        refused("size");
        byte[] flipped = whole.clone();
        flipped[whole.length / 2] ^= 1;
        Files.write(data, flipped);
        // noticed while it streams, not only when all is here
        assertThat(refused("is not what was backed up").commands).noneMatch(it -> it.startsWith("verify"));
        Files.delete(data);
        refused("not there");
        Files.write(data, whole);
        Path manifest = folder.resolve(Manifest.NAME);
        byte[] text = Files.readAllBytes(manifest);
        Files.writeString(manifest, new String(text, java.nio.charset.StandardCharsets.UTF_8).replace("5000", "4999"));
        refused("does not fit");
        assertThat(blocks(RestoreRig.RESTORE)).anyMatch(it -> it.contains("does not fit"));
        Files.delete(manifest);
        refused("has no manifest.json: it is unsigned");
        Files.write(manifest, text);
        Path signature = folder.resolve(Manifest.SIGNATURE_NAME);
        byte[] signed = Files.readAllBytes(signature);
        Files.delete(signature);
        refused("has no manifest.sig: it is unsigned");
        Files.write(signature, signed);
        // what was fetched whole may still be damaged here
        LooseContext run = rig.run();
        rig.steps(RestoreRig.RESTORE.subList(0, 2), run);
        Path here = data(run.workDirectory().resolve("copy"));
        Files.write(here, flipped);
        assertThat(reason(rig.step("verify-backup", run))).contains("is not what was backed up");
        Files.write(here, whole);
        Files.writeString(here.resolveSibling("extra.dat"), "x");
        assertThat(reason(rig.step("verify-backup", run))).contains("extra.dat");
    }

    @Test
    void a_backup_of_another_database_or_cluster_is_refused_with_both_names() {
        aGoodBackup();
        rig.fill("other", 10);
        rig.plan = rig.plan("other", Optional.empty());
        refused("bdc_production, the target is other");
        assertThat(blocks(RestoreRig.RESTORE)).anyMatch(it -> it.contains("the target is other"));
        rig.plan = rig.plan("bdc_production", Optional.of("123"));
        assertThat(blocks(RestoreRig.RESTORE)).anyMatch(it -> it.contains("the plan says 123"));
        assertThat(blocks(RestoreRig.BACK_UP)).anyMatch(it -> it.contains("the plan says 123"));
    }

    @Test
    void an_empty_or_shrunken_dump_is_a_failed_backup_and_says_why() {
        Backup good = aGoodBackup();
        rig.cluster.execute("bdc_production", "delete from orders where id > 10", "delete from users where id > 10");
        LooseContext shrunken = rig.run();
        assertThat(reason(rig.steps(RestoreRig.BACK_UP, shrunken))).contains("shrunken");
        failed(shrunken, "shrunken");
        rig.cluster.execute(
                "bdc_production",
                "truncate orders, users, \"Odd \"\"name\"",
                "select lo_unlink(oid) from pg_largeobject_metadata");
        LooseContext empty = rig.run();
        assertThat(reason(rig.steps(RestoreRig.BACK_UP, empty))).contains("empty");
        failed(empty, "empty");
        assertThat(query().newestGood("bdc").orElseThrow().id()).isEqualTo(good.id());
    }

    @Test
    void storage_or_server_down_is_a_blocking_finding_and_a_failed_backup() {
        aGoodBackup();
        rig.store.close();
        assertThat(blocks(RestoreRig.RESTORE)).anyMatch(it -> it.startsWith("storage"));
        assertThat(blocks(RestoreRig.BACK_UP)).anyMatch(it -> it.startsWith("storage"));
        LooseContext run = rig.run();
        assertThat(reason(rig.steps(RestoreRig.BACK_UP, run))).contains("cannot store");
        failed(run, "cannot store");
        rig.cluster.stop();
        assertThat(blocks(RestoreRig.BACK_UP)).anyMatch(it -> it.startsWith("server: PostgreSQL at"));
        rig.cluster.start();
    }

    private Backup aGoodBackup() {
        LooseContext run = rig.run();
        assertThat(blocks(RestoreRig.BACK_UP)).isEmpty();
        StepOutcome outcome = rig.steps(RestoreRig.BACK_UP, run);
        assertThat(outcome).as("%s", outcome).isInstanceOf(StepOutcome.Done.class);
        return query().newestGood("bdc").orElseThrow();
    }

    private LooseContext refused(String why) {
        String live =
                rig.cluster.value("postgres", "select string_agg(oid || datname, ',' order by 1) from pg_database");
        LooseContext run = rig.run();
        assertThat(reason(rig.steps(RestoreRig.RESTORE, run))).contains(why);
        assertThat(run.commands).noneMatch(it -> it.contains("pg_restore") || it.startsWith("create database"));
        assertThat(rig.cluster.value("postgres", "select string_agg(oid || datname, ',' order by 1) from pg_database"))
                .isEqualTo(live);
        return run;
    }

    private void failed(LooseContext run, String why) {
        Backup row = query().ofRun(run.runId()).orElseThrow();
        assertThat(row.state()).isEqualTo(BackupState.FAILED);
        assertThat(row.reason()).contains(why);
    }

    private List<String> blocks(List<String> steps) {
        return rig.preflight(steps).stream()
                .filter(it -> it.level() == Finding.Level.BLOCK)
                .map(it -> it.check() + ": " + it.message())
                .toList();
    }

    private static String reason(StepOutcome outcome) {
        assertThat(outcome).isInstanceOf(StepOutcome.Failed.class);
        return ((StepOutcome.Failed) outcome).reason();
    }

    private static Path data(Path folder) throws IOException {
        try (var files = Files.list(folder)) {
            return files.filter(it -> it.toString().endsWith(".dat.zst"))
                    .max(java.util.Comparator.comparingLong(it -> it.toFile().length()))
                    .orElseThrow();
        }
    }

    private int count(String database, String table) {
        return Integer.parseInt(rig.cluster.value(database, "select count(*) from " + table));
    }

    private BackupQuery query() {
        return rig.beans.getBean(BackupQuery.class);
    }
}
