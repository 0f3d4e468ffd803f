package dev.muster.redis;

import static org.assertj.core.api.Assertions.assertThat;

import dev.muster.backup.Backup;
import dev.muster.backup.BackupQuery;
import dev.muster.backup.Manifest;
import dev.muster.backup.RedisManifest;
import dev.muster.practice.Folders;
import dev.muster.practice.PracticeKeys;
import dev.muster.recovery.RunQuery;
import dev.muster.recovery.RunState;
import dev.muster.recovery.Runs;
import dev.muster.recovery.step.Finding;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;

/** One Redis for a class, and the words of its tests. */
abstract class RedisTest {

    static final PracticeKeys KEYS = new PracticeKeys(60, 7);

    @SuppressWarnings("NullAway.Init")
    static RedisRig rig;

    @BeforeAll
    static void an_estate() throws Exception {
        rig = new RedisRig();
    }

    @AfterAll
    static void ends() {
        rig.close();
    }

    @BeforeEach
    void redis_runs_with_keys_and_has_no_copies() throws Exception {
        rig.password = rig.estate.redis().passwordFile();
        rig.file = rig.estate.redis().snapshot().toString();
        rig.estate.redis().stop();
        Files.deleteIfExists(rig.estate.redis().snapshot());
        rig.estate.redis().start();
        KEYS.fill(rig.estate.redis());
        for (String name : rig.beside()) {
            Files.delete(rig.estate.redis().snapshot().resolveSibling(name));
        }
        Folders.delete(rig.estate.objectStore().file("off-site"));
        try (var connection = rig.catalogue.asOwner();
                var statement = connection.createStatement()) {
            statement.execute("delete from backup");
        }
    }

    static Backup aGoodBackup() {
        return aGoodBackup(Map.of());
    }

    static Backup aGoodBackup(Map<String, String> parameters) {
        RunQuery.Detail run = rig.run("back-up", parameters);
        assertThat(run.summary().state()).as(reason(run)).isEqualTo(RunState.SUCCEEDED);
        return query().newestGood("redis/daily").orElseThrow();
    }

    /** A signed backup whose file was made by hand. */
    static Backup planted(byte[] file, int version, List<RedisManifest.Keys> keys) throws IOException {
        return PlantedSnapshot.in(rig.beans, rig.plan(), "daily", file, version, keys);
    }

    static Path stored(Backup backup, String name) {
        return rig.estate.objectStore().file("off-site/" + backup.location() + name);
    }

    static RedisManifest manifest(Backup backup) throws IOException {
        return (RedisManifest) Manifest.read(Files.readAllBytes(stored(backup, Manifest.NAME)));
    }

    static List<String> blocks(String procedure, Map<String, String> parameters) {
        return rig.runs().prepare(new Runs.Request(procedure, parameters, null, null)).findings().stream()
                .filter(it -> it.level() == Finding.Level.BLOCK)
                .map(Finding::message)
                .toList();
    }

    static List<String> blocks(String procedure) {
        return blocks(procedure, Map.of());
    }

    static String keys() {
        return rig.estate.redis().ask("DBSIZE") + " "
                + rig.estate.redis().ask("GET", "session:1").isEmpty();
    }

    static String reason(RunQuery.Detail run) {
        return run.summary().reason()
                + run.steps().stream().map(String::valueOf).toList();
    }

    static BackupQuery query() {
        return rig.beans.getBean(BackupQuery.class);
    }
}
