package dev.muster.redis;

import static org.assertj.core.api.Assertions.assertThat;

import dev.muster.backup.Backup;
import dev.muster.backup.BackupState;
import dev.muster.backup.Staging;
import dev.muster.practice.Waiting;
import dev.muster.recovery.RunChoice;
import dev.muster.recovery.RunQuery;
import dev.muster.recovery.RunState;
import dev.muster.testing.LooseContext;
import java.io.IOException;
import java.nio.file.Files;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;

/** Redis copied, lost and brought back. */
class RestoreRedisIT extends RedisTest {

    @Test
    void a_snapshot_is_restored_with_every_key_and_the_way_back_brings_the_other_keys_again() throws Exception {
        String before = rig.estate.redis().ask("INFO", "keyspace");
        Backup backup = aGoodBackup();
        assertThat(backup.contents()).isEqualTo(manifest(backup).count() + " keys");
        assertThat(manifest(backup).serverVersion()).startsWith("7.");
        assertThat(manifest(backup).snapshotVersion()).isEqualTo(10);
        assertThat(manifest(backup).keys()).hasSize(2);
        assertThat(before)
                .contains("db0:keys=" + manifest(backup).keys().getFirst().keys() + ",")
                .contains("db1:keys=60,expires=60,");
        rig.estate.redis().ask("FLUSHALL");
        rig.estate.redis().ask("SET", "written-later", "1");

        RunQuery.Detail run = rig.run("restore", Map.of());

        assertThat(run.summary().state()).as(reason(run)).isEqualTo(RunState.SUCCEEDED);
        assertThat(rig.estate.redis().ask("INFO", "keyspace").replaceAll("avg_ttl=\\d+", ""))
                .isEqualTo(before.replaceAll("avg_ttl=\\d+", ""));
        assertThat(rig.estate.redis().ask("XLEN", "events")).isEqualTo("60");
        assertThat(rig.beside())
                .containsExactly("dump.rdb.before-" + run.summary().id());
        assertThat(query().backup(backup.id()).orElseThrow().provedByRun())
                .isEqualTo(run.summary().id().value());
        assertThat(Files.getOwner(rig.estate.redis().snapshot()))
                .isEqualTo(Files.getOwner(rig.estate.redis().snapshot().getParent()));

        assertThat(rig.runs().choices(run.summary().id())).contains(RunChoice.WAY_BACK);
        rig.runs().wayBack(run.summary().id(), "it was the wrong day", RedisRig.COMMANDER);
        RunQuery.Detail back = rig.driven(run.summary().id());

        assertThat(back.summary().state()).as(reason(back)).isEqualTo(RunState.CANCELLED);
        assertThat(rig.estate.redis().ask("DBSIZE")).isEqualTo("1");
        assertThat(rig.estate.redis().ask("GET", "written-later")).isEqualTo("1");
        assertThat(rig.beside())
                .containsExactly("dump.rdb.undone-" + run.summary().id());
    }

    @Test
    void a_redis_that_is_down_without_any_file_is_restored_and_its_password_is_told_nobody() throws Exception {
        aGoodBackup();
        rig.estate.redis().stop();
        Files.delete(rig.estate.redis().snapshot());

        RunQuery.Detail run = rig.run("restore", Map.of());

        assertThat(run.summary().state()).as(reason(run)).isEqualTo(RunState.SUCCEEDED);
        assertThat(rig.estate.redis().ask("XLEN", "events")).isEqualTo("60");
        assertThat(rig.beside()).isEmpty();
        assertThat(reason(run)).doesNotContain(rig.estate.redis().password());
        try (var connection = rig.catalogue.asOwner();
                var statement = connection.createStatement();
                var rows = statement.executeQuery("select count(*) from run_log where line like '%"
                        + rig.estate.redis().password() + "%'")) {
            rows.next();
            assertThat(rows.getInt(1)).isZero();
        }
    }

    @Test
    void keys_that_expired_meanwhile_are_tolerated_and_said() {
        rig.estate.redis().ask("SET", "soon-gone", "1", "EX", "6");
        aGoodBackup();
        Waiting.until(
                Duration.ofSeconds(15),
                "the key has expired",
                () -> rig.estate.redis().ask("EXISTS", "soon-gone").equals("0"));

        RunQuery.Detail run = rig.run("restore", Map.of());

        assertThat(run.summary().state()).as(reason(run)).isEqualTo(RunState.SUCCEEDED);
        assertThat(reason(run)).contains("1 of them had expired by now");
    }

    @Test
    void an_empty_redis_and_one_that_has_shrunk_by_half_are_no_backup_until_a_person_says_so() {
        aGoodBackup();
        rig.estate.redis().ask("FLUSHALL");
        RunQuery.Detail empty = rig.run("back-up", Map.of());
        assertThat(empty.summary().state()).isNotEqualTo(RunState.SUCCEEDED);
        assertThat(reason(empty)).contains("The snapshot is empty");
        assertThat(query().latest(1).getFirst().state()).isEqualTo(BackupState.FAILED);
        rig.cancelled(empty);

        rig.estate.redis().ask("SET", "one", "1");
        RunQuery.Detail shrunk = rig.run("back-up", Map.of());
        assertThat(reason(shrunk))
                .contains("has shrunk by half or more: 1 keys")
                .contains("accept-smaller yes");
        rig.cancelled(shrunk);

        assertThat(aGoodBackup(Map.of("accept-smaller", "yes")).rows()).isEqualTo(1);
    }

    @Test
    void a_copy_is_never_an_older_file_and_the_plan_must_name_the_file_that_redis_writes() throws Exception {
        LooseContext run = aRunWithoutABackup();
        rig.file = rig.estate.redis().snapshot().resolveSibling("other.rdb").toString();
        assertThat(blocks("back-up"))
                .anyMatch(it -> it.contains("Redis writes and loads") && it.contains("the plan names " + rig.file));
        Files.copy(rig.estate.redis().snapshot(), rig.estate.resolve("redis/other.rdb"));
        try {
            LooseContext context = rig.context(run.runId(), run.workDirectory());
            assertThat(rig.beans.getBean(SnapshotRedisStep.class).run(context).toString())
                    .contains("which is before Redis was asked")
                    .contains("to " + rig.estate.redis().snapshot());
        } finally {
            Files.delete(rig.estate.resolve("redis/other.rdb"));
        }
    }

    @Test
    void a_backup_that_is_run_twice_takes_a_second_snapshot_and_is_one_backup() throws Exception {
        LooseContext context = aRunWithoutABackup();
        SnapshotRedisStep step = rig.beans.getBean(SnapshotRedisStep.class);
        assertThat(step.run(context).toString()).contains("keys in 2 databases");
        rig.estate.redis().ask("SET", "one-more", "1");
        assertThat(step.run(context).toString()).contains("keys in 2 databases");
        assertThat(query().latest(10))
                .filteredOn(it -> Objects.equals(it.runId(), context.runId()))
                .hasSize(1);
        assertThat(new Staging(context.workDirectory()).names()).isEqualTo(List.of("dump.rdb"));
    }

    /** Its number, for a step that is called by hand: one that only restored. */
    private static LooseContext aRunWithoutABackup() throws IOException {
        aGoodBackup();
        long run = rig.run("restore", Map.of()).summary().id().value();
        return rig.context(run, Files.createDirectories(rig.work.resolve("by-hand-" + run)));
    }
}
