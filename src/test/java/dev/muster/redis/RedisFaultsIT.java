package dev.muster.redis;

import static org.assertj.core.api.Assertions.assertThat;

import dev.muster.backup.Backup;
import dev.muster.backup.RedisManifest;
import dev.muster.backup.Staging;
import dev.muster.recovery.RunQuery;
import dev.muster.recovery.RunState;
import dev.muster.testing.LooseContext;
import dev.muster.testing.TinyDisk;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What must not be restored, and what happens when Redis will not. */
class RedisFaultsIT extends RedisTest {

    private static final List<RedisManifest.Keys> ONE = List.of(new RedisManifest.Keys(0, 1, 0));

    @Test
    void a_snapshot_of_a_newer_version_is_refused_with_both_numbers() throws IOException {
        Backup newer = planted(new SnapshotBytes(11).database(0).key("a", "1").end(), 11, ONE);
        assertThat(blocks("restore", Map.of("backup", newer.id().toString())))
                .anyMatch(
                        it -> it.contains("has version 11 (Redis 7.9.1)") && it.contains("loads version 10 and older"));
    }

    @Test
    void a_flipped_byte_and_a_cut_file_are_refused_before_redis_is_touched() throws IOException {
        Backup backup = aGoodBackup();
        Path stored = stored(backup, SnapshotTaking.NAME);
        byte[] whole = Files.readAllBytes(stored);
        byte[] flipped = whole.clone();
        flipped[whole.length / 2] ^= 1;
        Files.write(stored, flipped);
        refused(Map.of(), "is not what was backed up");
        Files.write(stored, Arrays.copyOf(whole, whole.length - 1));
        refused(Map.of(), "size");
    }

    /** The hash of a copy that was damaged before it was signed is right; the checksum that Redis wrote is not. */
    @Test
    void a_file_that_was_damaged_before_it_was_signed_fails_its_own_checksum() throws IOException {
        byte[] file = new SnapshotBytes(10).database(0).key("a", "x".repeat(50)).end();
        file[40] ^= 1;
        Backup damaged = planted(file, 10, ONE);
        refused(Map.of("backup", damaged.id().toString()), "is damaged: its checksum is");
        Backup cut = planted(Arrays.copyOf(file, 45), 10, List.of(new RedisManifest.Keys(0, 2, 0)));
        refused(Map.of("backup", cut.id().toString()), "is cut short");
    }

    @Test
    void a_redis_that_does_not_come_up_gets_its_file_before_back_and_its_last_words_are_shown() throws IOException {
        String before = keys();
        Backup poison = PlantedSnapshot.poison(rig.beans, rig.plan(), "daily");

        RunQuery.Detail run = rig.run("restore", Map.of("backup", poison.id().toString()));

        assertThat(run.summary().state()).isEqualTo(RunState.INTERRUPTED);
        assertThat(reason(run))
                .contains("Redis did not come up with the restored snapshot")
                .containsIgnoringCase("integrity check failed")
                .contains("The snapshot before is in its place again, Redis 7.");
        assertThat(keys()).isEqualTo(before);
        RunQuery.Detail over = rig.cancelled(run);
        assertThat(over.summary().state()).as(reason(over)).isEqualTo(RunState.CANCELLED);
        assertThat(keys()).isEqualTo(before);
        assertThat(rig.beside())
                .containsExactly("dump.rdb.undone-" + run.summary().id());
    }

    @Test
    void a_wrong_password_and_a_missing_one_are_said_before_anything_runs() throws IOException {
        aGoodBackup();
        rig.password = Files.writeString(rig.estate.resolve("wrong"), "not-it\n");
        assertThat(blocks("restore")).anyMatch(it -> it.contains("Redis does not take the password of the plan"));
        assertThat(blocks("back-up"))
                .anyMatch(it -> it.contains("Redis does not take the password of the plan"))
                .noneMatch(it -> it.contains("not-it"));
    }

    @Test
    void an_append_only_redis_is_refused_because_it_would_not_look_at_the_snapshot() {
        aGoodBackup();
        rig.estate.redis().ask("CONFIG", "SET", "appendonly", "yes");
        try {
            assertThat(blocks("restore")).anyMatch(it -> it.contains("appendonly is on"));
        } finally {
            rig.estate.redis().ask("CONFIG", "SET", "appendonly", "no");
        }
    }

    @Test
    void a_full_disk_fails_the_backup_with_the_reason_and_blocks_the_restore() throws IOException {
        TinyDisk.assumePossible();
        aGoodBackup();
        Path folder = rig.estate.resolve("redis");
        rig.estate.redis().stop();
        try (TinyDisk disk = TinyDisk.overWithContents(folder, 16 << 10)) {
            rig.estate.redis().start();
            rig.estate.redis().ask("CONFIG", "SET", "stop-writes-on-bgsave-error", "no");
            rig.estate.redis().ask("CONFIG", "SET", "rdbcompression", "no");
            rig.estate.redis().ask("SET", "big", "x".repeat(1 << 20));

            RunQuery.Detail run = rig.run("back-up", Map.of());

            assertThat(reason(run))
                    .contains("Redis could not write its snapshot")
                    .contains("rdb_last_bgsave_status is err");
            assertThat(run.summary().state()).isNotEqualTo(RunState.SUCCEEDED);
            rig.cancelled(run);
            Files.write(disk.folder().resolve("filler"), new byte[8 << 10]);
            assertThat(blocks("restore")).anyMatch(it -> it.contains(" free, ") && it.contains(" needed"));
            rig.estate.redis().ask("FLUSHALL");
            rig.estate.redis().stop();
        }
    }

    @Test
    void a_restore_that_was_killed_between_the_stop_and_the_swap_goes_on_from_wherever_it_was() throws IOException {
        Backup backup = aGoodBackup();
        rig.estate.redis().ask("FLUSHALL");
        LooseContext context = rig.context(77, Files.createDirectories(rig.work.resolve("77")));
        context.keepFact("backup.id", backup.id().toString());
        Staging staging = new Staging(context.workDirectory());
        Files.copy(stored(backup, SnapshotTaking.NAME), staging.makeEmpty().resolve(SnapshotTaking.NAME));
        staging.keepManifest(Files.readAllBytes(stored(backup, "manifest.json")));
        staging.keepSignature(Files.readAllBytes(stored(backup, "manifest.sig")));
        PlaceSnapshotStep place = rig.beans.getBean(PlaceSnapshotStep.class);
        SwapSnapshotStep swap = rig.beans.getBean(SwapSnapshotStep.class);
        StartRedisStep start = rig.beans.getBean(StartRedisStep.class);
        assertThat(place.run(context).toString()).contains("stands ready");
        assertThat(place.run(context).toString()).as("once more").contains("stands ready");
        assertThat(swap.run(context).toString()).as("Redis runs").contains("would write over");
        rig.control().stop();

        // killed after the stop, then between the two renames, then after both
        Path live = rig.estate.redis().snapshot();
        context.keepFact("redis.had-snapshot", "true");
        Files.move(live, live.resolveSibling("dump.rdb.before-77"));
        assertThat(start.run(context).toString())
                .as("nothing is started without its file")
                .contains("not in its place");
        assertThat(live).exists();
        assertThat(swap.run(context).toString()).contains("is the restored snapshot");
        assertThat(swap.run(context).toString()).as("once more changes nothing").contains("is the restored snapshot");
        assertThat(start.run(context).toString()).contains("is up with the restored snapshot");
        assertThat(start.run(context).toString()).as("once more").contains("is up with the restored snapshot");
        assertThat(rig.estate.redis().ask("XLEN", "events")).isEqualTo("60");

        start.undo(context);
        // killed in the middle of the way back
        Files.move(live, live.resolveSibling("dump.rdb.undone-77"));
        assertThat(swap.undo(context).toString()).contains("is the one from before the run");
        assertThat(swap.undo(context).toString()).as("once more").contains("is the one from before the run");
        rig.control().start();
        assertThat(rig.estate.redis().ask("DBSIZE")).isEqualTo("0");
    }

    private static void refused(Map<String, String> parameters, String why) {
        String before = keys();
        RunQuery.Detail run = rig.run("restore", parameters);
        assertThat(reason(run)).contains(why);
        assertThat(run.summary().state()).isEqualTo(RunState.FAILED);
        assertThat(rig.beside()).isEmpty();
        assertThat(keys()).isEqualTo(before);
    }
}
